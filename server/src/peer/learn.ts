import { protocols } from '@shield/contract'
import type { Hello } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Visit } from '../context.ts'
import { isSetBack, placesOf, renewStreams, sendAgain } from './places.ts'
import { isFlagged } from './skew.ts'

interface Known {
  readonly encryption_key: unknown
  readonly protocol: number | null
  readonly incarnation: number
  readonly own_incarnation: number
  readonly skew_ms: number | null
  readonly failures: number
}

/** What a partner says of itself, asked or not. Incarnations only rise, so an old hello played again says nothing new. */
async function learnWho(visit: Visit, hello: Hello): Promise<Known> {
  const { tx } = visit
  const found = await tx.client.query<Known>(
    `select encryption_key, protocol, incarnation, own_incarnation, skew_ms, failures from peer where node = $1 for no key update`,
    [hello.from],
  )
  const known = found.rows[0]
  if (!known) throw new Error('no partner of that name')
  const common = Math.max(...protocols.filter((one) => hello.protocols.includes(one)))
  if (known.protocol === null || known.protocol < common) {
    await audit(visit, { action: 'peer.met', detail: { peer: hello.from, protocol: common } })
    // What went the old way and has no answer goes again the new way; its id is known there if it had arrived.
    await tx.client.query(
      `update outbox set stream = null, incarnation = null, number = null, envelope = null
       where peer = $1 and stream = 'single' and answered_at is null`,
      [hello.from],
    )
  }
  if (hello.incarnation > known.incarnation)
    await audit(visit, {
      action: 'peer.restored',
      detail: { peer: hello.from, incarnation: hello.incarnation },
    })
  await tx.client.query(
    `update peer set encryption_key = coalesce(encryption_key, $2), protocol = greatest(protocol, $3), incarnation = greatest(incarnation, $4),
       seen_at = $5, reads = $6 where node = $1`,
    [
      ...[hello.from, JSON.stringify(hello.encryptionKey), common, hello.incarnation, visit.now],
      JSON.stringify(hello.reads ?? {}),
    ],
  )
  return known
}

/** A partner has come to us. When its books differ from ours, or we had given it up, we ask it ourselves before we send. */
export async function learnUnasked(visit: Visit, hello: Hello): Promise<void> {
  const known = await learnWho(visit, hello)
  const given = await placesOf(visit.tx, hello.from, { direction: 'out', incarnation: known.own_incarnation })
  const differs =
    isSetBack(given, hello.received) ||
    hello.incarnation > known.incarnation ||
    (await hasAnswered(visit, hello)) ||
    known.protocol === null
  await visit.tx.client.query(
    `update peer set meet = meet or $2, try_at = null, breaker = 'closed', failures = 0, failed_at = null where node = $1`,
    [hello.from, differs || known.failures > 0],
  )
}

/** Has it answered for numbers that it says it does not have? */
async function hasAnswered({ tx }: Visit, { from, received }: Hello): Promise<boolean> {
  const found = await tx.client.query(
    `select 1 from outbox o join (values ('urgent', $2::int, $3::bigint), ('ordinary', $4::int, $5::bigint)) as t (lane, incarnation, last)
       on o.stream = t.lane and o.incarnation = t.incarnation
     where o.peer = $1 and o.number > t.last and o.answered_at is not null limit 1`,
    [
      ...[from, received.urgent.incarnation, received.urgent.last],
      ...[received.ordinary.incarnation, received.ordinary.last],
    ],
  )
  return found.rowCount !== 0
}

/**
 * What a partner answers to our own hello: how its clock goes, and what of ours it holds. Gives true when our streams
 * began anew, so that it has to be told at once.
 */
export async function learnAsked(visit: Visit, hello: Hello, skewMs: number): Promise<boolean> {
  const { tx } = visit
  const known = await learnWho(visit, hello)
  await noteSkew(visit, { peer: hello.from, before: known.skew_ms, skewMs })
  const given = await placesOf(tx, hello.from, { direction: 'out', incarnation: known.own_incarnation })
  const taken = hello.received
  const isBack = isSetBack(given, taken)
  if (isBack) {
    const highest = Math.max(known.own_incarnation, taken.urgent.incarnation, taken.ordinary.incarnation)
    await renewStreams(tx, hello.from, highest + 1)
    await audit(visit, {
      action: 'stream.renewed',
      detail: {
        ...{ peer: hello.from, incarnation: highest + 1 },
        ...{ urgentFrom: given.urgent.last, urgentUntil: taken.urgent.last },
        ...{ ordinaryFrom: given.ordinary.last, ordinaryUntil: taken.ordinary.last },
      },
    })
  } else await sendAgain(tx, hello.from, given, taken)
  await tx.client.query(
    `update peer set meet = $2, try_at = null, breaker = 'closed', failures = 0, failed_at = null, fault = null where node = $1`,
    [hello.from, isBack],
  )
  return isBack
}

interface Skew {
  readonly peer: string
  readonly before: number | null
  readonly skewMs: number
}

/** Keeps how far the partner's clock is away; the audit is told when that becomes too far, and when it is over. */
export async function noteSkew(visit: Visit, { peer, before, skewMs }: Skew): Promise<void> {
  // A few milliseconds more or less are the network's.
  if (before !== null && Math.abs(before - skewMs) < 1000) return
  await visit.tx.client.query('update peer set skew_ms = $2 where node = $1', [peer, skewMs])
  if (isFlagged(before) !== isFlagged(skewMs))
    await audit(visit, { action: 'peer.skewed', detail: { peer, skewMs } })
}
