import { createPublicKey, sign as signBytes, verify as verifyBytes } from 'node:crypto'
import type { JsonWebKeyInput, KeyObject } from 'node:crypto'

import { canonicalJson } from '@shield/core'
import type { Json } from '@shield/core'

import { emptyEdge, grow, leafHash, openCheckpoint, rootOf, signCheckpoint } from '#audit/index.ts'
import { thumbprint } from '../keys.ts'
import type { KeyPair } from '../keys.ts'
import { digitsOf } from './digits.ts'

/** What a node uses a key for. `second`: post-quantum, signs beside `envelope`. */
export const keyUses = ['envelope', 'second', 'encryption', 'audit', 'tls'] as const
export type KeyUse = (typeof keyUses)[number]

/**
 * One line of a node's key log. `until`: a retired key is still good up to then (overlap). `since`: a revoked key is worth
 * nothing from then on, whatever time a signature claims.
 */
export type KeyEvent = { readonly node: string; readonly number: number; readonly at: string } & (
  | { readonly act: 'add'; readonly use: KeyUse; readonly kid: string; readonly jwk: Json }
  | { readonly act: 'retire'; readonly kid: string; readonly until: string }
  | { readonly act: 'revoke'; readonly kid: string; readonly since: string }
)

/** A key log as it travels: every event signed by the node's identity key, and the signed head over all of them. */
export interface KeyLog {
  readonly events: readonly string[]
  readonly head: string
}

export function keyLogOrigin(node: string): string {
  return `shield.node/${node}/keys`
}

/** Compact JWS (RFC 7515) by Ed25519 over the canonical form. Signing twice gives the same bytes. */
export function signEvent(identity: KeyPair, event: KeyEvent): string {
  const header = { alg: 'EdDSA', kid: thumbprint(identity.publicKey), typ: 'shield-key+json' }
  const text = [header, event as unknown as Json]
    .map((part) => Buffer.from(canonicalJson(part)).toString('base64url'))
    .join('.')
  return `${text}.${signBytes(null, Buffer.from(text), identity.privateKey).toString('base64url')}`
}

/** The head (C2SP checkpoint) over the events: an RFC 6962 tree whose leaves are the bytes of the JWS. */
export function signHead(identity: KeyPair, node: string, events: readonly string[]): string {
  return signCheckpoint({ origin: keyLogOrigin(node), ...treeOf(events) }, identity)
}

export function treeOf(events: readonly string[]): { readonly size: number; readonly root: Buffer } {
  const { edge } = grow(
    emptyEdge,
    events.map((event) => leafHash(Buffer.from(event))),
  )
  return { size: edge.size, root: rootOf(edge) }
}

/**
 * The events of a log. Throws an Error that says what is wrong: a signature, a number out of its place, a head over other events.
 */
export function readKeyLog(node: string, identity: KeyObject, log: KeyLog): readonly KeyEvent[] {
  const head = openCheckpoint(log.head, { origin: keyLogOrigin(node), key: identity })
  const tree = treeOf(log.events)
  if (head.size !== tree.size || !head.root.equals(tree.root))
    throw new Error('the head of the key log is over other events')
  return log.events.map((text, number) => {
    const event = openEvent(identity, text)
    if (event?.node !== node || event.number !== number || !isWhole(event))
      throw new Error(`the event ${number} of the key log is not signed by the identity of ${node}`)
    return event
  })
}

/** What an event says whose signature was right when it was taken. */
export function eventOf(text: string): KeyEvent {
  return JSON.parse(Buffer.from(text.split('.')[1] ?? '', 'base64url').toString('utf8')) as KeyEvent
}

/** What two people read to each other of a key log: 40 digits (133 bits) of the root over all its events. */
export function logDigits(events: readonly string[]): string {
  return digitsOf(treeOf(events).root)
}

function openEvent(identity: KeyObject, text: string): KeyEvent | undefined {
  const [header = '', payload = '', signature = '', more] = text.split('.')
  const isSigned =
    more === undefined &&
    verifyBytes(null, Buffer.from(`${header}.${payload}`), identity, Buffer.from(signature, 'base64url'))
  return isSigned ? (JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as KeyEvent) : undefined
}

function isWhole(event: KeyEvent): boolean {
  const isTime = (text: string): boolean => Number.isFinite(Date.parse(text))
  if (!isTime(event.at)) return false
  if (event.act === 'retire') return isTime(event.until)
  if (event.act === 'revoke') return isTime(event.since)
  return keyUses.includes(event.use) && thumbprint(keyOfJwk(event.jwk)) === event.kid
}

export function keyOfJwk(jwk: unknown): KeyObject {
  return createPublicKey({ key: jwk as JsonWebKeyInput['key'], format: 'jwk' })
}

/** Clocks of two nodes may differ by so much that a key is used "before" it was added. */
const skewMs = 300_000

/** Was the key of that name good for this use at that time, as the log stands now? */
export function findKey(
  events: readonly KeyEvent[],
  { use, kid, at }: { readonly use: readonly KeyUse[]; readonly kid: string; readonly at: Date },
): KeyObject | undefined {
  const own = events.filter((event) => event.kid === kid)
  const added = own.find((event) => event.act === 'add')
  if (!added || !use.includes(added.use)) return undefined
  const time = at.getTime()
  const isGood =
    new Date(added.at).getTime() - skewMs <= time &&
    own.every((event) => {
      if (event.act === 'retire') return time < new Date(event.until).getTime()
      return event.act === 'add' || time < new Date(event.since).getTime()
    })
  return isGood ? keyOfJwk(added.jwk) : undefined
}

export function isRevoked(events: readonly KeyEvent[], kid: string): boolean {
  return events.some((event) => event.act === 'revoke' && event.kid === kid)
}

/** A key that a node works with, and the one before it as long as that is good too. */
export interface KeyInUse {
  readonly use: 'envelope' | 'second' | 'encryption' | 'audit'
  readonly kid: string
  readonly since: string
  readonly earlier?: { readonly kid: string; readonly until: string }
}

export function keysInUse(events: readonly KeyEvent[], now: Date): readonly KeyInUse[] {
  return (['envelope', 'second', 'encryption', 'audit'] as const).flatMap((use) => {
    const current = currentKey(events, use)
    if (!current) return []
    const earlier = events.findLast(
      (event) =>
        event.act === 'retire' &&
        new Date(event.until) > now &&
        events.some((one) => one.act === 'add' && one.use === use && one.kid === event.kid),
    )
    return [
      {
        ...{ use, kid: current.kid, since: current.at },
        ...(earlier?.act === 'retire' ? { earlier: { kid: earlier.kid, until: earlier.until } } : {}),
      },
    ]
  })
}

/** The newest key of a use that is neither retired nor revoked: what the node works with from now on. */
export function currentKey(
  events: readonly KeyEvent[],
  use: KeyUse,
): (KeyEvent & { act: 'add' }) | undefined {
  const ended = new Set(events.filter((event) => event.act !== 'add').map((event) => event.kid))
  return events
    .filter((event): event is KeyEvent & { act: 'add' } => event.act === 'add' && event.use === use)
    .findLast((event) => !ended.has(event.kid))
}
