import type { OrganisationHere } from '@shield/contract'

import type { Context } from '../../context.ts'

/** Organisations of this node by their code: whom an agreement may name, and who may be called to a panel. */
export async function organisationsHere(ctx: Context): Promise<OrganisationHere[]> {
  const found = await ctx.tx.client.query<{ code: string; en: string; th: string; kind: string }>(
    'select code, name_en as en, name_th as th, kind from organisation where node = $1 order by code limit 500',
    [ctx.node.name],
  )
  return found.rows.map(({ code, en, th, kind }) => ({ code, name: { en, th }, kind }))
}
