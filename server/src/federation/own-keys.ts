import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import type { Json } from '@shield/core'

import { keyPairOf, loadKeys, newKey, thumbprint } from '../keys.ts'
import type { KeyKind, KeyPair, NodeKeys } from '../keys.ts'
import { currentKey, keyOfJwk, readKeyLog, signEvent, signHead } from './key-log.ts'
import type { KeyEvent, KeyLog, KeyUse } from './key-log.ts'

/** Where a node's keys lie. `identity.pem` is asked only to write the key log: it may be kept on a stick in a safe. */
export interface KeyPlace {
  readonly node: string
  /** Folder of the keys. */
  readonly folder: string
  /** Where the identity key is, when not in the folder. */
  readonly identity?: string
}

export interface OwnKeys {
  readonly identity: Json
  readonly log: KeyLog
  readonly events: readonly KeyEvent[]
}

interface Stored extends KeyLog {
  readonly identity: Json
}

const logFile = 'key-log.json'

/** The node's own key log; undefined before its first start. Throws when it is not whole. */
export async function findOwnKeys({ node, folder }: KeyPlace): Promise<OwnKeys | undefined> {
  const text = await readFile(join(folder, logFile), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (text === undefined) return undefined
  const { identity, ...log } = JSON.parse(text) as Stored
  return { identity, log, events: readKeyLog(node, keyOfJwk(identity), log) }
}

/** The node's keys and their log; makes what is not there: a node of an earlier release keeps its keys. */
export async function ensureOwnKeys(place: KeyPlace, now: Date): Promise<OwnKeys & { keys: NodeKeys }> {
  const keys = await loadKeys(place.folder)
  const known = await findOwnKeys(place)
  if (known) return { ...known, keys }
  const file = identityFile(place)
  const pem = await readFile(file, 'utf8').catch(() => undefined)
  if (pem === undefined) await writeFile(file, newKey('ed25519'), { mode: 0o600, flag: 'wx' })
  const made = await appendEvents(place, [
    ...addEvent('envelope', keys.envelope, now),
    ...(keys.second ? addEvent('second', keys.second, now) : []),
    ...addEvent('encryption', keys.encryption, now),
    ...addEvent('audit', keys.audit, now),
  ])
  return { ...made, keys }
}

/** Without its place in the log, which it gets when it is written. */
type NewEvent = KeyEvent extends infer One
  ? One extends KeyEvent
    ? Omit<One, 'node' | 'number'>
    : never
  : never

export function addEvent(use: KeyUse, { publicKey }: KeyPair, now: Date): NewEvent[] {
  const jwk = publicKey.export({ format: 'jwk' }) as Json
  return [{ at: now.toISOString(), act: 'add', use, kid: thumbprint(publicKey), jwk }]
}

/** Writes behind the log, signed by the identity key. */
export async function appendEvents(place: KeyPlace, added: readonly NewEvent[]): Promise<OwnKeys> {
  const { node, folder } = place
  const identity = await identityOf(place)
  const known = await findOwnKeys(place)
  const jwk = identity.publicKey.export({ format: 'jwk' }) as Json
  if (known && thumbprint(keyOfJwk(known.identity)) !== thumbprint(identity.publicKey))
    throw new Error('this identity key is not the one that signed the key log so far')
  const before = known?.log.events ?? []
  const events = [
    ...before,
    ...added.map((event, at) =>
      signEvent(identity, { ...event, node, number: before.length + at } as KeyEvent),
    ),
  ]
  const log = { events, head: signHead(identity, node, events) }
  // A process that ends in the middle must not leave half a log.
  await replaceFile(join(folder, logFile), JSON.stringify({ identity: jwk, ...log }))
  return { identity: jwk, log, events: readKeyLog(node, identity.publicKey, log) }
}

const kinds = { envelope: 'ed25519', second: 'ml-dsa-65', encryption: 'x25519' } as const satisfies Partial<
  Record<KeyUse, KeyKind>
>
export type RotatedUse = keyof typeof kinds
export const rotatedUses = Object.keys(kinds) as RotatedUse[]

/**
 * Makes a new key for a use. The one before stays good for `overlapDays`, so that partners that were away still read us and
 * we them; its log entry says until when. A running node works with the new key within seconds.
 */
export async function rotateKey(
  place: KeyPlace,
  use: RotatedUse,
  { now, overlapDays }: { readonly now: Date; readonly overlapDays: number },
): Promise<OwnKeys> {
  const { events } = await ensureOwnKeys(place, now)
  const file = join(place.folder, `${use}.pem`)
  const before = currentKey(events, use)
  const pem = newKey(kinds[use])
  const until = new Date(now.getTime() + overlapDays * 86_400_000).toISOString()
  // The log first: a key that is in the log and in no file is never used, one in a file and in no log is believed by nobody.
  const after = await appendEvents(place, [
    ...addEvent(use, keyPairOf(pem), now),
    ...(before ? [{ at: now.toISOString(), act: 'retire' as const, kid: before.kid, until }] : []),
  ])
  // What partners encrypted for the earlier key is still to be opened; one that only signed is of no use any more.
  if (use === 'encryption' && before)
    await rename(file, join(place.folder, `earlier-encryption-${before.kid.slice(0, 12)}.pem`))
  await replaceFile(file, pem)
  return after
}

/** Says that a key is in strange hands since a time. When the node still works with it, a new one takes its place at once. */
export async function revokeKey(
  place: KeyPlace,
  kid: string,
  { now, since }: { readonly now: Date; readonly since: Date },
): Promise<OwnKeys> {
  const { events } = await ensureOwnKeys(place, now)
  const added = events.find((event) => event.act === 'add' && event.kid === kid)
  if (added?.act !== 'add') throw new Error(`the key log has no key ${kid}`)
  const use = rotatedUses.find((one) => one === added.use)
  const isInUse = currentKey(events, added.use)?.kid === kid
  if (use && isInUse) await rotateKey(place, use, { now, overlapDays: 0 })
  if (use === 'encryption')
    await rm(join(place.folder, `earlier-encryption-${kid.slice(0, 12)}.pem`), { force: true })
  return appendEvents(place, [{ at: now.toISOString(), act: 'revoke', kid, since: since.toISOString() }])
}

export async function identityOf(place: KeyPlace): Promise<KeyPair> {
  const file = identityFile(place)
  const pem = await readFile(file, 'utf8').catch(() => {
    throw new Error(`the identity key is needed and is not at ${file}`)
  })
  return keyPairOf(pem)
}

function identityFile({ folder, identity }: KeyPlace): string {
  return identity ?? join(folder, 'identity.pem')
}

export async function replaceFile(file: string, text: string): Promise<void> {
  await writeFile(`${file}.new`, text, { mode: 0o600 })
  await rename(`${file}.new`, file)
}
