import type { Words } from '@shield/core'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { mayDo } from '../../permit.ts'

/** Organisations of the node, as those a figure can be for; and whether the reader may count. */
export async function listOffices(
  ctx: Context,
): Promise<{ items: { code: string; name: Words }[]; can: string[] }> {
  const found = await ctx.tx.client.query<{ code: string; en: string; th: string }>(
    'select code, name_en as en, name_th as th from organisation where node = $1 and code <> $2 order by code',
    [ctx.node.name, ctx.actor.organisation],
  )
  await audit(ctx, { action: 'figure.offices' })
  return {
    items: found.rows.map(({ code, en, th }) => ({ code, name: { en, th } })),
    can: mayDo(ctx, 'figure.count', 'node').allow ? ['figurePreview'] : [],
  }
}
