import { audit } from '#audit/index.ts'
import { enqueue } from '#store/enqueue.ts'
import { newId } from '#store/identifier.ts'
import type { Node } from '../../context.ts'
import { inVisit } from '../../peer/index.ts'

/** A reminder comes again after so many days, until the step is done. */
const againDays = 7
const dayMs = 86_400_000

/** Reminds when a clock has run out: it stands in the life of the finding, and in the figures of oversight. Runs again without harm. */
export async function chaseFinding(node: Node, { finding }: { readonly finding: string }): Promise<void> {
  await inVisit(node, async (visit) => {
    const { tx, now } = visit
    const found = await tx.client.query<{ due_at: Date | null; office: string }>(
      `select f.due_at, m.block->>'organisation' as office from punishment_finding f join marking m on m.id = f.marking_id
       where f.id = $1 for update of f`,
      [finding],
    )
    const row = found.rows[0]
    if (!row?.due_at || row.due_at > now) return
    const before = await tx.client.query(
      `select 1 from punishment_act where finding_id = $1 and kind = 'chase' and at > $2 and at > $3`,
      [finding, row.due_at, new Date(now.getTime() - (againDays - 1) * dayMs)],
    )
    if (before.rowCount !== 0) return
    await tx.client.query(
      `insert into punishment_act (id, finding_id, kind, body, at, organisation) values ($1, $2, 'chase', '{}', $3, $4)`,
      [newId(), finding, now, row.office],
    )
    await enqueue(
      tx,
      'non-punishment.chase',
      { finding },
      { key: `punishment:${finding}`, at: new Date(now.getTime() + againDays * dayMs) },
    )
    await audit(visit, { action: 'punishment.chased', object: finding, organisation: row.office })
  })
}
