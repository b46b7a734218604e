import { kindOf, linkKindOf, namingProperties, properties } from '@shield/core'
import type { KindName } from '@shield/core'
import { packageLimits } from '@shield/contract'
import type { PackageLink, ReleaseDraft } from '@shield/contract'

import type { Context } from '../../context.ts'
import { Problem, notFound } from '../../problem.ts'
import { unseal } from '../../seal.ts'
import { membersOf } from '../registry/index.ts'

/** One statement that was chosen, with what decides about it. */
export interface ChosenRow {
  readonly id: number
  readonly entity_id: number
  readonly property: number
  readonly value: string
  readonly grade: number
  readonly valid_from: string | null
  readonly valid_until: string | null
  readonly marking_id: number
  readonly record_id: number
}

/** A link that touches what is chosen; its ends are entity numbers. */
export interface FoundLink extends Pick<PackageLink, 'kind' | 'starts' | 'ends' | 'amount' | 'detail'> {
  readonly wire: string
  readonly from: number
  readonly to: number
  readonly marking_id: number
  readonly record_id: number
}

/** One entity of a package: a cluster as its maker sees it, under the id by which it was chosen. */
export interface ChosenEntity {
  readonly wire: string
  readonly kind: KindName
  readonly members: readonly number[]
  readonly isStub: boolean
}

/** The entities of a draft, each cluster once; of what is chosen and a stub too, what is chosen counts. */
export async function chosenEntities(
  ctx: Context,
  draft: Pick<ReleaseDraft, 'entities' | 'stubs'>,
): Promise<readonly ChosenEntity[]> {
  const whole = draft.entities.map((one) => one.entity)
  const wires = [...new Set([...whole, ...(draft.stubs ?? [])])]
  if (wires.length > packageLimits.entities) throw tooMany()
  const found = await ctx.tx.client.query<{ id: number; wire: string; kind: number }>(
    `select e.id, e.wire, e.kind from entity e where e.wire = any($1::uuid[]) and any_visible($2, e.markings)
     order by array_position($1::uuid[], e.wire)`,
    [wires, Buffer.from(ctx.visible)],
  )
  // One that may not be seen is one that is not there.
  if (found.rows.length !== wires.length) throw notFound()
  const members = await membersOf(
    ctx,
    found.rows.map((row) => row.id),
  )
  const taken = new Set<number>()
  return found.rows.flatMap(({ id, wire, kind }): ChosenEntity[] => {
    if (taken.has(id)) return []
    const all = members.get(id) ?? [id]
    for (const one of all) taken.add(one)
    return [{ wire, kind: kindOf(kind), members: all, isStub: !whole.includes(wire) }]
  })
}

const columns =
  'st.id, st.entity_id, st.property, st.value, st.grade, st.valid_from, st.valid_until, st.marking_id, st.record_id'

/** The statements of a draft, each of the entity it was chosen for. */
export async function chosenStatements(
  ctx: Context,
  draft: Pick<ReleaseDraft, 'entities'>,
  entities: readonly ChosenEntity[],
): Promise<readonly ChosenRow[]> {
  const ids = draft.entities.flatMap((one) => one.statements)
  if (ids.length > packageLimits.statements) throw tooMany()
  const pairs = ids.map((id) => unseal(ctx.node, 'statement', id) ?? [0, 0])
  const found = await ctx.tx.client.query<ChosenRow>(
    `select ${columns}
     from statement st join unnest($1::bigint[], $2::bigint[]) as asked (entity_id, id) on st.entity_id = asked.entity_id and st.id = asked.id
     where st.retracted_at is null and visible($3, st.marking_id) and st.entity_id = any($4::bigint[])
     order by st.property, st.entity_id, st.id`,
    [
      ...[pairs.map(([entity]) => entity), pairs.map(([, id]) => id), Buffer.from(ctx.visible)],
      entities.flatMap((one) => one.members),
    ],
  )
  if (found.rows.length !== new Set(ids).size) throw notFound()
  return found.rows
}

const naming: readonly number[] = namingProperties.map((name) => properties[name].number)

/** Of each stub every statement that names it, the best first. */
export async function namingStatements(
  ctx: Context,
  entities: readonly ChosenEntity[],
): Promise<ReadonlyMap<ChosenEntity, readonly ChosenRow[]>> {
  const stubs = entities.filter((one) => one.isStub)
  if (stubs.length === 0) return new Map()
  const found = await ctx.tx.client.query<ChosenRow>(
    `select ${columns} from statement st
     where st.entity_id = any($1::bigint[]) and st.property = any($2::smallint[]) and st.retracted_at is null and visible($3, st.marking_id)
     order by array_position($2::smallint[], st.property), st.grade, st.id`,
    [stubs.flatMap((one) => one.members), naming, Buffer.from(ctx.visible)],
  )
  return new Map(
    stubs.map((stub) => [stub, found.rows.filter((row) => stub.members.includes(row.entity_id))]),
  )
}

/** The most links of what is chosen that are put before a person. */
const mostEdges = 500

/** Links that touch these entities and may be seen with both their ends: those of these wire ids first, then those inside. */
export async function linksOf(
  ctx: Context,
  members: readonly number[],
  wires: readonly string[],
): Promise<readonly FoundLink[]> {
  const found = await ctx.tx.client.query<{
    wire: string
    kind: number
    from: number
    to: number
    starts: string | null
    ends: string | null
    amount: string | null
    currency: string | null
    detail: string | null
    marking_id: number
    record_id: number
  }>(
    `select l.wire, l.kind, l.from_entity as "from", l.to_entity as "to", l.starts, l.ends, l.amount::text as amount, l.currency, l.detail, l.marking_id, l.record_id
     from link l join entity f on f.id = l.from_entity join entity t on t.id = l.to_entity
     where l.retracted_at is null and visible($1, l.marking_id) and any_visible($1, f.markings) and any_visible($1, t.markings)
       and (l.wire = any($3::uuid[]) or l.from_entity = any($2::bigint[]) or l.to_entity = any($2::bigint[]))
     order by l.wire = any($3::uuid[]) desc, (l.from_entity = any($2::bigint[]) and l.to_entity = any($2::bigint[])) desc, l.id limit $4`,
    [Buffer.from(ctx.visible), members, wires, mostEdges],
  )
  return found.rows.map((row) => ({
    ...{ wire: row.wire, from: row.from, to: row.to, marking_id: row.marking_id, record_id: row.record_id },
    kind: linkKindOf(row.kind),
    ...(row.starts === null ? {} : { starts: row.starts }),
    ...(row.ends === null ? {} : { ends: row.ends }),
    ...(row.amount === null ? {} : { amount: { amount: row.amount, currency: row.currency ?? '' } }),
    ...(row.detail === null ? {} : { detail: row.detail }),
  }))
}

export function tooMany(): Problem {
  const { entities, statements, links } = packageLimits
  return new Problem('too-large', {
    en: `One release holds at most ${entities} entities, ${statements} values and ${links} links`,
    th: `การส่งมอบหนึ่งครั้งมีได้ไม่เกิน ${entities} เอนทิตี ${statements} ค่า และ ${links} ความเชื่อมโยง`,
  })
}
