import type { Words } from '@shield/core'

import type { Context } from '../../context.ts'

/** Organisations by their code, in both languages. */
export async function namesOf(ctx: Context): Promise<ReadonlyMap<string, Words>> {
  const found = await ctx.tx.client.query<{ code: string; en: string; th: string }>(
    'select code, name_en as en, name_th as th from organisation',
  )
  return new Map(found.rows.map(({ code, en, th }) => [code, { en, th }]))
}
