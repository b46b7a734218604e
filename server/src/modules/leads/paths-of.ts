import { gradeOf, kindOf, propertyOf } from '@shield/core'
import type { PropertyName } from '@shield/core'
import type { LeadEnd, LeadPath } from '@shield/contract'

import type { Context } from '../../context.ts'
import { seal } from '../../seal.ts'
import { captionsOf } from '../registry/index.ts'
import type { LeadRow } from './lead-rows.ts'

interface EndRow {
  /** Ends of one path have one. */
  readonly path: number
  readonly side: 'left' | 'right'
  readonly id: number
  readonly entity_id: number
  readonly entity_wire: string
  readonly kind: number
  readonly property: number
  readonly value: string
  readonly grade: number
  readonly valid_from: string | null
  readonly valid_until: string | null
  readonly recorded_at: Date
  readonly record_id: number
  readonly marking_id: number
  readonly source_wire: string
  readonly source_name: string
  readonly organisation: string
}

const columns = `st.id, st.entity_id, e.wire as entity_wire, e.kind, st.property, st.value, st.grade, st.valid_from, st.valid_until,
  st.recorded_at, st.record_id, st.marking_id, s.wire as source_wire, s.name as source_name, s.organisation`
const tables = 'join entity e on e.id = st.entity_id join source s on s.id = e.source_id'

/** Both ends of each identifier that connects; a few statements each. */
const connecting = `
select chosen.n as path, side.name as side, ends.* from (
  select k, n from unnest($1::bigint[]) with ordinality as listed (k, n)
  where identifier_stands(k, $2, $4) and identifier_stands(k, $3, $5) order by n limit $6) as chosen
cross join (values ('left', $2::bigint, $4::integer), ('right', $3::bigint, $5::integer)) as side (name, source, marking)
cross join lateral (
  select ${columns} from stated_identifier i join statement st on st.entity_id = i.entity_id ${tables}
  where i.key = chosen.k and i.source_id = side.source and i.marking_id = side.marking and st.retracted_at is null
    and st.marking_id = i.marking_id and identifier_key(st.property, st.norm) = i.key
  order by st.recorded_at, st.id limit 5) as ends
order by chosen.n, side.name, ends.recorded_at, ends.id`

/** What a watch has found of one entity: a path for each value. */
const found = `
select row_number() over (order by st.property, st.norm, st.id) as path, 'right' as side, ${columns}
from statement st ${tables}
where st.entity_id = $1 and st.retracted_at is null and st.marking_id = any($2::integer[]) and ($3::bigint is null or st.record_id = $3)
  and ($3::bigint is not null or identifier_key(st.property, st.norm) = any($4::bigint[]) or hashtextextended(st.value, st.property) = any($4::bigint[]))
order by path limit $5`

async function endsOf(ctx: Context, lead: LeadRow, most: number): Promise<readonly EndRow[]> {
  const asked =
    lead.rule === 'shared-identifier'
      ? ctx.tx.client.query<EndRow>(connecting, [
          ...[lead.keys, lead.left_source, lead.right_source],
          ...[lead.markings[0], lead.markings[1], most],
        ])
      : ctx.tx.client.query<EndRow>(found, [
          ...[lead.entity_id, lead.markings, lead.record_id, lead.keys, most],
        ])
  return (await asked).rows
}

/** The path that explains a lead, from statement to value to statement; as many as `most`. */
export async function pathsOf(ctx: Context, lead: LeadRow, most: number): Promise<readonly LeadPath[]> {
  const ends = await endsOf(ctx, lead, most)
  const captions = await captionsOf(
    ctx,
    ends.map((end) => end.entity_id),
  )
  const told = ends.map((end) => ({
    ...end,
    told: endOf(ctx, end, captions.get(end.entity_id)?.caption ?? kindOf(end.kind)),
  }))
  return [...new Set(ends.map((end) => end.path))].map((path) => {
    const own = told.filter((end) => end.path === path)
    const side = (name: EndRow['side']): LeadEnd[] =>
      own.filter((end) => end.side === name).map((end) => end.told)
    return {
      property: own[0]?.told.property ?? ('name' satisfies PropertyName),
      value: own[0]?.value ?? '',
      left: side('left'),
      right: side('right'),
    }
  })
}

function endOf(ctx: Context, end: EndRow, caption: string): LeadEnd {
  return {
    entity: { id: end.entity_wire, kind: kindOf(end.kind), caption },
    statement: seal(ctx.node, 'statement', end.entity_id, end.id),
    record: seal(ctx.node, 'record', end.record_id),
    property: propertyOf(end.property),
    value: end.value,
    grade: gradeOf(end.grade),
    ...(end.valid_from === null ? {} : { from: end.valid_from }),
    ...(end.valid_until === null ? {} : { until: end.valid_until }),
    recordedAt: end.recorded_at.toISOString(),
    source: end.source_wire,
    sourceName: end.source_name,
    organisation: end.organisation,
    marking: ctx.node.markings.block(end.marking_id),
  }
}

/** How many identifiers or values a lead is about, up to a hundred and one. */
export async function countOf(ctx: Context, lead: LeadRow): Promise<number> {
  if (lead.rule !== 'shared-identifier') return (await endsOf(ctx, lead, 101)).length
  if (lead.keys.length === 1) return 1
  const counted = await ctx.tx.client.query<{ count: number }>(
    `select count(*) from (select 1 from unnest($1::bigint[]) as k
       where identifier_stands(k, $2, $4) and identifier_stands(k, $3, $5) limit 101) as standing`,
    [lead.keys, lead.left_source, lead.right_source, lead.markings[0], lead.markings[1]],
  )
  return counted.rows[0]?.count ?? 0
}

/** What lies on the two sides of a lead that connects. */
export function connectsOf(ctx: Context, lead: LeadRow): ('source' | 'case' | 'organisation' | 'country')[] {
  if (lead.rule !== 'shared-identifier') return []
  const [left, right] = lead.markings.map((marking) => ctx.node.markings.block(marking))
  if (!left || !right) return []
  return [
    ...(lead.left_source === lead.right_source ? [] : (['source'] as const)),
    ...(left.case === right.case ? [] : (['case'] as const)),
    ...(left.organisation === right.organisation ? [] : (['organisation'] as const)),
    ...(left.node === right.node ? [] : (['country'] as const)),
  ]
}
