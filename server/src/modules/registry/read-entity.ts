import { gradeOf, kindOf, linkKindOf, properties, propertyOf } from '@shield/core'
import type { Marking } from '@shield/core'
import type {
  HistoryEvent,
  Judgement,
  LinkCount,
  LinkRow,
  Profile,
  RecordView,
  Statement,
} from '@shield/contract'

import { audit } from '#audit/index.ts'
import { keepPlans } from '#store/database.ts'
import type { Context } from '../../context.ts'
import { mayDo, mayRelease } from '../../permit.ts'
import { notFound } from '../../problem.ts'
import { seal, unseal } from '../../seal.ts'
import { captionsOf, getCluster } from './cluster.ts'
import type { MemberRow } from './cluster.ts'

interface StatementRow {
  readonly id: number
  readonly property: number
  readonly value: string
  readonly norm: string
  readonly grade: number
  readonly valid_from: string | null
  readonly valid_until: string | null
  readonly recorded_at: Date
  readonly retracted_at: Date | null
  readonly record_id: number
  readonly entity_id: number
  readonly marking_id: number
}

/** Everything this person may know of an entity: each value with its source, grade, dates and marking. */
export async function readEntity(ctx: Context, wire: string, retracted = false): Promise<Profile> {
  const profile = await viewProfile(ctx, wire, retracted)
  await audit(ctx, { action: 'entity.read', object: wire, shown: shownBy(profile) })
  return profile
}

/** Whom a profile tells of: its members, and both ends of its judgements. */
export function shownBy({ members, judgements }: Profile): readonly string[] {
  return [...members.map((member) => member.id), ...judgements.flatMap((one) => [one.left, one.right])]
}

/** A profile; whoever shows it writes the look at it into the audit. */
export async function viewProfile(ctx: Context, wire: string, retracted = false): Promise<Profile> {
  const [, members] = await Promise.all([keepPlans(ctx.tx), getCluster(ctx, wire)])
  const ids = members.map((member) => member.id)
  const [rows, judged, links, own] = await Promise.all([
    statementsOf(ctx, members, retracted),
    judgementsOf(ctx, members),
    linkCounts(ctx, ids),
    captionsOf(ctx, ids),
  ])
  const others = new Set(judged.flatMap((row) => [row.left_entity, row.right_entity])).difference(own)
  const captions = new Map([...own, ...(others.size === 0 ? [] : await captionsOf(ctx, [...others]))])
  const markings = distinctMarkings(
    ctx,
    rows.filter((row) => row.retracted_at === null),
  )
  const judgements = judged.map((row) => judgementOf(ctx, row, captions))
  const first = members[0] as MemberRow
  return {
    id: wire,
    kind: kindOf(first.kind),
    caption: captions.get(first.id)?.caption ?? kindOf(first.kind),
    statements: rows.map((row) => statementOf(ctx, row, members)),
    markings: [...markings],
    members: members.map((member) => ({
      id: member.wire,
      caption: captions.get(member.id)?.caption ?? kindOf(member.kind),
      kind: kindOf(member.kind),
      source: member.source_wire,
      sourceName: member.source_name,
      organisation: member.organisation,
      can: handlingOf(
        ctx,
        distinctMarkings(
          ctx,
          rows.filter((row) => row.entity_id === member.id),
        ),
      ),
    })),
    judgements,
    links,
    can: canOf(ctx, markings),
  }
}

async function statementsOf(
  ctx: Context,
  members: readonly MemberRow[],
  retracted: boolean,
): Promise<readonly StatementRow[]> {
  const found = await ctx.tx.client.query<StatementRow>(
    `select id, property, value, norm, grade, valid_from, valid_until, recorded_at, retracted_at, record_id, entity_id, marking_id
     from statement where entity_id = any($1::bigint[]) and (retracted_at is null or $3) and visible($2, marking_id)
     order by retracted_at desc nulls first, property, norm, grade, id limit 5000`,
    [members.map((member) => member.id), Buffer.from(ctx.visible), retracted],
  )
  return found.rows
}

function statementOf(ctx: Context, row: StatementRow, members: readonly MemberRow[]): Statement {
  const member = members.find((one) => one.id === row.entity_id)
  return {
    id: seal(ctx.node, 'statement', row.entity_id, row.id),
    property: propertyOf(row.property),
    value: row.value,
    norm: row.norm,
    grade: gradeOf(row.grade),
    ...(row.valid_from === null ? {} : { from: row.valid_from }),
    ...(row.valid_until === null ? {} : { until: row.valid_until }),
    recordedAt: row.recorded_at.toISOString(),
    ...(row.retracted_at === null ? {} : { retractedAt: row.retracted_at.toISOString() }),
    record: seal(ctx.node, 'record', row.record_id),
    source: member?.source_wire ?? '',
    sourceName: member?.source_name ?? '',
    organisation: member?.organisation ?? '',
    marking: ctx.node.markings.block(row.marking_id),
  }
}

function distinctMarkings(ctx: Context, rows: readonly StatementRow[]): readonly Marking[] {
  return [...new Set(rows.map((row) => row.marking_id))].map((id) => ctx.node.markings.block(id))
}

function canOf(ctx: Context, markings: readonly Marking[]): string[] {
  const some = (action: 'content.judge' | 'content.export'): boolean =>
    markings.some((marking) => mayDo(ctx, action, marking).allow)
  // With everybody's word that can be asked for.
  const mayGo = markings.some(
    (marking) => mayRelease(ctx, marking, { secondPerson: true, byLeave: true }).allow,
  )
  return [
    ...(some('content.judge') ? ['content.judge'] : []),
    ...(some('content.export') ? ['content.export'] : []),
    ...(mayDo(ctx, 'graph.expand', 'node').allow ? ['graph.expand'] : []),
    ...(mayDo(ctx, 'exchange.release', 'node').allow && mayGo ? ['exchange.release'] : []),
  ]
}

/** How far this person may change the handling of what a source says: its owner's people in both ways, a partner's data only to stricter. */
function handlingOf(ctx: Context, markings: readonly Marking[]): string[] {
  const [own, partners] = [
    markings.filter((marking) => marking.node === ctx.node.name),
    markings.filter((marking) => marking.node !== ctx.node.name),
  ]
  if (own.some((marking) => mayDo(ctx, 'content.write', marking).allow)) return ['content.write']
  return partners.some((marking) => mayDo(ctx, 'content.raise', marking).allow) ? ['content.raise'] : []
}

interface JudgementRow {
  readonly wire: string
  readonly left_entity: number
  readonly right_entity: number
  readonly left_wire: string
  readonly right_wire: string
  readonly verdict: Judgement['verdict']
  readonly reason: string
  readonly organisation: string
  readonly at: Date
  readonly withdrawn_at: Date | null
  readonly marking_id: number
  readonly name_en: string | null
  readonly name_th: string | null
}

async function judgementsOf(ctx: Context, members: readonly MemberRow[]): Promise<readonly JudgementRow[]> {
  const found = await ctx.tx.client.query<JudgementRow>(
    `select j.wire, j.left_entity, j.right_entity, l.wire as left_wire, r.wire as right_wire, j.verdict, j.reason, j.organisation, j.at, j.withdrawn_at, j.marking_id,
            p.name_en, p.name_th
     from judgement j join entity l on l.id = j.left_entity join entity r on r.id = j.right_entity left join person p on p.id = j.by_person
     where (j.left_entity = any($1::bigint[]) or j.right_entity = any($1::bigint[])) and visible($2, j.marking_id)
       and any_visible($2, l.markings) and any_visible($2, r.markings)
     order by j.id desc limit 200`,
    [members.map((member) => member.id), Buffer.from(ctx.visible)],
  )
  return found.rows
}

function judgementOf(
  ctx: Context,
  row: JudgementRow,
  captions: ReadonlyMap<number, { readonly caption: string }>,
): Judgement {
  const may =
    row.withdrawn_at === null &&
    row.organisation === ctx.actor.organisation &&
    mayDo(ctx, 'content.judge', ctx.node.markings.block(row.marking_id)).allow
  return {
    id: row.wire,
    left: row.left_wire,
    right: row.right_wire,
    leftCaption: captions.get(row.left_entity)?.caption ?? '',
    rightCaption: captions.get(row.right_entity)?.caption ?? '',
    verdict: row.verdict,
    reason: row.reason,
    by: { en: row.name_en ?? row.organisation, th: row.name_th ?? row.organisation },
    organisation: row.organisation,
    at: row.at.toISOString(),
    ...(row.withdrawn_at === null ? {} : { withdrawnAt: row.withdrawn_at.toISOString() }),
    can: may ? ['content.judge'] : [],
  }
}

/** Visible relations that lead out of these entities to visible ones, by kind and direction. */
export async function linkCounts(ctx: Context, members: readonly number[]): Promise<LinkCount[]> {
  const found = await ctx.tx.client.query<{ kind: number; direction: 'out' | 'in'; count: number }>(
    `select ends.kind, direction, count(*) from (
       select l.kind, 'out' as direction, l.to_entity as other from link l
       where l.from_entity = any($1::bigint[]) and l.retracted_at is null and visible($2, l.marking_id)
       union all
       select l.kind, 'in', l.from_entity from link l
       where l.to_entity = any($1::bigint[]) and l.retracted_at is null and visible($2, l.marking_id)) as ends
     join entity o on o.id = ends.other
     where any_visible($2, o.markings) and o.id <> all($1::bigint[])
     group by ends.kind, direction order by ends.kind, direction`,
    [members, Buffer.from(ctx.visible)],
  )
  return found.rows.map((row) => ({ kind: linkKindOf(row.kind), direction: row.direction, count: row.count }))
}

interface LinkFilter {
  readonly kind?: number | undefined
  readonly direction?: 'out' | 'in' | undefined
  readonly cursor?: string | undefined
  readonly limit?: number | undefined
}

/** Relations of an entity, newest first. */
export async function readLinks(
  ctx: Context,
  wire: string,
  filter: LinkFilter,
): Promise<{ items: LinkRow[]; next?: string }> {
  const members = (await getCluster(ctx, wire)).map((member) => member.id)
  const limit = filter.limit ?? 50
  const [before] = unseal(ctx.node, 'place', filter.cursor) ?? [Number.MAX_SAFE_INTEGER]
  const found = await ctx.tx.client.query<{
    id: number
    wire: string
    kind: number
    direction: 'out' | 'in'
    other: number
    starts: string | null
    ends: string | null
    amount: string | null
    currency: string | null
    detail: string | null
    source_name: string
    marking_id: number
  }>(
    `select ends.*, s.name as source_name from (
       select l.id, l.wire, l.kind, 'out' as direction, l.to_entity as other, l.starts, l.ends, l.amount, l.currency, l.detail, l.source_id, l.marking_id
       from link l where l.from_entity = any($1::bigint[]) and l.retracted_at is null and visible($2, l.marking_id)
       union all
       select l.id, l.wire, l.kind, 'in', l.from_entity, l.starts, l.ends, l.amount, l.currency, l.detail, l.source_id, l.marking_id
       from link l where l.to_entity = any($1::bigint[]) and l.retracted_at is null and visible($2, l.marking_id)) as ends
     join entity o on o.id = ends.other join source s on s.id = ends.source_id
     where any_visible($2, o.markings) and o.id <> all($1::bigint[]) and ends.id < $3
       and ($4::int is null or ends.kind = $4) and ($5::text is null or ends.direction = $5)
     order by ends.id desc limit $6`,
    [members, Buffer.from(ctx.visible), before, filter.kind ?? null, filter.direction ?? null, limit + 1],
  )
  const rows = found.rows.slice(0, limit)
  const captions = await captionsOf(
    ctx,
    rows.map((row) => row.other),
  )
  await audit(ctx, {
    action: 'entity.listed',
    object: wire,
    shown: rows.flatMap((row) => captions.get(row.other)?.wire ?? []),
  })
  return {
    items: rows.flatMap((row) => {
      const other = captions.get(row.other)
      if (!other) return []
      return [
        {
          id: row.wire,
          kind: linkKindOf(row.kind),
          direction: row.direction,
          other: { id: other.wire, kind: other.kind, caption: other.caption },
          ...(row.starts === null ? {} : { starts: row.starts }),
          ...(row.ends === null ? {} : { ends: row.ends }),
          ...(row.amount === null ? {} : { amount: { amount: row.amount, currency: row.currency ?? '' } }),
          ...(row.detail === null ? {} : { detail: row.detail }),
          sourceName: row.source_name,
          marking: ctx.node.markings.block(row.marking_id),
        },
      ]
    }),
    ...(found.rows.length > limit ? { next: seal(ctx.node, 'place', rows.at(-1)?.id ?? 0) } : {}),
  }
}

/** What was stated and taken back, newest first. */
export async function readHistory(
  ctx: Context,
  wire: string,
  page: { readonly cursor?: string; readonly limit?: number },
): Promise<{ items: HistoryEvent[]; next?: string }> {
  const members = (await getCluster(ctx, wire)).map((member) => member.id)
  const limit = page.limit ?? 50
  const from = /^\d{1,9}$/.test(page.cursor ?? '') ? Number(page.cursor) : 0
  const found = await ctx.tx.client.query<{
    id: number
    at: Date
    what: 'stated' | 'retracted'
    property: number
    value: string
    name: string
  }>(
    `select * from (
       select st.id, st.recorded_at as at, 'stated' as what, st.property, st.value, s.name from statement st
         join entity e on e.id = st.entity_id join source s on s.id = e.source_id
         where st.entity_id = any($1::bigint[]) and visible($2, st.marking_id)
       union all
       select st.id, st.retracted_at, 'retracted', st.property, st.value, s.name from statement st
         join entity e on e.id = st.entity_id join source s on s.id = e.source_id
         where st.entity_id = any($1::bigint[]) and visible($2, st.marking_id) and st.retracted_at is not null) as event
     order by at desc, what, id desc offset $3 limit $4`,
    [members, Buffer.from(ctx.visible), from, limit + 1],
  )
  await audit(ctx, { action: 'entity.read', object: wire, shown: [wire] })
  const words = { stated: { en: 'stated', th: 'ระบุ' }, retracted: { en: 'taken back', th: 'ถอนคืน' } }
  return {
    items: found.rows.slice(0, limit).map((row) => {
      const { label } = properties[propertyOf(row.property)]
      const act = words[row.what]
      return {
        id: seal(ctx.node, 'event', row.id, row.what === 'stated' ? 0 : 1),
        at: row.at.toISOString(),
        what: { en: `${label.en}: ${act.en}`, th: `${label.th}: ${act.th}` },
        detail: row.value,
        by: { en: row.name, th: row.name },
      }
    }),
    ...(found.rows.length > limit ? { next: String(from + limit) } : {}),
  }
}

/** A record as its source wrote it. Only whole: where a part of it is marked narrower than the reader may see, it is not shown. */
export async function readRecord(ctx: Context, sealed: string): Promise<RecordView> {
  const [id] = unseal(ctx.node, 'record', sealed) ?? [0]
  const found = await ctx.tx.client.query<{
    id: number
    key: string
    body: unknown
    name: string
    entities: string[]
  }>(
    `select r.id, r.key, r.body, s.name,
            array(select distinct e.wire from statement st join entity e on e.id = st.entity_id where st.record_id = r.id) as entities
     from record r join source s on s.id = r.source_id
     where r.id = $1 and visible($2, r.marking_id)
       and not exists (select 1 from statement st where st.record_id = r.id and not visible($2, st.marking_id))`,
    [id, Buffer.from(ctx.visible)],
  )
  const row = found.rows[0]
  if (!row) throw notFound()
  await audit(ctx, { action: 'record.read', shown: row.entities })
  return { id: seal(ctx.node, 'record', row.id), key: row.key, sourceName: row.name, body: row.body }
}
