import { propertyOf } from '@shield/core'
import type { SharedValue } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { getCluster } from '../registry/index.ts'
import { identifierNumbers, identifierTypeOf } from './ground.ts'
import { keysOf } from './keys.ts'
import { sidesOf } from './list-candidates.ts'

const shownOthers = 20
const shownValues = 100
/** Of a number that thousands have, so many are looked at: more than are shown, by far less than all. */
const mostLooked = 300

interface Own {
  readonly property: number
  readonly value: string
  readonly norm: string
  readonly marking: number
}

/** Numbers of an entity that stand elsewhere too: the same telephone in three records. Every one leads to where it stands. */
export async function readShared(ctx: Context, wire: string): Promise<{ items: SharedValue[] }> {
  const members = await getCluster(ctx, wire)
  const ids = members.map((member) => member.id)
  const bits = Buffer.from(ctx.visible)
  const own = await ctx.tx.client.query<Own>(
    `select property, min(value) as value, norm, min(marking_id) as marking from statement
     where entity_id = any($1::bigint[]) and retracted_at is null and visible($2, marking_id)
       and property = any($3::smallint[]) and norm <> ''
     group by property, norm order by property, norm limit ${shownValues}`,
    [ids, bits, identifierNumbers],
  )
  const found = await ctx.tx.client.query<{ place: number; entities: string[] }>(
    // By the key, which is an index over all entities; then by the value itself, which is what counts.
    `select asked.place, array(
       select distinct k.entity_id from (
         select entity_id from link_key where key = asked.key and visible($2, marking_id)
         order by marking_id, beside_id, entity_id limit ${mostLooked}) as k
       where k.entity_id <> all($1::bigint[])
         and exists (select 1 from statement st where st.entity_id = k.entity_id and st.retracted_at is null
           and st.norm = asked.norm and st.property = any($6::smallint[]) and visible($2, st.marking_id))
       order by 1 limit ${shownOthers + 1}) as entities
     from unnest($3::integer[], $4::bigint[], $5::text[]) as asked (place, key, norm)`,
    [
      ids,
      bits,
      own.rows.map((_, place) => place),
      own.rows.map((row) => keyOf(row)),
      own.rows.map((row) => row.norm),
      identifierNumbers,
    ],
  )
  const others = new Map(found.rows.map((row) => [row.place, row.entities.map(Number)]))
  const sides = await sidesOf(ctx, [...new Set([...others.values()].flat())])
  const items = own.rows.flatMap((row, place): SharedValue[] => {
    const elsewhere = others.get(place) ?? []
    const shown = elsewhere.slice(0, shownOthers).flatMap((id) => sides.get(id)?.side ?? [])
    if (shown.length === 0) return []
    return [
      {
        property: propertyOf(row.property),
        value: row.value,
        others: shown.map(({ id, kind, caption, sourceName, marking }) => ({
          id,
          kind,
          caption,
          sourceName,
          marking,
        })),
        isMore: elsewhere.length > shownOthers,
      },
    ]
  })
  await audit(ctx, {
    action: 'entity.listed',
    object: wire,
    shown: items.flatMap((item) => item.others.map((other) => other.id)),
  })
  return { items }
}

function keyOf(row: Own): string | undefined {
  return identifierTypeOf(row.property) === undefined ? undefined : keysOf(0, [row])[0]?.key
}
