import { receiptCodes } from '@shield/contract'
import type {
  ReceiptCode,
  RequestKind,
  RequestRefusal,
  RequestState,
  RequestView,
  Urgency,
} from '@shield/contract'
import type { Purpose, Words } from '@shield/core'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { mayDo } from '../../permit.ts'
import { notFound } from '../../problem.ts'
import { captionsOf } from '../registry/index.ts'
import { actsFor, isOpen, notTaken, turnOf } from './model.ts'
import type { Side } from './model.ts'

export interface RequestRow {
  readonly id: string
  readonly direction: Side
  readonly peer: string
  readonly peer_en: string
  readonly peer_th: string
  readonly organisation: string
  readonly other_organisation: string
  readonly agreement_id: string
  readonly kind: RequestKind
  readonly urgency: Urgency
  readonly purpose: Purpose
  readonly legal_basis: string
  readonly case_reference: string
  readonly asked: RequestView['asked']
  readonly text: string
  readonly state: RequestState
  readonly code: RequestRefusal | null
  readonly message_id: string | null
  readonly by_person: string | null
  readonly by_en: string | null
  readonly by_th: string | null
  readonly own_en: string | null
  readonly own_th: string | null
  readonly other_en: string | null
  readonly other_th: string | null
  readonly at: Date
  readonly due_at: Date
}

interface Filter {
  readonly id?: string
  readonly direction?: Side
  readonly open?: boolean
  /** The last one of the page before. */
  readonly cursor?: string
  readonly limit?: number
}

const isDone = `r.state in ('closed', 'mutual-legal-assistance')`
const pressing = (of: string): string =>
  `case ${of}.urgency when 'danger' then 0 when 'urgent' then 1 else 2 end, ${of}.due_at, ${of}.id`

/** Requests of the own organisation, or to it: the most pressing first; what has come to its end, the newest first. */
async function findRequests(
  ctx: Context,
  { id, direction, open, cursor, limit = 1 }: Filter,
): Promise<readonly RequestRow[]> {
  const order = open === false ? 'r.id desc' : pressing('r')
  const after =
    open === false
      ? 'r.id < $5'
      : `(${pressing('r')}) > (select ${pressing('c')} from request c where c.id = $5 and c.organisation = $1)`
  const found = await ctx.tx.client.query<RequestRow>(
    `select r.*, p.name_en as peer_en, p.name_th as peer_th, b.name_en as by_en, b.name_th as by_th,
       own.name_en as own_en, own.name_th as own_th, other.name_en as other_en, other.name_th as other_th
     from request r join peer p on p.node = r.peer left join person b on b.id = r.by_person
       left join organisation own on own.code = r.organisation left join organisation other on other.code = r.other_organisation
     where r.organisation = $1 and ($2::uuid is null or r.id = $2) and ($3::text is null or r.direction = $3)
       and ($4::boolean is null or ${isDone} <> $4) and ($5::uuid is null or ${after})
     order by ${order} limit $6`,
    [ctx.actor.organisation, id ?? null, direction ?? null, open ?? null, cursor ?? null, limit],
  )
  return found.rows
}

export async function getRequest(ctx: Context, id: string, lock = false): Promise<RequestRow> {
  if (lock) await ctx.tx.client.query('select 1 from request where id = $1 for update', [id])
  const [row] = await findRequests(ctx, { id })
  if (!row) throw notFound()
  return row
}

export async function listRequests(
  ctx: Context,
  query: Omit<Filter, 'id'>,
): Promise<{ items: RequestView[]; next?: string }> {
  const { limit = 50, cursor, ...filter } = query
  const isCursor = cursor !== undefined && /^[0-9a-f-]{36}$/.test(cursor)
  const rows = await findRequests(ctx, { ...filter, ...(isCursor ? { cursor } : {}), limit: limit + 1 })
  const items = await viewAll(ctx, rows.slice(0, limit))
  await audit(ctx, {
    action: 'request.listed',
    shown: items.flatMap((item) => item.about.map((one) => one.id)),
    detail: { count: items.length },
  })
  const last = items.at(-1)
  return { items, ...(rows.length > limit && last !== undefined ? { next: last.id } : {}) }
}

interface ActRow {
  readonly request_id: string
  readonly act: string
  readonly direction: Side
  readonly code: RequestRefusal | null
  readonly text: string
  readonly release_id: string | null
  readonly by_en: string | null
  readonly by_th: string | null
  readonly at: Date
}

export async function viewRequest(ctx: Context, row: RequestRow): Promise<RequestView> {
  const [view] = await viewAll(ctx, [row])
  if (!view) throw notFound()
  return view
}

async function viewAll(ctx: Context, rows: readonly RequestRow[]): Promise<RequestView[]> {
  const acts = await ctx.tx.client.query<ActRow>(
    `select a.request_id, a.act, a.direction, a.code, a.text, a.release_id, b.name_en as by_en, b.name_th as by_th, a.at
     from request_act a left join person b on b.id = a.by_person where a.request_id = any($1::uuid[]) order by a.at, a.id`,
    [rows.map((row) => row.id)],
  )
  const about = await aboutOf(ctx, rows)
  return rows.map((row) =>
    viewOf(ctx, row, {
      acts: acts.rows.filter((act) => act.request_id === row.id),
      about: about.get(row.id) ?? [],
    }),
  )
}

/** The profiles that requests are about, as this reader sees them. */
async function aboutOf(
  ctx: Context,
  rows: readonly RequestRow[],
): Promise<ReadonlyMap<string, RequestView['about']>> {
  const found = await ctx.tx.client.query<{ request_id: string; entity_id: number }>(
    'select request_id, entity_id from request_about where request_id = any($1::uuid[]) order by entity_id',
    [rows.map((row) => row.id)],
  )
  const captions = await captionsOf(
    ctx,
    found.rows.map((row) => row.entity_id),
  )
  const about = Map.groupBy(found.rows, (row) => row.request_id)
  return new Map(
    [...about].map(([request, entities]) => [
      request,
      entities.flatMap(({ entity_id }) => {
        const found = captions.get(entity_id)
        return found ? [{ id: found.wire, kind: found.kind, caption: found.caption }] : []
      }),
    ]),
  )
}

interface Beside {
  readonly acts: readonly ActRow[]
  readonly about: RequestView['about']
}

function viewOf(ctx: Context, row: RequestRow, { acts, about }: Beside): RequestView {
  const named = (code: string, en: string | null, th: string | null): Words => ({
    en: en ?? code,
    th: th ?? code,
  })
  return {
    id: row.id,
    direction: row.direction,
    peer: { node: row.peer, name: { en: row.peer_en, th: row.peer_th } },
    organisation: row.organisation,
    otherOrganisation: row.other_organisation,
    organisationName: named(row.organisation, row.own_en, row.own_th),
    otherName: named(row.other_organisation, row.other_en, row.other_th),
    agreement: row.agreement_id,
    kind: row.kind,
    urgency: row.urgency,
    purpose: row.purpose,
    legalBasis: row.legal_basis,
    case: row.case_reference,
    asked: row.asked,
    text: row.text,
    state: row.state,
    ...(row.code === null ? {} : { code: row.code }),
    ...(row.by_en === null ? {} : { by: { en: row.by_en, th: row.by_th ?? row.by_en } }),
    at: row.at.toISOString(),
    dueAt: row.due_at.toISOString(),
    isLate: isOpen(row.state) && row.due_at < ctx.now,
    about,
    turn: turnOf(row.state, row.direction),
    acts: acts.map(actOf),
    can: canOf(ctx, row),
  }
}

function actOf(act: ActRow): RequestView['acts'][number] {
  const code = act.act === notTaken && act.text in receiptCodes ? (act.text as ReceiptCode) : undefined
  return {
    act: act.act,
    direction: act.direction,
    ...(act.code === null ? {} : { code: act.code }),
    ...(code === undefined ? {} : { because: receiptCodes[code].words }),
    text: act.act === notTaken ? '' : act.text,
    ...(act.release_id === null ? {} : { release: act.release_id }),
    ...(act.by_en === null ? {} : { by: { en: act.by_en, th: act.by_th ?? act.by_en } }),
    at: act.at.toISOString(),
  }
}

function canOf(ctx: Context, row: RequestRow): string[] {
  if (row.state === 'waiting') {
    const isSecond = row.by_person !== ctx.actor.person && mayDo(ctx, 'exchange.approve', 'node', true).allow
    return [...(isSecond ? ['approve'] : []), ...(row.by_person === ctx.actor.person ? ['withdraw'] : [])]
  }
  return mayDo(ctx, 'exchange.release', 'node').allow ? [...actsFor(row.state, row.direction)] : []
}
