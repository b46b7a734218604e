import { markingText, strictest } from '@shield/core'

import type { Node } from '../../context.ts'

/**
 * The books on what went out are handled as strictly as the values they hold: when those are raised, the release follows.
 * It is never loosened along, and what the partner holds is changed by a recall alone.
 */
export async function followMarking(node: Node): Promise<void> {
  await node.database.inTransaction(async (tx) => {
    await node.markings.all(tx)
    const found = await tx.client.query<{ id: string; marking_id: number; markings: number[] }>(
      `select r.id, r.marking_id, array_agg(distinct st.marking_id) as markings from release r
       join release_statement rs on rs.release_id = r.id join entity e on e.wire = rs.entity_wire
       join statement st on st.entity_id = e.id and st.id = rs.statement_id
       where r.direction = 'out' group by r.id having bool_or(st.marking_id <> r.marking_id)`,
    )
    for (const { id, marking_id: kept, markings } of found.rows) {
      const block = node.markings.block(kept)
      const now = markings.map((one) => node.markings.block(one)).reduce(strictest, block)
      if (markingText(now) === markingText(block)) continue
      const marking = await node.markings.intern(tx, now)
      await tx.db.updateTable('release').set({ marking_id: marking }).where('id', '=', id).execute()
    }
  })
}
