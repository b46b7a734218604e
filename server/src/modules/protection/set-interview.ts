import type { Context } from '../../context.ts'

/** Notes how far a person was heard; somebody who was heard is not unheard again. */
export async function setInterview(ctx: Context, code: string, to: 'begun' | 'done'): Promise<void> {
  await ctx.tx.client.query(
    `update protected_person set interview = $2, version = version + 1, changed_at = $3
     where code = $1 and interview <> 'done' and interview <> $2`,
    [code, to, ctx.now],
  )
}
