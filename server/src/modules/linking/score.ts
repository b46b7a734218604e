import { properties, propertyOf } from '@shield/core'
import type { PropertyName } from '@shield/core'
import { candidateBands } from '@shield/contract'
import type { CandidateBand } from '@shield/contract'
import { compareNames, compareRecords, readName } from '@shield/engine'
import type { Evidence, EvidenceModel, FieldKind, KnownValues } from '@shield/engine'

import { identifierTypeOf, isNumbered } from './ground.ts'
import { keyNameNumbers } from './keys.ts'
import type { KeyValue } from './keys.ts'
import type { Matched } from './read-values.ts'

export type Band = CandidateBand | 'weak'

/** A finding with the values as they were written, and what they are values of. */
export interface Finding extends Evidence {
  readonly property: PropertyName
}

export interface Weighed {
  readonly bits: number
  /** What two such entities start from before anything is compared. */
  readonly prior: number
  /** What counts most first. */
  readonly findings: readonly Finding[]
}

/** Where the bands of the engine's evidence begin: about 99, 67 and 10 of a hundred such pairs are one. */
export const bandStarts: Readonly<Record<CandidateBand, number>> = {
  strong: 6.6,
  probable: 1,
  possible: -3.2,
}

export function bandOfBits(bits: number): Band {
  return candidateBands.find((band) => bits >= bandStarts[band]) ?? 'weak'
}

/**
 * How many there are for chance to pick from: of those who share a key by name or number, and of things that are what their
 * number says, which seldom share it without being one. Not counted: a count would tell of rows one may not see.
 */
const populations: Readonly<Record<'people' | 'numbered', number>> = { people: 65_536, numbered: 256 }

const fieldOfType: Readonly<Partial<Record<string, FieldKind>>> = {
  phone: 'phone',
  email: 'email',
  document: 'document',
  account: 'account',
  wallet: 'wallet',
  device: 'device',
  vehicle: 'id',
  domain: 'id',
  url: 'id',
  ip: 'id',
}

const fieldOfNumber = new Map<number, FieldKind>([
  ...keyNameNumbers.map((number) => [number, 'full-name'] as const),
  [properties.birthDate.number, 'birth-date'],
  [properties.foundingDate.number, 'birth-date'],
  [properties.birthPlace.number, 'place'],
  [properties.address.number, 'address'],
])

function fieldOf(property: number): FieldKind | undefined {
  return fieldOfNumber.get(property) ?? fieldOfType[identifierTypeOf(property) ?? '']
}

/** Values of one field beyond this are a list; those that agree are found by their keys anyway. */
const mostOfField = 12

/** What speaks for and against two entities being one, by the values given. */
export function weighPair(left: Matched, right: Matched): Weighed {
  const { bits, reasons, prior, ours, theirs } = compared(left, right)
  return { bits, prior, findings: reasons.map((one) => ({ ...one, ...asWritten(one, ours, theirs) })) }
}

/** What they weigh, where nobody asks why. */
export const bitsOf = (left: Matched, right: Matched): number => compared(left, right).bits

interface Compared {
  readonly bits: number
  readonly prior: number
  readonly reasons: readonly Evidence[]
  readonly ours: Values
  readonly theirs: Values
}

function compared(left: Matched, right: Matched): Compared {
  const population = isNumbered(left.kind) ? populations.numbered : populations.people
  const [ours, theirs] = [comparable(left, right), comparable(right, left)]
  const { bits, reasons } = compareRecords(knownOf(ours), knownOf(theirs), { ...model, population })
  // Kept in four bytes: what is read back must be what would be worked out anew.
  return { bits: tenths(bits), prior: -Math.log2(population), reasons, ours, theirs }
}

export const tenths = (bits: number): number => Math.round(bits * 10) / 10

type Values = readonly KeyValue[]

/** A passport contradicts a passport, not a tax number: of identifiers those that the other side has of the same property, or the same. */
function comparable({ values }: Matched, other: Matched): Values {
  const { properties: held, norms } = heldBy(other)
  return values.filter(
    (one) => identifierTypeOf(one.property) === undefined || held.has(one.property) || norms.has(one.norm),
  )
}

interface Held {
  readonly properties: ReadonlySet<number>
  readonly norms: ReadonlySet<string>
}

const heldOf = new WeakMap<Matched, Held>()

/** Made once for each entity, which is compared with many. */
function heldBy(one: Matched): Held {
  const known = heldOf.get(one)
  if (known) return known
  const held = {
    properties: new Set(one.values.map((value) => value.property)),
    norms: new Set(one.values.map((value) => value.norm)),
  }
  heldOf.set(one, held)
  return held
}

function knownOf(values: Values): KnownValues {
  const known: Partial<Record<FieldKind, string[]>> = {}
  for (const one of values) {
    const field = fieldOf(one.property)
    if (field === undefined) continue
    const texts = (known[field] ??= [])
    const text = textOf(one)
    if (texts.length < mostOfField && !texts.includes(text)) texts.push(text)
  }
  return known
}

/** Names are compared as they were written, everything else in its comparable form. */
function textOf({ property, value, norm }: KeyValue): string {
  return keyNameNumbers.includes(property) || norm === '' ? value : norm
}

function asWritten(
  one: Evidence,
  ours: Values,
  theirs: Values,
): Pick<Finding, 'left' | 'right' | 'property'> {
  const find = (values: Values, text: string): KeyValue | undefined =>
    values.find((value) => fieldOf(value.property) === one.kind && textOf(value) === text)
  const [left, right] = [find(ours, one.left), find(theirs, one.right)]
  return {
    left: left?.value ?? one.left,
    right: right?.value ?? one.right,
    property: propertyOf(left?.property ?? properties.name.number),
  }
}

/** What a name that many bear is worth less, where nobody has counted: about one in two thousand has it. */
const commonShare = 1 / 2000

const model: Omit<EvidenceModel, 'population'> = {
  frequency: (kind, normal) => (kind === 'full-name' && isCommonName(normal) ? commonShare : undefined),
}

function isCommonName(text: string): boolean {
  const name = readName(text)
  return compareNames(name, name).reasons.some(
    (reason) => reason.code === 'common' || reason.code === 'one-word',
  )
}
