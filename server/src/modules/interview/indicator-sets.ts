import type { IndicatorSet } from '@shield/core'

import type { Context } from '../../context.ts'

/** The sets of an interview in the versions it began with: a later one does not change what an answer meant. */
export async function getSets(
  ctx: Context,
  wanted: readonly { readonly id: string; readonly version: string }[],
): Promise<readonly IndicatorSet[]> {
  const found = await ctx.tx.client.query<{ body: IndicatorSet }>(
    'select body from indicator_set s join unnest($1::text[], $2::text[]) w(id, version) using (id, version)',
    [wanted.map(({ id }) => id), wanted.map(({ version }) => version)],
  )
  return wanted.map(({ id, version }) => {
    const set = found.rows.find(({ body }) => body.id === id && body.version === version)
    if (!set) throw new Error('a set of an interview is kept')
    return set.body
  })
}
