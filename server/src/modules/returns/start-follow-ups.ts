import type { Context } from '../../context.ts'
import type { HeldReturn } from './find-return.ts'

const dayMs = 86_400_000

/** The days on which somebody is asked how they are, from the day they arrived. */
export async function startFollowUps(ctx: Context, { row }: HeldReturn): Promise<void> {
  const { followUp } = row.law
  await ctx.tx.client.query(
    `insert into return_follow_up (case_id, day, due_at) select $1, d.day, d.due from unnest($2::int[], $3::timestamptz[]) d (day, due)
     on conflict do nothing`,
    [row.id, followUp, followUp.map((day) => new Date(ctx.now.getTime() + day * dayMs))],
  )
}
