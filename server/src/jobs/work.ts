import { Logger, parseCronItems, run } from 'graphile-worker'
import type { Runner } from 'graphile-worker'
import pg from 'pg'

import type { Node } from '../context.ts'
import { forgetKeys } from '../forget-keys.ts'
import { loggable } from '../loggable.ts'
import { expireRelease, followMarking } from '../modules/exchange/index.ts'
import { failAbandoned, runBatch } from '../modules/intake/index.ts'
import { deliverOutbox } from '../peer/index.ts'
import type { TaskPayloads } from '../store/task.ts'

/** A job runs again after a crash, so it has to be safe to run twice. `signal` fires when the node stops. */
type Task<T extends keyof TaskPayloads> = (
  node: Node,
  payload: TaskPayloads[T],
  signal: AbortSignal,
) => Promise<void>

const tasks: { readonly [T in keyof TaskPayloads]: Task<T> } = {
  'intake.run': runBatch,
  'exchange.expire': expireRelease,
  'exchange.follow-marking': followMarking,
  'peer.deliver': deliverOutbox,
  'http.forget-keys': forgetKeys,
}

/** What is done by the clock. An hour in which the node did not run is passed over: the next one does its work too. */
const schedule: readonly { readonly task: keyof TaskPayloads; readonly match: string }[] = [
  { task: 'http.forget-keys', match: '23 * * * *' },
]

/** Works off the queue of a node until `stop`. The queue's schema is the owner's, so this has its own connections. */
export async function startWork(node: Node, databaseUrl: string): Promise<{ stop(): Promise<void> }> {
  await releaseJobs(node, databaseUrl)
  const stopping = new AbortController()
  const runner: Runner = await run({
    connectionString: databaseUrl,
    concurrency: 4,
    noHandleSignals: true,
    pollInterval: 1000,
    logger: new Logger(() => () => undefined),
    parsedCronItems: parseCronItems([...schedule]),
    taskList: Object.fromEntries(
      Object.entries(tasks).map(([name, task]) => [
        name,
        async (payload: unknown) => {
          try {
            await (task as Task<never>)(node, payload as never, stopping.signal)
          } catch (error) {
            node.log.error({ task: name, ...loggable(error) }, 'a job failed and will run again')
            // The queue keeps the message of an error: it gets none that may hold a value.
            throw new Error(`${name} failed`)
          }
        },
      ]),
    ),
  })
  return {
    stop: async () => {
      stopping.abort()
      await runner.stop()
    },
  }
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
