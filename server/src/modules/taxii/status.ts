import { notFound } from '../../problem.ts'
import type { Asker } from './asker.ts'

export interface Outcome {
  readonly id: string
  readonly version: string
  readonly message?: string
}

export interface Status {
  readonly id: string
  readonly status: 'complete' | 'pending'
  readonly request_timestamp: string
  readonly total_count: number
  readonly success_count: number
  readonly successes: readonly Outcome[]
  readonly failure_count: number
  readonly failures: readonly Outcome[]
  readonly pending_count: number
  readonly pendings: readonly Outcome[]
}

/** What became of a request of this client; another's is as one that never was. */
export async function readStatus(asker: Asker, id: string): Promise<Status> {
  if (!/^[0-9a-f-]{36}$/.test(id)) throw notFound()
  const found = await asker.tx.client.query<{ status: Status }>(
    'select status from taxii_status where id = $1 and client_id = $2',
    [id, asker.client.id],
  )
  const row = found.rows[0]
  if (!row) throw notFound()
  return row.status
}

/** Statuses of more than a week ago go; the specification asks for a day. */
export const forgetStatuses = `delete from taxii_status where at < $1::timestamptz - interval '7 days'`
