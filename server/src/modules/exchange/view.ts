import type { ReleasePackage, ReleaseView } from '@shield/contract'
import type { Purpose } from '@shield/core'

import type { Context } from '../../context.ts'
import { mayDo } from '../../permit.ts'
import { notFound } from '../../problem.ts'

export interface ReleaseRow {
  readonly id: string
  readonly direction: 'out' | 'in'
  readonly peer: string
  readonly peer_en: string
  readonly peer_th: string
  readonly agreement_id: string
  readonly organisation: string
  readonly state: ReleaseView['state']
  readonly purpose: Purpose
  readonly legal_basis: string
  readonly reason: string
  readonly expires_on: string | null
  readonly package: ReleasePackage
  readonly marking_id: number
  readonly is_visible: boolean
  readonly entity: string | null
  readonly created_by: string | null
  readonly created_at: Date
  readonly by_en: string | null
  readonly by_th: string | null
  readonly approved_at: Date | null
  readonly approval_reason: string | null
  readonly approver_en: string | null
  readonly approver_th: string | null
  readonly recalled_at: Date | null
  readonly recall_reason: string | null
  readonly receipts: readonly {
    readonly state: ReleaseView['receipts'][number]['state']
    readonly at: string
  }[]
}

const columns = `r.id, r.direction, r.peer, p.name_en as peer_en, p.name_th as peer_th, r.agreement_id, r.organisation, r.state, r.purpose,
  r.legal_basis, r.reason, r.expires_on, r.package, r.marking_id, visible($1, r.marking_id) as is_visible, r.created_by, r.created_at,
  c.name_en as by_en, c.name_th as by_th, r.approved_at, r.approval_reason, a.name_en as approver_en, a.name_th as approver_th, r.recalled_at, r.recall_reason,
  case when r.direction = 'out' then r.package->>'entity'
       else (select e.wire::text from record rec join statement st on st.record_id = rec.id join entity e on e.id = st.entity_id
             where rec.batch_id = r.batch_id and st.retracted_at is null limit 1) end as entity,
  coalesce((select jsonb_agg(jsonb_build_object('state', t.state, 'at', t.at) order by t.at, t.id) from receipt t
            where t.release_id = r.id), '[]') as receipts`
const tables = `release r join peer p on p.node = r.peer left join person c on c.id = r.created_by left join person a on a.id = r.approved_by`
// A recalled release stays, as a line without content, in the books of those who hand over and could read it before.
const condition = `(visible($1, r.marking_id) or (visible($2, r.marking_id) and r.state = 'recalled'))`

function keepsBooks(ctx: Context): boolean {
  return mayDo(ctx, 'exchange.recall', 'node').allow
}

/** Bit n: marking n is recalled, and its reader before that is asking. */
async function recalledFor(ctx: Context): Promise<Buffer> {
  const stored = keepsBooks(ctx) ? await ctx.node.markings.all(ctx.tx) : []
  const bits = Buffer.alloc(((stored.at(-1)?.id ?? 0) >> 3) + 1)
  for (const { id, block } of stored)
    if (block.recalled && mayDo(ctx, 'content.read', { ...block, recalled: false }).allow)
      bits[id >> 3] = (bits[id >> 3] ?? 0) | (1 << (id & 7))
  return bits
}

export async function getRelease(ctx: Context, id: string, lock = false): Promise<ReleaseRow> {
  const found = await ctx.tx.client.query<ReleaseRow>(
    `select ${columns} from ${tables} where ${condition} and r.id = $3 ${lock ? 'for update of r' : ''}`,
    [
      Buffer.from(ctx.node.visibility.of(ctx.actor, ctx.purpose, await ctx.node.markings.all(ctx.tx))),
      await recalledFor(ctx),
      id,
    ],
  )
  const row = found.rows[0]
  if (!row) throw notFound()
  return row
}

interface Filter {
  readonly direction?: string | undefined
  readonly state?: string | undefined
  readonly cursor?: string | undefined
  readonly limit?: number | undefined
}

/** Releases in and out, newest first. */
export async function findReleases(
  ctx: Context,
  filter: Filter,
): Promise<{ readonly rows: readonly ReleaseRow[]; readonly next: string | undefined }> {
  const limit = filter.limit ?? 50
  const before = /^[0-9a-f-]{36}$/.test(filter.cursor ?? '') ? filter.cursor : null
  const found = await ctx.tx.client.query<ReleaseRow>(
    `select ${columns} from ${tables} where ${condition} and ($3::uuid is null or r.id < $3)
       and ($4::text is null or r.direction = $4) and ($5::text is null or r.state = $5)
     order by r.id desc limit $6`,
    [
      Buffer.from(ctx.visible),
      await recalledFor(ctx),
      before,
      filter.direction ?? null,
      filter.state ?? null,
      limit + 1,
    ],
  )
  const rows = found.rows.slice(0, limit)
  return { rows, next: found.rows.length > limit ? rows.at(-1)?.id : undefined }
}

export function viewOf(ctx: Context, row: ReleaseRow): ReleaseView {
  const name = row.is_visible
    ? (row.package.statements.find((one) => one.property === 'name') ?? row.package.statements[0])?.value
    : undefined
  const isOwn = row.direction === 'out' && row.organisation === ctx.actor.organisation
  const can = [
    ...(row.state === 'waiting' &&
    row.created_by !== ctx.actor.person &&
    mayDo(ctx, 'exchange.approve', 'node', true).allow
      ? ['exchange.approve']
      : []),
    ...(isOwn && ['waiting', 'sent', 'applied'].includes(row.state) && keepsBooks(ctx)
      ? ['exchange.recall']
      : []),
  ]
  const shows = row.is_visible && (row.direction === 'out' || row.state !== 'recalled')
  return {
    id: row.id,
    direction: row.direction,
    peer: { node: row.peer, name: { en: row.peer_en, th: row.peer_th } },
    agreement: row.agreement_id,
    organisation: row.organisation,
    state: row.state,
    purpose: row.purpose,
    legalBasis: row.legal_basis,
    reason: row.is_visible ? row.reason : '',
    ...(row.expires_on === null ? {} : { expiresOn: row.expires_on }),
    caption: name ?? '',
    ...(shows && row.entity !== null ? { entity: row.entity } : {}),
    ...(shows ? { package: row.package } : {}),
    createdAt: row.created_at.toISOString(),
    ...(row.by_en === null ? {} : { createdBy: { en: row.by_en, th: row.by_th ?? row.by_en } }),
    ...(row.approved_at === null ? {} : { approvedAt: row.approved_at.toISOString() }),
    ...(row.approver_en === null
      ? {}
      : { approvedBy: { en: row.approver_en, th: row.approver_th ?? row.approver_en } }),
    ...(row.approval_reason === null || !row.is_visible ? {} : { approvalReason: row.approval_reason }),
    ...(row.recalled_at === null ? {} : { recalledAt: row.recalled_at.toISOString() }),
    ...(row.recall_reason === null || !row.is_visible ? {} : { recallReason: row.recall_reason }),
    receipts: row.receipts.map(({ state, at }) => ({ state, at: new Date(at).toISOString() })),
    can,
  }
}

/** What waits for this person's approval, and what came in lately. */
export async function waitingReleases(
  ctx: Context,
): Promise<{ decide: { id: string; at: Date }[]; received: { id: string; at: Date }[] }> {
  const waiting = await findReleases(ctx, { direction: 'out', state: 'waiting', limit: 20 })
  const received = await findReleases(ctx, { direction: 'in', state: 'applied', limit: 20 })
  const brief = (row: ReleaseRow): { id: string; at: Date } => ({ id: row.id, at: row.created_at })
  return {
    decide: waiting.rows.filter((row) => viewOf(ctx, row).can.includes('exchange.approve')).map(brief),
    received: received.rows.map(brief),
  }
}
