import { setTimeout as sleep } from 'node:timers/promises'

import { Logger, parseCronItems, run } from 'graphile-worker'
import type { Runner } from 'graphile-worker'
import pg from 'pg'

import type { Node } from '../context.ts'
import { forgetKeys } from '../forget-keys.ts'
import { loggable } from '../loggable.ts'
import { chaseReferral } from '../modules/care/index.ts'
import { endExpiredShares } from '../modules/consent/index.ts'
import { chasePermission, expireRelease, followMarking, reportRecalls } from '../modules/exchange/index.ts'
import { failAbandoned, runBatch } from '../modules/intake/index.ts'
import { publishFilters, renewWatches, sendMatch } from '../modules/matching/index.ts'
import { chaseFinding, compareRecords } from '../modules/non-punishment/index.ts'
import { chaseRequest } from '../modules/requests/index.ts'
import { settlePerson, watchReturns } from '../modules/returns/index.ts'
import { finishErasure, sweepRetention } from '../modules/retention/index.ts'
import type { TaskPayloads } from '../store/task.ts'

/** A job runs again after a crash, so it has to be safe to run twice. `signal` fires when the node stops. */
type Task<T extends keyof TaskPayloads> = (
  node: Node,
  payload: TaskPayloads[T],
  signal: AbortSignal,
) => Promise<void>

const tasks: { readonly [T in keyof TaskPayloads]: Task<T> } = {
  'care.chase': chaseReferral,
  'consent.end-shares': endExpiredShares,
  'intake.run': runBatch,
  'exchange.chase-permission': chasePermission,
  'exchange.expire': expireRelease,
  'exchange.follow-marking': followMarking,
  'requests.chase': chaseRequest,
  'returns.settle': settlePerson,
  'retention.finish': finishErasure,
  'retention.sweep': sweepRetention,
  'returns.watch': watchReturns,
  'matching.publish': publishFilters,
  'matching.renew': renewWatches,
  'matching.send': sendMatch,
  'exchange.report-recalls': reportRecalls,
  'non-punishment.chase': chaseFinding,
  'non-punishment.compare': compareRecords,
  'http.forget-keys': forgetKeys,
}

/** What is done by the clock. An hour in which the node did not run is passed over: the next one does its work too. */
const schedule: readonly { readonly task: keyof TaskPayloads; readonly match: string }[] = [
  { task: 'consent.end-shares', match: '*/5 * * * *' },
  { task: 'http.forget-keys', match: '23 * * * *' },
  { task: 'non-punishment.compare', match: '*/10 * * * *' },
  { task: 'matching.publish', match: '41 * * * *' },
  { task: 'matching.renew', match: '53 * * * *' },
  { task: 'retention.sweep', match: '13 2 * * *' },
  { task: 'returns.watch', match: '7 * * * *' },
]

/** The queue is opened anew so long after it was lost. */
const restMs = 1000

/**
 * Works off the queue of a node until `stop`. The queue's schema is the owner's, so this has its own connections. When
 * they are lost with the database the queue is opened anew; a job that was under way begins again.
 */
export async function startWork(node: Node, databaseUrl: string): Promise<{ stop(): Promise<void> }> {
  const stopping = new AbortController()
  let runner = await openQueue(node, databaseUrl, stopping.signal)
  const watch = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await runner.promise.catch((error: unknown) => {
        node.log.error(loggable(error), 'the queue was lost')
      })
      await reopen()
    }
  }
  const reopen = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await sleep(restMs, undefined, { signal: stopping.signal }).catch(() => undefined)
      if (stopping.signal.aborted) return
      const opened = await openQueue(node, databaseUrl, stopping.signal).catch(() => undefined)
      if (!opened) continue
      runner = opened
      return
    }
  }
  const watched = watch()
  return {
    stop: async () => {
      stopping.abort()
      // One that was lost has stopped; one may just have been opened in its place.
      const known = runner
      await known.stop().catch(() => undefined)
      await watched
      if (runner !== known) await runner.stop()
    },
  }
}

async function openQueue(node: Node, databaseUrl: string, stopping: AbortSignal): Promise<Runner> {
  await releaseJobs(node, databaseUrl)
  return run({
    connectionString: databaseUrl,
    concurrency: 4,
    noHandleSignals: true,
    pollInterval: 1000,
    // In batches what became of a job is written again until it is; alone a lost database ended the process.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    logger: new Logger(() => () => undefined),
    parsedCronItems: parseCronItems([...schedule]),
    taskList: Object.fromEntries(
      Object.entries(tasks).map(([name, task]) => [
        name,
        async (payload: unknown) => {
          try {
            await (task as Task<never>)(node, payload as never, stopping)
          } catch (error) {
            node.log.error({ task: name, ...loggable(error) }, 'a job failed and will run again')
            // The queue keeps the message of an error: it gets none that may hold a value.
            throw new Error(`${name} failed`)
          }
        },
      ]),
    ),
  })
}

/**
 * A node that was killed leaves its jobs locked, by the queue's rule for four hours, and imports of the command line with
 * nobody at work on them. This process has the database for itself, so both are settled now.
 */
async function releaseJobs(node: Node, databaseUrl: string): Promise<void> {
  const owner = new pg.Client({ connectionString: databaseUrl })
  await owner.connect()
  try {
    await owner.query(
      'select graphile_worker.force_unlock_workers(array(select distinct locked_by from graphile_worker.jobs where locked_by is not null))',
    )
    const found = await owner.query<{ wire: string }>(
      `select wire from batch b where state in ('queued', 'running')
       and not exists (select 1 from graphile_worker.jobs j where j.key = 'intake:' || b.wire)`,
    )
    for (const { wire } of found.rows) await failAbandoned(node, wire)
  } finally {
    await owner.end()
  }
}
