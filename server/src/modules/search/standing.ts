import type { Context } from '../../context.ts'

interface Said {
  readonly property: number
  readonly text: string
}

/**
 * What the index said of entities, less what does not stand or may not be seen any more: the index follows the tables
 * a moment later, and a value that was raised, recalled or taken back must be gone at once.
 */
export async function standing<
  S extends Said,
  H extends { readonly entity: number; readonly because: readonly S[] },
>(ctx: Context, hits: readonly H[]): Promise<readonly H[]> {
  const said = hits.flatMap((hit) => hit.because.map((one) => ({ ...one, entity: hit.entity })))
  const found = await ctx.tx.client.query<{ place: number }>(
    `select place from unnest($1::bigint[], $2::smallint[], $3::text[]) with ordinality as said (entity, property, text, place)
     where exists (
       select 1 from statement st
       where st.entity_id = said.entity and st.property = said.property and st.retracted_at is null and visible($4, st.marking_id)
         and (starts_with(st.value, said.text) or starts_with(st.norm, said.text)))`,
    [
      said.map((one) => one.entity),
      said.map((one) => one.property),
      said.map((one) => one.text.toWellFormed()),
      Buffer.from(ctx.visible),
    ],
  )
  const stands = new Set(found.rows.map((row) => row.place))
  let place = 0
  return hits
    .map((hit) => ({ ...hit, because: hit.because.filter(() => stands.has((place += 1))) }))
    .filter((hit) => hit.because.length > 0)
}
