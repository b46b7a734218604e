import type { Context } from '../../context.ts'

/** The latest answer, as far as the reader sees the people it names. */
export async function findMet(
  ctx: Context,
  id: string,
): Promise<{ readonly at: string; readonly codes: string[] } | undefined> {
  const found = await ctx.tx.client.query<{ at: Date; codes: string[] }>(
    `select c.at, array(select p.code from protected_person p where p.code = any(c.found) and visible($2, p.marking_id)
       and $3 = any(p.carers) order by p.code) as codes
     from return_check c where c.case_id = $1 order by c.at desc limit 1`,
    [id, ctx.visible, ctx.actor.organisation],
  )
  const row = found.rows[0]
  return row && { at: row.at.toISOString(), codes: row.codes }
}
