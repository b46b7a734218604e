import type { Tx } from '../store/database.ts'
import type { LogLine } from './verify.ts'

/** The whole log in order, in pages: heads first, so that a reader knows what to expect. */
export async function* exportLog(tx: Tx): AsyncGenerator<LogLine> {
  const heads = await tx.client.query<{ note: string }>('select note from audit_checkpoint order by size')
  for (const { note } of heads.rows) yield { kind: 'checkpoint', note }
  for (let from = -1; ;) {
    const page = await tx.client.query<{ sequence: number; event: Buffer }>(
      `select sequence, event from audit_leaf join audit_intake on id = audit_id
       where sequence > $1 order by sequence limit 5000`,
      [from],
    )
    for (const row of page.rows)
      yield { kind: 'event', sequence: row.sequence, event: row.event.toString('utf8') }
    const last = page.rows.at(-1)
    if (!last) return
    from = last.sequence
  }
}
