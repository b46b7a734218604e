import { audit } from '#audit/index.ts'
import type { Tx } from '#store/database.ts'
import { newId } from '#store/identifier.ts'
import type { Node } from '../../context.ts'

// Any number of imports may be at work, each with a lock of its own beside this one.
const lock = 7438007

/** Says, until the transaction ends, that somebody works on this import; a process that is killed says it no longer. */
export async function workOn(tx: Tx, batch: number): Promise<void> {
  await tx.client.query('select pg_advisory_xact_lock($1, $2)', [lock, batch])
}

/** Marks an import that nobody works on any more as failed. Its transaction is gone, so nothing of it was kept. */
export async function failAbandoned(node: Node, wire: string): Promise<void> {
  await node.database.inTransaction(async (tx) => {
    const now = node.now()
    const found = await tx.client.query<{ organisation: string; created_by: string | null }>(
      `update batch set state = 'failed', fault = 'fault', finished_at = $3
       where wire = $1 and state in ('queued', 'running') and pg_try_advisory_xact_lock($2, id::int)
       returning organisation, created_by`,
      [wire, lock, now],
    )
    const [row] = found.rows
    if (!row) return
    await audit(
      { tx, node, now, requestId: newId() },
      {
        action: 'import.finished',
        object: wire,
        organisation: row.organisation,
        ...(row.created_by === null ? {} : { person: row.created_by }),
        detail: { state: 'failed' },
      },
    )
  })
}
