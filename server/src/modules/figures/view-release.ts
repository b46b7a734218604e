import type { FigureAsk, FigureRelease, FigureReleaseRow } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { mayDo } from '../../permit.ts'
import { notFound } from '../../problem.ts'
import { seal, unseal } from '../../seal.ts'
import { tellDecision } from '../../tell-decision.ts'
import type { DecisionRow } from '../../tell-decision.ts'
import { gatherTables } from './place-people.ts'
import type { GatheredCell } from './place-people.ts'
import { getTables } from './register.ts'
import type { HeldTable } from './register.ts'

export interface ReleaseRow extends DecisionRow {
  readonly id: string
  readonly organisation: string
  readonly organisation_en: string
  readonly organisation_th: string
  readonly figure: FigureAsk['figure']
  readonly from_month: string
  readonly until_month: string
  readonly as_of: Date
  readonly audience: FigureAsk['audience']
  readonly recipients: readonly string[]
  readonly rounding: FigureAsk['rounding']
  readonly bound: number
  readonly state: FigureRelease['state']
  readonly by_person: string
  readonly withdrawn_at: Date | null
  readonly withdrawn_reason: string | null
}

/**
 * Releases somebody sees: what is public, what names their organisation, and all of their own organisation's where they
 * count or release. $1: organisation, $2: whether they do. `r` is the release's row.
 */
const seesIt = `((r.state in ('released', 'withdrawn') and (r.audience = 'public' or $1 = any(r.recipients)))
  or (r.organisation = $1 and ($2 or r.state in ('released', 'withdrawn'))))`

const selection = `select r.id, r.organisation, o.name_en as organisation_en, o.name_th as organisation_th, r.figure,
    r.from_month, r.until_month, r.as_of, r.audience, r.recipients, r.rounding, r.bound, r.state, r.reason, r.by_person, r.at,
    r.decided_at, r.decided_reason, r.withdrawn_at, r.withdrawn_reason,
    b.name_en as by_en, b.name_th as by_th, d.name_en as decider_en, d.name_th as decider_th
  from figure_release r join organisation o on o.code = r.organisation join person b on b.id = r.by_person
  left join person d on d.id = r.decided_by where ${seesIt}`

/** Whether the reader works on figures of their organisation: then what waits and what was refused is seen too. */
function worksHere(ctx: Context): boolean {
  return mayDo(ctx, 'figure.count', 'node').allow || mayDo(ctx, 'figure.agree', 'node').allow
}

export async function seesRelease(ctx: Context, id: string): Promise<boolean> {
  const found = await ctx.tx.client.query(`select 1 from figure_release r where ${seesIt} and r.id = $3`, [
    ctx.actor.organisation,
    worksHere(ctx),
    id,
  ])
  return (found.rowCount ?? 0) > 0
}

export async function getRelease(
  ctx: Context,
  id: string,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<ReleaseRow> {
  const found = await ctx.tx.client.query<ReleaseRow>(
    `${selection} and r.id = $3 ${lock ? 'for no key update of r' : ''}`,
    [ctx.actor.organisation, worksHere(ctx), id],
  )
  return found.rows[0] ?? Promise.reject(notFound())
}

export async function readRelease(ctx: Context, id: string): Promise<FigureRelease> {
  const row = await getRelease(ctx, id)
  const tables = await getTables(ctx, id)
  await audit(ctx, { action: 'figure.read', object: id })
  return {
    ...rowOf(row),
    bound: row.bound,
    ...tellDecision(row),
    ...(row.withdrawn_reason === null ? {} : { withdrawnReason: row.withdrawn_reason }),
    tables: shownTables(row, tables),
    can: canOf(ctx, row),
  }
}

/** Tables as they leave: a cell that is held back has no number and no reason. */
export function shownTables(
  { rounding }: Pick<ReleaseRow, 'rounding'>,
  tables: readonly HeldTable[],
): FigureRelease['tables'] {
  const isHeld = ({ table, key }: GatheredCell): boolean => tables[table]?.held.has(key) === true
  return gatherTables(tables).map(({ cells, ...table }) => ({
    ...table,
    rows: [...table.rows],
    columns: [...table.columns],
    cells: cells.map((cell) => ({
      ...(cell.row === undefined ? {} : { row: cell.row }),
      ...(cell.column === undefined ? {} : { column: cell.column }),
      ...(isHeld(cell)
        ? {}
        : { people: rounding === 'five' ? Math.round(cell.people / 5) * 5 : cell.people }),
    })),
  }))
}

function canOf(ctx: Context, row: ReleaseRow): string[] {
  if (row.organisation !== ctx.actor.organisation) return []
  const decides = mayDo(ctx, 'figure.agree', 'node', true).allow && row.by_person !== ctx.actor.person
  if (row.state === 'waiting') return decides ? ['figureReleaseAgree', 'figureReleaseRefuse'] : []
  return row.state === 'released' && mayDo(ctx, 'figure.agree', 'node').allow ? ['figureReleaseWithdraw'] : []
}

function rowOf(row: ReleaseRow): FigureReleaseRow {
  return {
    id: row.id,
    figure: row.figure,
    since: row.from_month,
    until: row.until_month,
    audience: row.audience,
    recipients: [...row.recipients],
    rounding: row.rounding,
    organisation: row.organisation,
    organisationName: { en: row.organisation_en, th: row.organisation_th },
    state: row.state,
    asOf: row.as_of.toISOString(),
    at: row.at.toISOString(),
    ...(row.decided_at === null ? {} : { decidedAt: row.decided_at.toISOString() }),
    ...(row.withdrawn_at === null ? {} : { withdrawnAt: row.withdrawn_at.toISOString() }),
  }
}

/** The register, newest first. */
export async function listReleases(
  ctx: Context,
  { cursor, limit = 50 }: { readonly cursor?: string; readonly limit?: number },
): Promise<{ items: FigureReleaseRow[]; next?: string; count: number }> {
  const [from] = unseal(ctx.node, 'place', cursor) ?? [0]
  const reader = [ctx.actor.organisation, worksHere(ctx)]
  const found = await ctx.tx.client.query<ReleaseRow>(
    `${selection} order by r.at desc, r.id desc limit $3 offset $4`,
    [...reader, limit + 1, from],
  )
  const counted = await ctx.tx.client.query<{ count: number }>(
    `select count(*)::int as count from figure_release r where ${seesIt}`,
    reader,
  )
  const items = found.rows.slice(0, limit).map(rowOf)
  await audit(ctx, { action: 'figure.listed', detail: { count: items.length } })
  return {
    items,
    count: counted.rows[0]?.count ?? 0,
    ...(found.rows.length > limit ? { next: seal(ctx.node, 'place', from + limit) } : {}),
  }
}
