import type { KeyObject } from 'node:crypto'

import type { Json } from '@shield/core'

import { audit } from '#audit/index.ts'
import { newId } from '#store/identifier.ts'
import type { Visit } from '../context.ts'
import { currentKey, eventOf, findKey, isRevoked, keyOfJwk, readKeyLog } from './key-log.ts'
import type { KeyEvent, KeyLog } from './key-log.ts'

interface Told {
  readonly peer: string
  readonly log: KeyLog
}

/** `old`: nothing that was not known. `fork`: another history than the one held here, kept as proof and not believed. */
export type TakenLog = 'taken' | 'old' | 'fork' | 'invalid' | 'no identity'

/** Keeps the verified copy of a partner's key log: events are only ever added behind those that are known. */
export async function takeKeyLog(visit: Visit, { peer, log }: Told): Promise<TakenLog> {
  const { tx, now } = visit
  const found = await tx.db
    .selectFrom('peer')
    .select('identity')
    .where('node', '=', peer)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!found?.identity) return 'no identity'
  const events = readOrNone(peer, keyOfJwk(found.identity), log)
  if (!events) return 'invalid'
  const known = await textsOf(visit, peer)
  if (known.some((text, number) => number < log.events.length && log.events[number] !== text)) {
    if (await noteFork(visit, { peer, log }))
      await audit(visit, { action: 'keys.forked', detail: { peer, known: known.length } })
    return 'fork'
  }
  const fresh = log.events.slice(known.length)
  if (fresh.length === 0) return 'old'
  const branch = await branchOf(visit, peer)
  for (const [at, text] of fresh.entries())
    await tx.db
      .insertInto('peer_key')
      .values({ peer, branch, number: known.length + at, text, taken_at: now })
      .execute()
  await keepHead(visit, { peer, branch, log })
  await useCurrent(visit, peer, events)
  await audit(visit, { action: 'keys.taken', detail: { peer, from: known.length, until: events.length } })
  return 'taken'
}

function readOrNone(peer: string, identity: KeyObject, log: KeyLog): readonly KeyEvent[] | undefined {
  try {
    return readKeyLog(peer, identity, log)
  } catch {
    // Whatever is wrong with it, it is not the partner's.
    return undefined
  }
}

/** Keeps a log that tells another history; false where it is known and waits to be settled. */
async function noteFork({ tx, now }: Visit, { peer, log }: Told): Promise<boolean> {
  const kept = await tx.client.query<{ is_new: boolean }>(
    `insert into peer_key_fork as f (id, peer, note, events, told_at) values ($1, $2, $3, $4, $5)
     on conflict (peer, note) where settled_at is null do update set events = excluded.events where cardinality(f.events) = 0
     returning xmax = 0 as is_new`,
    [newId(), peer, log.head, [...log.events], now],
  )
  return kept.rows[0]?.is_new ?? false
}

export async function keepHead(
  { tx, now }: Visit,
  { peer, branch, log }: Told & { readonly branch: number },
): Promise<void> {
  await tx.client.query(
    `insert into peer_key_head (peer, branch, size, note, taken_at) values ($1, $2, $3, $4, $5) on conflict do nothing`,
    [peer, branch, log.events.length, log.head, now],
  )
}

/** What is signed and encrypted from now on is by these; a key log without one of them leaves what was known. */
export async function useCurrent({ tx }: Visit, peer: string, events: readonly KeyEvent[]): Promise<void> {
  const jwk = (use: 'envelope' | 'encryption'): string | null => {
    const current = currentKey(events, use)
    return current ? JSON.stringify(current.jwk) : null
  }
  await tx.client.query(
    `update peer set public_key = coalesce($2, public_key), encryption_key = coalesce($3, encryption_key) where node = $1`,
    [peer, jwk('envelope'), jwk('encryption')],
  )
}

/** Which history of a partner's keys is believed: the one that two people chose last. */
async function branchOf({ tx }: Visit, peer: string): Promise<number> {
  const found = await tx.client.query<{ branch: number }>(
    'select coalesce(max(branch), 1) as branch from peer_key where peer = $1',
    [peer],
  )
  return found.rows[0]?.branch ?? 1
}

/** The events of the history that is believed, as they were signed. */
export async function textsOf(visit: Visit, peer: string): Promise<readonly string[]> {
  return textsIn(visit, peer, await branchOf(visit, peer))
}

async function textsIn({ tx }: Visit, peer: string, branch: number): Promise<readonly string[]> {
  const found = await tx.db
    .selectFrom('peer_key')
    .select('text')
    .where('peer', '=', peer)
    .where('branch', '=', branch)
    .orderBy('number')
    .execute()
  return found.map((row) => row.text)
}

/** The verified copy of a partner's key log; empty for a partner of an earlier release, which has none. */
export async function keyEventsOf(visit: Visit, peer: string): Promise<readonly KeyEvent[]> {
  const texts = await textsOf(visit, peer)
  // The signature was right when it was taken, and nobody may change the row.
  return texts.map(eventOf)
}

/** A key log with the identity that vouches for each of its events: all that is needed to verify it. */
export interface IdentifiedLog {
  readonly identity: Json
  readonly log: KeyLog
}

/**
 * The key log of a partner as it was taken, whole and verifiable by others: of its histories the newest that knows a key. Undefined
 * for a partner without one.
 */
export async function keyLogOf(visit: Visit, peer: string, kid: string): Promise<IdentifiedLog | undefined> {
  for (let branch = await branchOf(visit, peer); branch > 0; branch -= 1) {
    const events = await textsIn(visit, peer, branch)
    if (branch > 1 && !events.map(eventOf).some((event) => event.kid === kid)) continue
    const found = await visit.tx.client.query<{ identity: Json; note: string }>(
      `select p.identity, h.note from peer p join peer_key_head h on h.peer = p.node and h.branch = $3 and h.size = $2
       where p.node = $1 and p.identity is not null order by h.taken_at desc limit 1`,
      [peer, events.length, branch],
    )
    const head = found.rows[0]
    return head && { identity: head.identity, log: { events, head: head.note } }
  }
  return undefined
}

interface Asked {
  readonly peer: string
  readonly kid: string
  readonly at: Date
}

/**
 * The key that a partner signed something with at a time, for evidence that was kept when it came: retired keys count for
 * their time, a revoked one up to the day it was lost; a history that is believed no more for what was signed while it was.
 */
export async function evidenceKeyOf(visit: Visit, { peer, kid, at }: Asked): Promise<KeyObject | undefined> {
  for (let branch = await branchOf(visit, peer); branch > 0; branch -= 1) {
    const events = (await textsIn(visit, peer, branch)).map(eventOf)
    if (events.some((event) => event.kid === kid))
      return findKey(events, { use: ['envelope', 'second'], kid, at })
  }
  return undefined
}

/** The same for what arrives now: a revoked key signs nothing any more, whatever time it claims. `none`: it has no key log. */
export async function arrivalKeyOf(visit: Visit, asked: Asked): Promise<KeyObject | 'none' | undefined> {
  const events = await keyEventsOf(visit, asked.peer)
  if (events.length === 0) return 'none'
  // A partner of the previous release knows its key by its own name.
  const kid = asked.kid === asked.peer ? (currentKey(events, 'envelope')?.kid ?? '') : asked.kid
  if (isRevoked(events, kid)) return undefined
  return findKey(events, { use: ['envelope', 'second'], kid, at: asked.at })
}
