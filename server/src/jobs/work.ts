import { Logger, run } from 'graphile-worker'
import type { Runner } from 'graphile-worker'

import type { Node } from '../context.ts'
import { loggable } from '../loggable.ts'
import { expireRelease } from '../modules/exchange/index.ts'
import { runBatch } from '../modules/intake/index.ts'
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
  'peer.deliver': deliverOutbox,
}

/** Works off the queue of a node until `stop`. The queue's schema is the owner's, so this has its own connections. */
export async function startWork(node: Node, databaseUrl: string): Promise<{ stop(): Promise<void> }> {
  const stopping = new AbortController()
  const runner: Runner = await run({
    connectionString: databaseUrl,
    concurrency: 4,
    noHandleSignals: true,
    pollInterval: 1000,
    logger: new Logger(() => () => undefined),
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
