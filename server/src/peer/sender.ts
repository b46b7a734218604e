import { setTimeout as sleep } from 'node:timers/promises'

import type { Lane } from '@shield/contract'

import type { Node } from '../context.ts'
import { loggable } from '../loggable.ts'
import { afterFailure, healthy, longestUrgentPauseMs } from './breaker.ts'
import type { Health } from './breaker.ts'
import { deliverStream } from './deliver.ts'
import { meet } from './meet.ts'
import { retryAllQuarantined } from './quarantine.ts'
import { Undelivered } from './send.ts'

export interface Sender {
  stop(): Promise<void>
}

/** What an act has posted is looked for four times a second: one question to an index that is empty most of the time. */
const intervalMs = 250

interface Due extends Health {
  readonly peer: string
  readonly lane: Lane
  readonly meet: boolean
}

/** The one sender of a node: it empties the outbox, each stream by itself, for as long as the node is on the air. */
export async function startSender(node: Node): Promise<Sender> {
  // While this node was down its database may have been set back to a backup: it asks every partner before it sends.
  await node.database.pool.query('update peer set meet = true')
  const stopping = new AbortController()
  const { signal } = stopping
  const running = new Map<string, Promise<void>>()
  const round = async (): Promise<void> => {
    for (const due of await dueStreams(node)) {
      const key = due.meet ? due.peer : `${due.peer} ${due.lane}`
      if (running.has(key) || running.has(due.peer)) continue
      const done = trying(node, due, signal).finally(() => running.delete(key))
      running.set(key, done)
    }
  }
  const loop = async (): Promise<void> => {
    while (!signal.aborted) {
      await round().catch((error: unknown) =>
        node.log.error(loggable(error), 'the sender failed and goes on'),
      )
      await sleep(intervalMs, undefined, { signal }).catch(() => undefined)
    }
  }
  const retrying = retryAllQuarantined(node, signal).catch((error: unknown) =>
    node.log.error(loggable(error), 'the quarantine could not be read'),
  )
  const looping = loop()
  return {
    stop: async () => {
      stopping.abort()
      await Promise.all([looping, retrying])
      await Promise.all(running.values())
    },
  }
}

/**
 * Streams in which something waits, of partners that may be tried now, and partners that have to be met.
 * One that this node has suspended gets urgent messages only.
 */
async function dueStreams(node: Node): Promise<readonly Due[]> {
  const found = await node.database.pool.query<Due>(
    `select p.node as peer, l.lane, p.breaker, p.failures, p.try_at as "tryAt", p.meet
     from peer p cross join (values ('urgent'), ('ordinary')) as l (lane)
     where (p.meet or exists (select 1 from outbox o where o.peer = p.node and o.lane = l.lane and o.answered_at is null))
       and (p.try_at is null or p.try_at <= $1 or (l.lane = 'urgent' and p.failed_at <= $2))
       and (l.lane = 'urgent' or p.suspended_at is null)`,
    [node.now(), new Date(node.now().getTime() - longestUrgentPauseMs)],
  )
  return found.rows
}

async function trying(node: Node, due: Due, signal: AbortSignal): Promise<void> {
  try {
    // An open breaker lets one hello through: only when that is answered the streams go on.
    if (due.breaker === 'open') await note(node, due.peer, { ...due, breaker: 'half-open' })
    if (due.meet) return await meet(node, due.peer, signal)
    await deliverStream(node, due, signal)
    if (due.failures > 0) await note(node, due.peer, healthy)
  } catch (error) {
    if (signal.aborted) return
    const fault = error instanceof Undelivered ? error.fault : 'fault here'
    if (!(error instanceof Undelivered)) node.log.error(loggable(error), 'an envelope could not be sent')
    await noteFailure(node, due.peer, fault).catch((second: unknown) =>
      node.log.error(loggable(second), 'the state of a partner could not be noted'),
    )
  }
}

async function noteFailure(node: Node, peer: string, fault: string): Promise<void> {
  const found = await node.database.pool.query<Health>(
    `select breaker, failures, try_at as "tryAt" from peer where node = $1`,
    [peer],
  )
  const health = afterFailure(found.rows[0] ?? healthy, node.now(), Math.random())
  if (health.breaker === 'open') node.log.warn({ peer, fault }, 'a partner is out of reach')
  await note(node, peer, health, fault)
}

async function note(node: Node, peer: string, health: Health, fault?: string): Promise<void> {
  await node.database.pool.query(
    `update peer set breaker = $2, failures = $3, try_at = $4, failed_at = case when $3 = 0 then null else $5::timestamptz end,
       fault = $6, meet = meet or $2 = 'open' where node = $1`,
    [peer, health.breaker, health.failures, health.tryAt ?? null, node.now(), fault ?? null],
  )
}
