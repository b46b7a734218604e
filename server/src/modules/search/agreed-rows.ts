import { packageLimits } from '@shield/contract'
import type { AgreedExport } from '@shield/contract'
import type { Purpose } from '@shield/core'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { mayDo } from '../../permit.ts'
import { notFound } from '../../problem.ts'
import { seal, unseal } from '../../seal.ts'
import { tellDecision } from '../../tell-decision.ts'
import type { DecisionRow } from '../../tell-decision.ts'
import { captionsOf } from '../registry/index.ts'

export interface AgreedRow extends DecisionRow {
  readonly id: string
  readonly organisation: string
  readonly format: AgreedExport['format']
  /** An array of bigint comes as text. */
  readonly entities: readonly string[]
  readonly markings: readonly number[]
  readonly standing_at: Date
  readonly purpose: Purpose
  readonly reference: string
  readonly state: Exclude<AgreedExport['state'], 'expired'>
  readonly by_person: string
}

/** After it was agreed to, who asked has so long to take the file. */
const hours = 24
export const takenUntil = ({ decided_at }: Pick<AgreedRow, 'decided_at'>): Date | undefined =>
  decided_at === null ? undefined : new Date(decided_at.getTime() + hours * 3_600_000)

interface Selection {
  readonly more: string
  readonly values: readonly unknown[]
  readonly lock?: boolean
}

/** The own organisation's, and only for who may read everything it would take out. */
export async function selectAgreed(
  ctx: Context,
  { more, values, lock = false }: Selection,
): Promise<readonly AgreedRow[]> {
  const found = await ctx.tx.client.query<AgreedRow>(
    `select r.*, b.name_en as by_en, b.name_th as by_th, d.name_en as decider_en, d.name_th as decider_th
     from export_request r join person b on b.id = r.by_person left join person d on d.id = r.decided_by
     where r.organisation = $2 and not exists (select 1 from unnest(r.markings) as m where not visible($1, m))
       and ${more} ${lock ? 'for update of r' : ''}`,
    [Buffer.from(ctx.visible), ctx.actor.organisation, ...values],
  )
  return found.rows
}

export async function getAgreed(ctx: Context, id: string): Promise<AgreedRow> {
  const [row] = await selectAgreed(ctx, { more: 'r.id = $3', values: [id], lock: true })
  if (!row) throw notFound()
  return row
}

export async function viewAgreed(ctx: Context, id: string): Promise<AgreedExport> {
  const [row] = await selectAgreed(ctx, { more: 'r.id = $3', values: [id] })
  if (!row) throw notFound()
  return viewOf(ctx, row)
}

const pageSize = 50

/** Requests of the own organisation, those that wait first, then the newest. */
export async function listAgreed(
  ctx: Context,
  page: { readonly cursor?: string; readonly limit?: number },
): Promise<{ items: AgreedExport[]; next?: string }> {
  const limit = page.limit ?? pageSize
  const [from] = unseal(ctx.node, 'place', page.cursor) ?? [0]
  const rows = await selectAgreed(ctx, {
    more: `true order by r.state <> 'waiting', r.at desc, r.id desc offset $3 limit $4`,
    values: [from, limit + 1],
  })
  const items: AgreedExport[] = []
  for (const row of rows.slice(0, limit)) items.push(await viewOf(ctx, row))
  await audit(ctx, {
    action: 'entity.listed',
    shown: items.flatMap(({ first, releasable }) => releasable ?? first.map((one) => one.id)),
  })
  return { items, ...(rows.length > limit ? { next: seal(ctx.node, 'place', from + limit) } : {}) }
}

interface WaitingExport {
  readonly id: string
  readonly at: Date
  readonly by: { readonly en: string; readonly th: string }
}

/** Requests that this person may decide, that this person has made, and of those the ones of which the file may be taken. */
export async function waitingExports(
  ctx: Context,
): Promise<Readonly<Record<'decide' | 'proposed' | 'ready', readonly WaitingExport[]>>> {
  const rows = await selectAgreed(ctx, {
    more: `r.state in ('waiting', 'approved') order by r.at limit 100`,
    values: [],
  })
  const having = (can: string): readonly WaitingExport[] =>
    rows
      .filter((row) => canOf(ctx, row).includes(can))
      .map((row) => ({ id: row.id, at: row.at, by: { en: row.by_en, th: row.by_th } }))
  return { decide: having('content.export'), proposed: having('withdraw'), ready: having('take') }
}

function stateOf(ctx: Context, row: AgreedRow): AgreedExport['state'] {
  const until = takenUntil(row)
  return row.state === 'approved' && until && until < ctx.now ? 'expired' : row.state
}

function canOf(ctx: Context, row: AgreedRow): string[] {
  const state = stateOf(ctx, row)
  if (row.by_person === ctx.actor.person) {
    if (state === 'waiting') return ['withdraw']
    return state === 'approved' && row.purpose === ctx.purpose ? ['take'] : []
  }
  const allowed = row.markings.every(
    (marking) => mayDo(ctx, 'content.export', ctx.node.markings.block(marking), true).allow,
  )
  return state === 'waiting' && allowed ? ['content.export'] : []
}

/** What was refused or withdrawn is not handed over by another door from here; a release asks for a second person of its own. */
function mayRelease(ctx: Context, { entities, state }: AgreedRow): boolean {
  return (
    entities.length <= packageLimits.entities &&
    state !== 'refused' &&
    state !== 'withdrawn' &&
    mayDo(ctx, 'exchange.release', 'node').allow
  )
}

const mostNamed = 20

async function viewOf(ctx: Context, row: AgreedRow): Promise<AgreedExport> {
  const isReleasable = mayRelease(ctx, row)
  const looked = row.entities.slice(0, isReleasable ? packageLimits.entities : mostNamed)
  const named = [...(await captionsOf(ctx, looked.map(Number))).values()]
  const until = takenUntil(row)
  return {
    id: row.id,
    state: stateOf(ctx, row),
    format: row.format,
    count: row.entities.length,
    first: named.slice(0, mostNamed).map(({ wire, kind, caption }) => ({ id: wire, kind, caption })),
    ...(isReleasable ? { releasable: named.map(({ wire }) => wire) } : {}),
    markings: row.markings.map((marking) => ctx.node.markings.block(marking)),
    purpose: row.purpose,
    reference: row.reference,
    ...tellDecision(row),
    ...(row.state === 'approved' && until ? { until: until.toISOString() } : {}),
    can: canOf(ctx, row),
  }
}
