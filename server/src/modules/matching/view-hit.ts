import { matchIdentifiers } from '@shield/contract'
import type { HitAnswer, HitRefusal, HitView, MatchIdentifier } from '@shield/contract'
import type { Purpose } from '@shield/core'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { notFound } from '../../problem.ts'
import { captionsOf } from '../registry/index.ts'
import { findEligible } from './eligible.ts'
import { findTerms } from './terms.ts'
import { numbersOf } from './token.ts'
import { placeOf } from './view-match.ts'

export interface HitRow {
  readonly id: string
  readonly peer: string
  readonly name_en: string
  readonly name_th: string
  readonly agreement_id: string
  readonly identifier: MatchIdentifier
  readonly norm: string
  readonly summary: string
  readonly purpose: Purpose
  readonly case_reference: string
  readonly at: Date
  readonly due_at: Date
  readonly answer: HitAnswer | null
  readonly answered_at: Date | null
  readonly organisation: string
  readonly organisation_en: string | null
  readonly organisation_th: string | null
  readonly code: HitRefusal | null
  readonly text: string | null
  readonly reason: string | null
  readonly by_en: string | null
  readonly by_th: string | null
  readonly release_id: string | null
}

/** Unanswered first, by their clock. */
const order = '(d.answer is not null, d.due_at, d.id)'

/** Each kind with each of its properties. */
const everyKind = matchIdentifiers.flatMap((identifier) =>
  numbersOf(identifier).map((property) => [identifier, property] as const),
)

interface Filter {
  readonly id?: string
  /** Those that wait for an answer, or with false those that have one. */
  readonly open?: boolean
  /** The last one of the page before. */
  readonly after?: HitRow | undefined
  readonly limit?: number
}

/** Hits on something of the own organisation that this person sees; one on what is hidden from him is not there. */
export async function findHits(
  ctx: Context,
  { id, open, after, limit = 1 }: Filter,
): Promise<readonly HitRow[]> {
  const found = await ctx.tx.client.query<HitRow>(
    `select d.id, d.peer, p.name_en, p.name_th, d.agreement_id, d.identifier, d.norm, d.summary, t.purpose, t.case_reference,
       d.at, d.due_at, d.answer, d.answered_at, d.code, d.text, d.reason, d.release_id, b.name_en as by_en, b.name_th as by_th,
       t.organisation, o.name_en as organisation_en, o.name_th as organisation_th
     from match_disclosure d join peer p on p.node = d.peer join match_ticket t on t.peer = d.peer and t.id = d.ticket
       left join organisation o on o.code = t.organisation left join person b on b.id = d.answered_by
     where d.direction = 'in' and ($1::uuid is null or d.id = $1) and ($2::boolean is null or (d.answer is null) = $2)
       and exists (
         select 1 from unnest($3::text[], $4::smallint[]) as kind (identifier, property)
         join statement st on st.property = kind.property and st.retracted_at is null and visible($5, st.marking_id)
           and st.norm = case d.identifier when 'document' then substr(d.norm, 4) else d.norm end
         join marking m on m.id = st.marking_id
         where kind.identifier = d.identifier and m.block->>'organisation' = $6)
       and ($7::uuid is null or ${order} > ($8::boolean, $9::timestamptz, $7))
     order by ${order} limit $10`,
    [
      ...[
        id ?? null,
        open ?? null,
        everyKind.map(([identifier]) => identifier),
        everyKind.map(([, property]) => property),
      ],
      ...[Buffer.from(ctx.visible), ctx.actor.organisation],
      ...[
        after?.id ?? null,
        after === undefined ? null : after.answer !== null,
        after?.due_at ?? null,
        limit,
      ],
    ],
  )
  return found.rows
}

interface ListedHits {
  readonly open?: boolean
  readonly cursor?: string
  readonly limit?: number
}

/** Hits of partners on what this person sees, the most pressing first. */
export async function listHits(
  ctx: Context,
  { limit = 50, cursor, open }: ListedHits,
): Promise<{ items: HitView[]; next?: string }> {
  const place = placeOf(cursor)
  const [after] = place === undefined ? [] : await findHits(ctx, { id: place })
  const rows = await findHits(ctx, { ...(open === undefined ? {} : { open }), after, limit: limit + 1 })
  const views = []
  for (const row of rows.slice(0, limit)) views.push(await viewHit(ctx, row))
  await audit(ctx, {
    action: 'match.hits-listed',
    shown: views.flatMap((view) => view.entities.map((one) => one.id)),
  })
  const last = views.at(-1)
  return { items: views, ...(rows.length > limit && last !== undefined ? { next: last.id } : {}) }
}

export async function getHit(ctx: Context, id: string, lock = false): Promise<HitRow> {
  if (lock)
    await ctx.tx.client.query(
      `select 1 from match_disclosure where id = $1 and direction = 'in' for update`,
      [id],
    )
  const [row] = await findHits(ctx, { id })
  if (!row) throw notFound()
  return row
}

interface Holder {
  readonly entity_id: number
  readonly wire: string
}

/** Entities of the own organisation that state the value, as this person sees them. */
async function holdersOf(ctx: Context, row: HitRow): Promise<readonly Holder[]> {
  const norm = row.identifier === 'document' ? row.norm.slice(3) : row.norm
  const found = await ctx.tx.client.query<Holder>(
    `select distinct e.id as entity_id, e.wire from statement st join entity e on e.id = st.entity_id join marking m on m.id = st.marking_id
     where st.property = any($1::smallint[]) and st.norm = $2 and st.retracted_at is null and visible($3, st.marking_id)
       and m.block->>'organisation' = $4 order by e.wire limit 20`,
    [numbersOf(row.identifier), norm, Buffer.from(ctx.visible), ctx.actor.organisation],
  )
  return found.rows
}

export async function viewHit(ctx: Context, row: HitRow): Promise<HitView> {
  const holders = await holdersOf(ctx, row)
  const captions = await captionsOf(
    ctx,
    holders.map((one) => one.entity_id),
  )
  const terms = await findTerms(ctx, row.agreement_id, row.peer)
  // What has come under protection since it was asked about is not confirmed any more; it can be left unsaid.
  const isEligible =
    terms && (await findEligible(ctx, { ...terms, identifier: row.identifier }, row.norm)).length > 0
  return {
    id: row.id,
    peer: { node: row.peer, name: { en: row.name_en, th: row.name_th } },
    organisation: {
      en: row.organisation_en ?? row.organisation,
      th: row.organisation_th ?? row.organisation,
    },
    purpose: row.purpose,
    case: row.case_reference,
    summary: row.summary,
    identifier: row.identifier,
    ...(holders.length === 0 ? {} : { value: row.norm }),
    entities: holders.map(({ entity_id, wire }) => ({
      id: wire,
      caption: captions.get(entity_id)?.caption ?? '',
    })),
    at: row.at.toISOString(),
    dueAt: row.due_at.toISOString(),
    ...(row.answer === null ? {} : { answer: row.answer }),
    ...(row.code === null ? {} : { code: row.code }),
    ...(row.text === null ? {} : { text: row.text }),
    ...(row.reason === null ? {} : { reason: row.reason }),
    ...(row.answered_at === null ? {} : { answeredAt: row.answered_at.toISOString() }),
    ...(row.by_en === null ? {} : { answeredBy: { en: row.by_en, th: row.by_th ?? row.by_en } }),
    ...(row.release_id === null ? {} : { release: row.release_id }),
    can:
      row.answer === null
        ? isEligible
          ? ['core', 'contact', 'refuse', 'neither']
          : ['refuse', 'neither']
        : [],
  }
}
