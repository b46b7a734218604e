import type { LeadQuery, LeadRule, LeadState } from '@shield/contract'
import type { Words } from '@shield/core'

import type { Context } from '../../context.ts'
import { notFound } from '../../problem.ts'
import { untilOf } from '../../until.ts'
import { membersOf } from '../registry/index.ts'

export interface LeadRow {
  readonly number: number
  readonly id: string
  readonly rule: LeadRule
  readonly organisation: string
  readonly watch_id: string | null
  readonly watched_entity: number | null
  readonly is_shared: boolean | null
  readonly words: string | null
  readonly record_id: number | null
  readonly entity_id: number | null
  readonly left_source: number | null
  readonly right_source: number | null
  readonly markings: readonly number[]
  /** 64-bit numbers, as text. */
  readonly keys: readonly string[]
  readonly due_at: Date
  readonly state: LeadState
  readonly is_seen: boolean
  readonly assigned_en: string | null
  readonly assigned_th: string | null
  readonly assigned_to: string | null
}

// What a lead rests on, read from the statements: a value that was taken back or raised takes its lead along.
const stands = `case l.rule
  when 'shared-identifier' then exists (select 1 from unnest(l.keys) as k
    where identifier_stands(k, l.left_source, l.markings[1]) and identifier_stands(k, l.right_source, l.markings[2]))
  when 'watch-entity' then exists (select 1 from statement st where st.entity_id = l.entity_id and st.record_id = l.record_id
    and st.retracted_at is null and st.marking_id = l.markings[1])
  when 'watch-identifier' then exists (select 1 from statement st where st.entity_id = l.entity_id and st.retracted_at is null
    and st.marking_id = l.markings[1] and identifier_key(st.property, st.norm) = l.keys[1])
  else exists (select 1 from statement st where st.entity_id = l.entity_id and st.retracted_at is null
    and st.marking_id = any(l.markings) and hashtextextended(st.value, st.property) = any(l.keys)) end`

const select = `
select l.number, l.id, l.rule, l.organisation, l.watch_id, w.entity_id as watched_entity, w.is_shared, w.words, l.record_id, l.entity_id,
  l.left_source, l.right_source, l.markings, l.keys::text[] as keys, l.due_at, l.state, l.assigned_to,
  a.name_en as assigned_en, a.name_th as assigned_th,
  exists (select 1 from lead_seen s where s.lead_number = l.number and s.person_id = $2) as is_seen
from lead l left join watch w on w.id = l.watch_id left join person a on a.id = l.assigned_to
where l.organisation = $1 and l.due_at <= $3 and (w.id is null or w.is_shared or w.person_id = $2 or l.assigned_to = $2)
  and not exists (select 1 from unnest(l.markings) as m where not visible($4, m)) and ${stands}`

/** The narrowing of a list of leads; `before` is the place of the last one of the page before. */
export interface LeadFilter extends Omit<LeadQuery, 'cursor' | 'limit'> {
  readonly states?: readonly LeadState[]
  readonly before?: readonly [number, number] | undefined
}

const pageSize = 100

/** Leads this person may see, newest first, as many as asked for: what is hidden is passed over, and makes no page shorter. */
export async function findLeads(
  ctx: Context,
  filter: LeadFilter,
  limit: number,
): Promise<readonly LeadRow[]> {
  const rows: LeadRow[] = []
  let before = filter.before
  for (;;) {
    const page = await readPage(ctx, filter, before)
    rows.push(...(await together(ctx, page)))
    const last = page.at(-1)
    if (rows.length >= limit || page.length < pageSize || last === undefined) return rows.slice(0, limit)
    before = [last.due_at.getTime(), last.number]
  }
}

async function readPage(
  ctx: Context,
  filter: LeadFilter,
  before: LeadFilter['before'],
): Promise<readonly LeadRow[]> {
  const found = await ctx.tx.client.query<LeadRow>(
    `${select} and ($5::text is null or l.rule = $5) and ($6::text[] is null or l.state = any($6))
     and ($7::uuid is null or l.watch_id = $7) and ($8::boolean is not true or l.assigned_to = $2)
     and ($9::timestamptz is null or l.due_at >= $9) and ($10::timestamptz is null or l.due_at < $10)
     and ($11::timestamptz is null or (l.due_at, l.number) < ($11, $12::bigint))
     order by l.due_at desc, l.number desc limit ${pageSize}`,
    [
      ...base(ctx),
      filter.rule ?? null,
      statesOf(filter),
      filter.watch ?? null,
      filter.mine ?? null,
      filter.from ?? null,
      untilOf(filter.until),
      before === undefined ? null : new Date(before[0]),
      before?.[1] ?? null,
    ],
  )
  return found.rows
}

const base = (ctx: Context): readonly unknown[] => [
  ctx.actor.organisation,
  ctx.actor.person,
  ctx.now,
  Buffer.from(ctx.visible),
]

function statesOf({ states, state }: LeadFilter): readonly LeadState[] | null {
  if (states !== undefined) return states
  if (state === undefined) return null
  return state === 'open' ? ['new', 'acknowledged'] : [state]
}

/** One lead that this person may see, locked where it is about to change. Throws not-found. */
export async function getLead(ctx: Context, id: string, lock = false): Promise<LeadRow> {
  const found = await ctx.tx.client.query<LeadRow>(
    `${select} and l.id = $5 ${lock ? 'for update of l' : ''}`,
    [...base(ctx), id],
  )
  const [row] = await together(ctx, found.rows)
  if (!row) throw notFound()
  return row
}

/** A lead about what stands together with a watched entity is one only as long as this reader sees them together. */
async function together(ctx: Context, rows: readonly LeadRow[]): Promise<readonly LeadRow[]> {
  const watched = rows.flatMap((row) => (row.rule === 'watch-entity' ? (row.watched_entity ?? []) : []))
  if (watched.length === 0) return rows
  const members = await membersOf(ctx, [...new Set(watched)])
  return rows.filter(
    (row) =>
      row.rule !== 'watch-entity' ||
      members.get(row.watched_entity ?? 0)?.includes(row.entity_id ?? 0) === true,
  )
}

export function assignedTo(row: LeadRow): { assignedTo?: Words } {
  return row.assigned_en === null
    ? {}
    : { assignedTo: { en: row.assigned_en, th: row.assigned_th ?? row.assigned_en } }
}
