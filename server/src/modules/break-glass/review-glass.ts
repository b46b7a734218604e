import type { GlassUse } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { openForReason, sealWords } from '../protection/index.ts'
import { getUse, noneOpen, viewUse } from './use.ts'
import type { UseRow } from './use.ts'

/** Another person judges the look; what was judged is not judged anew. */
export async function reviewGlass(
  ctx: Context,
  id: string,
  { result, reason }: { readonly result: NonNullable<GlassUse['result']>; readonly reason: string },
): Promise<GlassUse> {
  const row = await getBroken(ctx, id)
  if (row.result) throw new Problem('conflict', judged)
  const because = await sealWords(ctx, row.sealed_under, reason)
  await ctx.tx.client.query(
    'update break_glass set result = $2, because_id = $3, reviewed_at = $4, reviewed_by = $5 where id = $1',
    [id, result, because, ctx.now, ctx.actor.person],
  )
  await audit(ctx, { action: 'glass.reviewed', object: row.code, detail: { use: id, result } })
  return viewUse(ctx, { ...row, result, reviewed_at: ctx.now })
}

/** Why somebody looked, as they wrote it. */
export async function openReason(ctx: Context, id: string, reason: string): Promise<{ words: string }> {
  const row = await getBroken(ctx, id)
  const [opened] = await openForReason(ctx, row.sealed_under, { ids: [row.reason_id], reason })
  await audit(ctx, { action: 'glass.words', object: row.code, detail: { use: id } })
  return { words: opened?.body ? Buffer.from(opened.body).toString('utf8') : '' }
}

async function getBroken(ctx: Context, id: string): Promise<UseRow> {
  const row = await getUse(ctx, id, 'any')
  if (!row.confirmed_at || row.person_id === ctx.actor.person) throw new Problem('conflict', noneOpen)
  return row
}

const judged = { en: 'Somebody has judged this already', th: 'มีผู้พิจารณาเรื่องนี้แล้ว' }
