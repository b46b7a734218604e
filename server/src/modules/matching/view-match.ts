import { receiptCodes } from '@shield/contract'
import type {
  HitAnswer,
  HitRefusal,
  MatchIdentifier,
  MatchRow,
  MatchView,
  ReceiptCode,
} from '@shield/contract'
import type { Purpose } from '@shield/core'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { notFound } from '../../problem.ts'
import { epochOf } from './token.ts'

interface AskRow {
  readonly id: string
  readonly agreement_id: string
  readonly peer: string
  readonly peer_en: string
  readonly peer_th: string
  readonly state: MatchRow['state']
  readonly code: ReceiptCode | null
  readonly purpose: Purpose
  readonly case_reference: string
  readonly legal_basis: string
  readonly reason: string
  readonly by_en: string
  readonly by_th: string
  readonly at: Date
  readonly watch_until: string | null
  readonly watch_stopped: string | null
  readonly epoch: string | null
  readonly renews: string | null
  readonly renewed_by: string | null
  readonly count: number
  readonly hits: number
}

interface Filter {
  readonly id?: string
  readonly cursor?: string | undefined
  readonly limit?: number
}

/** Questions of the own organisation: what it asked is nobody else's business. */
async function findMatches(ctx: Context, { id, cursor, limit = 1 }: Filter): Promise<readonly AskRow[]> {
  const found = await ctx.tx.client.query<AskRow>(
    `select a.id, a.agreement_id, a.peer, p.name_en as peer_en, p.name_th as peer_th, a.state, a.code, a.purpose, a.case_reference,
       a.legal_basis, a.reason, b.name_en as by_en, b.name_th as by_th, a.at, a.watch_until::text as watch_until, a.watch_stopped, a.renews,
       (select n.id from match_ask n where n.renews = a.id) as renewed_by,
       (select max(e.epoch) from match_element e where e.ask_id = a.id) as epoch,
       (select count(*) from match_element e where e.ask_id = a.id and e.norm is not null)::int as count,
       (select count(*) from match_element e where e.ask_id = a.id and e.hit_at is not null)::int as hits
     from match_ask a join peer p on p.node = a.peer join person b on b.id = a.by_person
     where a.organisation = $1 and ($2::uuid is null or a.id = $2) and ($3::uuid is null or a.id < $3) order by a.id desc limit $4`,
    [ctx.actor.organisation, id ?? null, placeOf(cursor) ?? null, limit],
  )
  return found.rows
}

export async function getMatch(ctx: Context, id: string): Promise<AskRow> {
  const [row] = await findMatches(ctx, { id })
  if (!row) throw notFound()
  return row
}

function rowOf(ctx: Context, row: AskRow): MatchRow {
  const watch = watchOf(ctx, row)
  return {
    id: row.id,
    peer: { node: row.peer, name: { en: row.peer_en, th: row.peer_th } },
    state: row.state,
    ...(row.code === null ? {} : { because: receiptCodes[row.code].words }),
    purpose: row.purpose,
    case: row.case_reference,
    by: { en: row.by_en, th: row.by_th },
    at: row.at.toISOString(),
    count: row.count,
    hits: row.hits,
    ...(watch === undefined || row.watch_until === null ? {} : { watchUntil: row.watch_until, watch }),
    ...(row.renews === null ? {} : { renews: row.renews }),
    ...(row.renewed_by === null ? {} : { renewedBy: row.renewed_by }),
  }
}

/** How a watch stands today; undefined where nothing is watched. */
export function watchOf(
  { now }: Pick<Context, 'now'>,
  row: Pick<AskRow, 'watch_until' | 'watch_stopped' | 'renews' | 'renewed_by' | 'epoch' | 'state' | 'code'>,
): MatchRow['watch'] {
  if (row.watch_until === null) return undefined
  if (row.renewed_by !== null) return 'went-on'
  if (row.watch_stopped !== null) return 'stopped'
  if (row.watch_until < now.toISOString().slice(0, 10)) return 'ended'
  if (row.state === 'refused')
    return row.renews !== null && (row.code === 'QUOTA' || row.code === 'SUSPENDED') ? 'waits' : 'stopped'
  return (row.epoch ?? '') < epochOf(now) ? 'waits' : 'runs'
}

export async function listMatches(
  ctx: Context,
  { cursor, limit = 50 }: { readonly cursor?: string; readonly limit?: number },
): Promise<{ items: MatchRow[]; next?: string }> {
  const rows = await findMatches(ctx, { cursor, limit: limit + 1 })
  const items = rows.slice(0, limit).map((row) => rowOf(ctx, row))
  await audit(ctx, { action: 'match.listed', detail: { count: items.length } })
  const last = items.at(-1)
  return { items, ...(rows.length > limit && last !== undefined ? { next: last.id } : {}) }
}

/** Where a list goes on: after this id. What is none begins it anew. */
export function placeOf(cursor: string | undefined): string | undefined {
  return cursor !== undefined && /^[0-9a-f-]{36}$/.test(cursor) ? cursor : undefined
}

interface ItemRow {
  readonly number: number
  readonly identifier: MatchIdentifier
  readonly value: string
  readonly asked: boolean
  readonly answered: boolean
  readonly hit: boolean
  readonly disclosure: string | null
  readonly disclosed_at: Date
  readonly due_at: Date
  readonly answer: HitAnswer | null
  readonly code: HitRefusal | null
  readonly text: string | null
  readonly answered_at: Date | null
  readonly release_id: string | null
}

/** One question with what came of it. */
export async function viewMatch(ctx: Context, id: string): Promise<MatchView> {
  const row = await getMatch(ctx, id)
  const found = await ctx.tx.client.query<ItemRow>(
    `select e.number, e.identifier, e.value, e.norm is not null as asked, e.output is not null as answered, e.hit_at is not null as hit,
       d.id as disclosure, d.at as disclosed_at, d.due_at, d.answer, d.code, d.text, d.answered_at, d.release_id
     from match_element e left join match_disclosure d on d.direction = 'out' and d.ticket = e.ask_id and d.element = e.number
     where e.ask_id = $1 order by e.number`,
    [id],
  )
  await audit(ctx, { action: 'match.read', object: id })
  return {
    ...rowOf(ctx, row),
    legalBasis: row.legal_basis,
    reason: row.reason,
    items: found.rows.map(itemOf),
    can: [
      ...(found.rows.some((item) => item.hit && item.disclosure === null) ? ['disclose'] : []),
      ...(['runs', 'waits'].includes(watchOf(ctx, row) ?? '') ? ['end-watch'] : []),
    ],
  }
}

function itemOf(row: ItemRow): MatchView['items'][number] {
  const { number, identifier, value } = row
  const result = !row.asked ? 'left-out' : row.hit ? 'hit' : row.answered ? 'no-hit' : 'waiting'
  if (row.disclosure === null) return { number, identifier, value, result }
  const disclosure = {
    id: row.disclosure,
    at: row.disclosed_at.toISOString(),
    dueAt: row.due_at.toISOString(),
    ...(row.answer === null ? {} : { answer: row.answer }),
    ...(row.code === null ? {} : { code: row.code }),
    ...(row.text === null ? {} : { text: row.text }),
    ...(row.answered_at === null ? {} : { answeredAt: row.answered_at.toISOString() }),
    ...(row.release_id === null ? {} : { release: row.release_id }),
  }
  return { number, identifier, value, result, disclosure }
}
