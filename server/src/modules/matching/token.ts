import type { LeftOut, MatchIdentifier } from '@shield/contract'
import { canonicalJson, properties } from '@shield/core'
import type { PropertyName } from '@shield/core'
import { clean } from '@shield/formats'

/** Part of every token: whoever compares otherwise gets other tokens, not wrong hits. */
export const normVersion = 1

/** Whose tokens: one key each, so that none says anything about another. */
export interface Domain {
  readonly agreement: string
  readonly identifier: MatchIdentifier
  /** Month, for example 2026-11. */
  readonly epoch: string
}

/** The properties in which an identifier of a kind stands in records. */
export const propertiesOf: Readonly<Record<MatchIdentifier, readonly PropertyName[]>> = {
  phone: ['phone'],
  account: ['accountNumber', 'iban'],
  wallet: ['walletAddress'],
  document: ['passportNumber', 'idNumber'],
  email: ['email'],
  domain: ['domain'],
  plate: ['plate'],
}

export function numbersOf(identifier: MatchIdentifier): readonly number[] {
  return propertiesOf[identifier].map((name) => properties[name].number)
}

const shortest = 5

/** A value as both sides compare it, or why it can't be. */
export type ReadIdentifier =
  | { readonly norm: string }
  | { readonly leftOut: Extract<LeftOut, 'no-country' | 'no-issuer' | 'too-short' | 'malformed'> }

export function readIdentifier(identifier: MatchIdentifier, text: string): ReadIdentifier {
  if (identifier === 'document') return readDocument(text)
  const cleaned = clean(propertiesOf[identifier][0] ?? 'phone', text.trim())
  if (!('norm' in cleaned)) return { leftOut: 'malformed' }
  if (cleaned.norm.length < shortest) return { leftOut: 'too-short' }
  // A telephone without its country is another number in each.
  return identifier === 'phone' && !cleaned.norm.startsWith('+')
    ? { leftOut: 'no-country' }
    : { norm: cleaned.norm }
}

/** A value as both sides compare it, or undefined where it can't be: too short, without its country, not of its kind. */
export function normalise(identifier: MatchIdentifier, text: string): string | undefined {
  const read = readIdentifier(identifier, text)
  return 'norm' in read ? read.norm : undefined
}

/** Issuer and number: the same number of two states is two documents. Written `TH:AA1234567`. */
function readDocument(text: string): ReadIdentifier {
  const [, issuer = '', number] = /^\s*([A-Za-z]{2})\s*[:/ ]\s*(.+)$/u.exec(text) ?? []
  if (number === undefined) return { leftOut: 'no-issuer' }
  const cleaned = clean('passportNumber', number)
  if (!('norm' in cleaned)) return { leftOut: 'malformed' }
  return cleaned.norm.length < shortest
    ? { leftOut: 'too-short' }
    : { norm: documentOf(issuer, cleaned.norm) }
}

/** Forms that tell the kind of a value by themselves, the surest first. A plate has none: it is only what somebody says it is. */
const forms: readonly (readonly [MatchIdentifier, RegExp])[] = [
  ['email', /^\S+@\S+$/u],
  ['document', /^[a-z]{2}\s*[:/]\s*\S/iu],
  ['phone', /^\(?\s*(\+|00|tel:)/iu],
  ['wallet', /^(0x[0-9a-f]{40}|(bc|tb|ltc)1[0-9a-z]{20,90})$/iu],
  ['wallet', /^(T[1-9A-HJ-NP-Za-km-z]{33}|[13][1-9A-HJ-NP-Za-km-z]{25,34})$/u],
  ['account', /^[a-z]{2}\d{2}[a-z0-9 ]{10,32}$/iu],
  ['account', /^\d{3}-?\d-?\d{5}-?\d$/u],
  ['phone', /^0\d([ -]?\d){7,8}$/u],
  ['domain', /^(\S+:\/\/)?[^\s/]+(\.|\[\.\])[a-z]{2,}(\/\S*)?$/iu],
]

/** What kind a value is by its form, where its form tells. */
export function recognise(text: string): MatchIdentifier | undefined {
  return forms.find(([, form]) => form.test(text.trim()))?.[0]
}

export function documentOf(issuer: string, number: string): string {
  return `${issuer.toUpperCase()}:${number}`
}

/** The input of the OPRF: the domain and the value, in canonical JSON (RFC 8785). */
export function tokenInput({ agreement, identifier, epoch }: Domain, norm: string): Buffer {
  return Buffer.from(canonicalJson(['shield-match', normVersion, identifier, agreement, epoch, norm]))
}

/** The month that a moment is in; keys are new each month. */
export function epochOf(at: Date): string {
  return at.toISOString().slice(0, 7)
}

/** An OPRF output is cut in two: what is published, and what only who asked can show when it asks for more. */
export const tokenBytes = 8
export const shownBytes = 32
