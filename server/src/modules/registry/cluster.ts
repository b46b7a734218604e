import { joinsOf, kindOf, properties, reachable } from '@shield/core'
import type { Judged, KindName } from '@shield/core'

import type { Context } from '../../context.ts'
import { notFound } from '../../problem.ts'

/** An entity of a source, as a viewer may know it: at least one of its statements is visible. */
export interface MemberRow {
  readonly id: number
  readonly wire: string
  readonly kind: number
  readonly canonical: number
  readonly source_wire: string
  readonly source_name: string
  readonly organisation: string
}

const memberColumns = `e.id, e.wire, e.kind, e.canonical, s.wire as source_wire, s.name as source_name, s.organisation`

/**
 * The cluster of an entity as this viewer sees it: the visible members that visible judgements hold together.
 * What a hidden judgement joined is apart for who may not know of it. Throws not-found for an entity not visible.
 */
export async function getCluster(ctx: Context, wire: string): Promise<readonly MemberRow[]> {
  const found = await ctx.tx.client.query<MemberRow>(
    `select ${memberColumns} from entity e join source s on s.id = e.source_id
     where e.canonical = (select canonical from entity where wire = $1) and any_visible($2, e.markings) order by e.id`,
    [wire, Buffer.from(ctx.visible)],
  )
  const start = found.rows.find((row) => row.wire === wire)
  if (!start) throw notFound()
  if (found.rows.length === 1) return [start]
  const joined = await joinsAmong(
    ctx,
    found.rows.map((row) => row.id),
  )
  const members = reachable(start.id, joined)
  return [start, ...found.rows.filter((row) => row.id !== start.id && members.has(row.id))]
}

/** Clusters of many entities at once, each entity's number to the number that stands for its cluster. */
export async function clustersOf(
  ctx: Context,
  entities: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const members = await membersOf(ctx, entities)
  return new Map([...members].map(([id, all]) => [id, Math.min(...all)]))
}

/** Clusters of many entities at once, each entity's number to those of all its members this viewer sees, itself first. */
export async function membersOf(
  ctx: Context,
  entities: readonly number[],
): Promise<ReadonlyMap<number, readonly number[]>> {
  const found = await ctx.tx.client.query<{ id: number }>(
    `select e.id from entity e where any_visible($2, e.markings) and e.canonical in
       (select canonical from entity where id = any($1::bigint[]) group by canonical)
       and exists (select 1 from entity o where o.canonical = e.canonical and o.id <> e.id)`,
    [entities, Buffer.from(ctx.visible)],
  )
  const alone = new Map(entities.map((id) => [id, [id]]))
  if (found.rows.length === 0) return alone
  const joined = await joinsAmong(
    ctx,
    found.rows.map((row) => row.id),
  )
  return new Map(entities.map((id) => [id, [...reachable(id, joined)]]))
}

async function joinsAmong(
  ctx: Context,
  ids: readonly number[],
): Promise<ReadonlyMap<number, readonly number[]>> {
  const judged = await ctx.tx.client.query<Judged>(
    `select left_entity, right_entity, verdict from judgement
     where withdrawn_at is null and visible($2, marking_id) and left_entity = any($1::bigint[]) and right_entity = any($1::bigint[])
     order by id`,
    [ids, Buffer.from(ctx.visible)],
  )
  return joinsOf(judged.rows)
}

export interface Caption {
  readonly caption: string
  readonly kind: KindName
  readonly marking: number
}

const nameOrder = [
  properties.name,
  properties.alias,
  properties.username,
  properties.previousName,
  properties.weakAlias,
].map((one) => one.number)

/** What each entity is called, by what is visible of it: best name, else best identifier, else where it is, else its kind. */
export async function captionsOf(
  ctx: Context,
  entities: readonly number[],
): Promise<ReadonlyMap<number, Caption & { readonly wire: string }>> {
  const found = await ctx.tx.client.query<{
    id: number
    wire: string
    kind: number
    value: string | null
    marking_id: number | null
  }>(
    `select e.id, e.wire, e.kind, best.value, best.marking_id from entity e
     left join lateral (select value, marking_id from statement st
       where st.entity_id = e.id and st.retracted_at is null and visible($2, st.marking_id)
       order by array_position($3::int[], st.property::int) nulls last, case when st.property = any($4::int[]) then 0 when st.property = $5 then 1 else 2 end, st.grade, st.id limit 1) best on true
     where e.id = any($1::bigint[])`,
    [entities, Buffer.from(ctx.visible), nameOrder, identifiers, properties.address.number],
  )
  return new Map(
    found.rows.flatMap((row) =>
      row.value === null || row.marking_id === null
        ? []
        : [
            [
              row.id,
              {
                wire: row.wire,
                caption: row.value.slice(0, 300),
                kind: kindOf(row.kind),
                marking: row.marking_id,
              },
            ] as const,
          ],
    ),
  )
}

const identifiers = Object.values(properties)
  .filter((one) =>
    ['phone', 'email', 'domain', 'document', 'account', 'wallet', 'device', 'vehicle', 'url'].includes(
      one.type,
    ),
  )
  .map((one) => one.number)
