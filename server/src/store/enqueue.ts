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
