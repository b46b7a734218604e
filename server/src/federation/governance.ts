import { createHash, randomInt } from 'node:crypto'

import { canonicalJson } from '@shield/core'
import type { Json, Words } from '@shield/core'
import { GeneralSign, generalVerify } from 'jose'
import type { GeneralJWS } from 'jose'

import { thumbprint } from '../keys.ts'
import type { KeyPair } from '../keys.ts'
import { digitsOf, grouped } from './digits.ts'
import { keyOfJwk } from './key-log.ts'

/** Who may speak for the federation, and the authority of its certificates; signed by all its officers. It holds no content and no switch. */
export interface Governance {
  readonly federation: string
  readonly name: string
  readonly founded: string
  readonly officers: readonly { readonly name: string; readonly jwk: Json }[]
  /** How many officers have to sign a list of members. */
  readonly threshold: number
  /** The authority's certificate, PEM. */
  readonly authority: string
}

export interface Member {
  readonly node: string
  readonly name: Words
  /** Where its door for partners is: https://host:port. */
  readonly address: string
  /** The key that signs its key log. */
  readonly identity: Json
  readonly joined: string
}

/** Who belongs to it, signed by `threshold` officers; a higher version takes the place of a lower. */
export interface MemberList {
  readonly federation: string
  readonly version: number
  readonly issued: string
  readonly members: readonly Member[]
}

/** A text signed by officers: JWS in general serialisation (RFC 7515 §7.2.1), a signature for each. */
export async function signByOfficers(
  content: Governance | MemberList,
  officers: readonly KeyPair[],
): Promise<string> {
  const jws = new GeneralSign(new TextEncoder().encode(canonicalJson(content as unknown as Json)))
  for (const { privateKey, publicKey } of officers)
    jws.addSignature(privateKey).setProtectedHeader({ alg: 'EdDSA', kid: thumbprint(publicKey) })
  return JSON.stringify(await jws.sign())
}

/** Whose signatures on the text are right, by the name of the key. */
async function signersOf(text: string, officers: Governance['officers']): Promise<ReadonlySet<string>> {
  const { payload, signatures } = JSON.parse(text) as GeneralJWS
  const right = new Set<string>()
  for (const { jwk } of officers) {
    const key = keyOfJwk(jwk)
    for (const signature of signatures)
      await generalVerify({ payload, signatures: [signature] }, key, { algorithms: ['EdDSA'] }).then(
        () => right.add(thumbprint(key)),
        () => undefined,
      )
  }
  return right
}

function contentOf(text: string): unknown {
  const { payload } = JSON.parse(text) as GeneralJWS
  return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))
}

/** The governance, if every officer it names has signed it. Whether these are the right ones its fingerprint says. */
export async function readGovernance(text: string): Promise<Governance> {
  const governance = contentOf(text) as Governance
  const signers = await signersOf(text, governance.officers)
  const { threshold, officers } = governance
  if (signers.size !== officers.length || threshold < 1 || threshold > officers.length)
    throw new Error('the governance is not signed by all its officers')
  return governance
}

/** The list of members, if enough officers have signed it. */
export async function readMembers(text: string, governance: Governance): Promise<MemberList> {
  const list = contentOf(text) as MemberList
  const signers = await signersOf(text, governance.officers)
  if (signers.size < governance.threshold || list.federation !== governance.federation)
    throw new Error('the list of members is not signed by the officers of this federation')
  return list
}

/** What two people read to each other: 40 digits (133 bits) of the SHA-256 of the governance. Digits are read aloud in any language. */
export function fingerprintOf(governance: Governance): string {
  return digitsOf(
    createHash('sha256')
      .update(canonicalJson(governance as unknown as Json))
      .digest(),
  )
}

/** A one-time code of 25 digits (83 bits): nobody finds it by trying, not even with the request in hand. */
export function newCode(): string {
  return grouped(Array.from({ length: 25 }, () => randomInt(10)).join(''))
}

/** Digits as somebody typed them, with or without gaps. */
export function sameDigits(one: string, other: string): boolean {
  const digits = (text: string): string => text.replaceAll(/\D/g, '')
  return digits(one) === digits(other) && digits(one) !== ''
}
