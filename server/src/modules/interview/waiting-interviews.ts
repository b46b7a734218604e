import type { Context } from '../../context.ts'
import { seen } from '../protection/index.ts'

/** Interviews of the reader that are begun and not ended, and those of which they have not said yet what they think. At most a hundred. */
export async function waitingInterviews(
  ctx: Context,
): Promise<readonly { readonly id: string; readonly at: Date; readonly act: 'continue' | 'judge' }[]> {
  const found = await ctx.tx.client.query<{ id: string; at: Date; act: 'continue' | 'judge' }>(
    `select i.id, coalesce(i.ended_at, i.began_at) as at,
       case when i.state in ('open', 'paused') then 'continue' else 'judge' end as act
     from interview i join protected_person p on p.code = i.code
     where ${seen} and i.by_person = $4 and i.judgement is null order by i.began_at desc, i.id limit 100`,
    [ctx.visible, ctx.actor.organisation, ctx.now, ctx.actor.person],
  )
  return found.rows
}
