import { audit } from '#audit/index.ts'
import type { Visit } from '../context.ts'
import { keepHead, textsOf, useCurrent } from './key-copy.ts'
import { eventOf, logDigits } from './key-log.ts'

/** Which history of a partner's keys is to count: the one held here, or the one it told later. */
export type KeyChoice = 'held' | 'told'

/** A history of a partner's keys that contradicts the one held here, until two people have settled it. */
export interface KeyFork {
  readonly id: string
  readonly toldAt: Date
  readonly events: readonly string[]
  /** What somebody has compared and proposed. */
  readonly proposal:
    | { readonly choice: KeyChoice; readonly by: string; readonly at: Date; readonly reason: string }
    | undefined
}

interface Row {
  readonly id: string
  readonly told_at: Date
  readonly events: readonly string[]
  readonly choice: KeyChoice | null
  readonly proposed_by: string | null
  readonly proposed_at: Date | null
  readonly proposed_reason: string | null
}

/** What is open of a partner, the one that was told last first. */
export async function openForksOf({ tx }: Visit, peer: string): Promise<readonly KeyFork[]> {
  const found = await tx.client.query<Row>(
    `select id, told_at, events, choice, proposed_by, proposed_at, proposed_reason from peer_key_fork
     where peer = $1 and settled_at is null order by told_at desc, id desc`,
    [peer],
  )
  return found.rows.map((row) => ({
    ...{ id: row.id, toldAt: row.told_at, events: row.events },
    proposal:
      row.choice === null || row.proposed_at === null
        ? undefined
        : {
            ...{ choice: row.choice, by: row.proposed_by ?? '', at: row.proposed_at },
            reason: row.proposed_reason ?? '',
          },
  }))
}

/** How two histories of one partner differ, in entries. */
export interface Difference {
  /** The same in both, from the first on. */
  readonly same: number
  readonly held: number
  readonly told: number
}

export async function differenceOf(visit: Visit, peer: string, fork: KeyFork): Promise<Difference> {
  const held = await textsOf(visit, peer)
  const differs = held.findIndex((text, at) => fork.events[at] !== text)
  const same = differs < 0 ? held.length : differs
  return { same, held: held.length - same, told: Math.max(0, fork.events.length - same) }
}

/** The history somebody at the partner has read out by its digits; undefined where it is neither the held nor a told one. */
export async function historyRead(
  visit: Visit,
  peer: string,
  digits: string,
): Promise<{ readonly fork: KeyFork; readonly choice: KeyChoice } | undefined> {
  const forks = await openForksOf(visit, peer)
  const newest = forks[0]
  if (!newest) return undefined
  const read = digits.replaceAll(/\D/g, '')
  const isRead = (events: readonly string[]): boolean =>
    events.length > 0 && logDigits(events).replaceAll(' ', '') === read
  if (isRead(await textsOf(visit, peer))) return { fork: newest, choice: 'held' }
  const fork = forks.find((one) => isRead(one.events))
  return fork && { fork, choice: 'told' }
}

/** Its audit goes on under the same key: that one does not rotate, and every head of its log is checked by it. */
export async function keepsAuditKey(visit: Visit, peer: string, fork: KeyFork): Promise<boolean> {
  const kids = (texts: readonly string[]): string =>
    texts
      .map(eventOf)
      .flatMap((event) => (event.act === 'add' && event.use === 'audit' ? [event.kid] : []))
      .join()
  return kids(await textsOf(visit, peer)) === kids(fork.events)
}

export async function proposeChoice(
  { tx, now }: Visit,
  { fork, choice, by, reason }: { readonly fork: KeyFork; readonly choice: KeyChoice } & Decision,
): Promise<void> {
  await tx.client.query(
    'update peer_key_fork set choice = $2, proposed_by = $3, proposed_at = $4, proposed_reason = $5 where id = $1',
    [fork.id, choice, by, now, reason],
  )
}

/** It is as if nobody had compared anything. */
export async function dropProposal({ tx }: Visit, { id }: KeyFork): Promise<void> {
  await tx.client.query(
    'update peer_key_fork set choice = null, proposed_by = null, proposed_at = null, proposed_reason = null where id = $1',
    [id],
  )
}

export interface Decision {
  readonly by: string
  readonly reason: string
}

/**
 * Lets the proposed history count from now on. What was held before stays, and still verifies what was signed in its time; what
 * was told besides is settled with it where it is the same history.
 */
export async function settleFork(
  visit: Visit,
  { peer, fork, decision }: { readonly peer: string; readonly fork: KeyFork; readonly decision: Decision },
): Promise<void> {
  const { tx, now } = visit
  const choice = fork.proposal?.choice ?? 'held'
  if (choice === 'told') await takeBranch(visit, peer, fork)
  const open = await openForksOf(visit, peer)
  const over = open.filter(({ events }) => choice === 'held' || isOneHistory(events, fork.events))
  await tx.client.query(
    'update peer_key_fork set settled_by = $2, settled_at = $3, settled_reason = $4 where id = any($1::uuid[])',
    [over.map((one) => one.id), decision.by, now, decision.reason],
  )
  // It is asked at once: what waited goes, and it hears that it is believed.
  await tx.client.query('update peer set meet = true, try_at = null where node = $1', [peer])
  await audit(visit, { action: 'keys.settled', detail: { peer, choice, of: over.length } })
}

/** One is the other, further on. */
function isOneHistory(one: readonly string[], other: readonly string[]): boolean {
  return one.every((text, at) => at >= other.length || other[at] === text)
}

async function takeBranch(visit: Visit, peer: string, { id, events }: KeyFork): Promise<void> {
  const { tx, now } = visit
  const found = await tx.client.query<{ branch: number; note: string }>(
    `select coalesce(max(k.branch), 0) + 1 as branch, (select note from peer_key_fork where id = $2) as note
     from peer_key k where k.peer = $1`,
    [peer, id],
  )
  const { branch, note } = found.rows[0] ?? { branch: 1, note: '' }
  await tx.client.query(
    `insert into peer_key (peer, branch, number, text, taken_at)
     select $1, $2, t.place - 1, t.text, $4 from unnest($3::text[]) with ordinality as t (text, place)`,
    [peer, branch, [...events], now],
  )
  await keepHead(visit, { peer, branch, log: { events, head: note } })
  await useCurrent(visit, peer, events.map(eventOf))
}
