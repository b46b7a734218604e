import type { Tx } from './database.ts'
import type { TaskPayloads } from './task.ts'

/** Asks for work after this transaction: no transaction, no job. The same `key` waiting already is replaced. */
export async function enqueue<T extends keyof TaskPayloads>(
  tx: Tx,
  task: T,
  payload: TaskPayloads[T],
  options: { readonly key?: string; readonly at?: Date } = {},
): Promise<void> {
  await tx.client.query('select enqueue($1, $2, $3, $4)', [
    task,
    JSON.stringify(payload),
    options.key ?? null,
    options.at ?? new Date(0),
  ])
}

interface Job<T extends keyof TaskPayloads> {
  readonly payload: TaskPayloads[T]
  readonly key: string
  readonly at: Date
}

/** Asks for several at once. */
export async function enqueueAll<T extends keyof TaskPayloads>(
  tx: Tx,
  task: T,
  jobs: readonly Job<T>[],
): Promise<void> {
  if (jobs.length === 0) return
  await tx.client.query(
    `select enqueue($1, payload::json, key, at) from unnest($2::text[], $3::text[], $4::timestamptz[]) as job (payload, key, at)`,
    [
      task,
      jobs.map((job) => JSON.stringify(job.payload)),
      jobs.map((job) => job.key),
      jobs.map((job) => job.at),
    ],
  )
}
