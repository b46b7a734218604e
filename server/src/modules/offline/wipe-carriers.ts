import { auditAll } from '#audit/index.ts'
import type { Context } from '../../context.ts'

/** Every device that carries somebody goes blank when it next asks. Gives the packs it was told of, those already blank left out. */
export async function wipeCarriers(ctx: Context, code: string): Promise<readonly string[]> {
  const told = await ctx.tx.client.query<{ id: string }>(
    `update device_pack set wipe_at = coalesce(wipe_at, $2), wipe_by = coalesce(wipe_by, $3)
     where codes @> array[$1] and wiped_at is null returning id`,
    [code, ctx.now, ctx.actor.person],
  )
  await auditAll(
    ctx,
    told.rows.map(({ id }) => ({ action: 'pack.wipe-ordered', object: id })),
  )
  return told.rows.map(({ id }) => id)
}
