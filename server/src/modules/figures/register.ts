import type { FigureAsk } from '@shield/contract'
import { releaseBounds } from '@shield/core'
import type { Audience, Before, HeldBecause, ShownTable } from '@shield/core'

import type { Context } from '../../context.ts'
import type { FigureTable } from './place-people.ts'

/** A table of a release with what stayed back of it. */
export interface HeldTable extends FigureTable {
  readonly held: ReadonlyMap<string, HeldBecause>
}

export interface Released {
  readonly id: string
  readonly audience: Audience
  readonly tables: readonly HeldTable[]
}

interface TableRow {
  readonly release_id: string
  readonly audience: Audience
  readonly population: readonly string[]
  readonly members: readonly string[]
  readonly block: number
  readonly row_dimension: string
  readonly column_dimension: string | null
  readonly rows: readonly string[]
  readonly columns: readonly string[]
  readonly places: readonly number[]
  readonly held: readonly (readonly [string, HeldBecause])[]
}

/**
 * Everything that ever left this node and counts any of these people, whichever organisation released it; withdrawn ones
 * too, for who has read them has read them. One at a time: two releases that wait for each other's check can't both pass.
 */
export async function findReleased(ctx: Context, codes: readonly string[]): Promise<readonly Released[]> {
  await ctx.tx.client.query('select pg_advisory_xact_lock(7438060)')
  return tablesOf(ctx, `r.state in ('released', 'withdrawn') and r.members && $1::text[]`, codes)
}

export async function getTables(ctx: Context, id: string): Promise<readonly HeldTable[]> {
  return (await tablesOf(ctx, 'r.id = $1', id))[0]?.tables ?? []
}

async function tablesOf(ctx: Context, which: string, value: unknown): Promise<readonly Released[]> {
  const found = await ctx.tx.client.query<TableRow>(
    `select t.*, r.audience, r.members, case r.figure when 'yearly-report' then array['standing=identified'] else '{}' end
       as population
     from figure_release r join figure_table t on t.release_id = r.id where ${which} order by r.at, r.id, t.position`,
    [value],
  )
  const releases = new Map<string, { id: string; audience: Audience; tables: HeldTable[] }>()
  for (const row of found.rows) {
    const release = releases.get(row.release_id) ?? { id: row.release_id, audience: row.audience, tables: [] }
    release.tables.push({
      ...{ block: row.block, population: row.population, rowDimension: row.row_dimension },
      ...(row.column_dimension === null ? {} : { columnDimension: row.column_dimension }),
      ...{ rows: row.rows, columns: row.columns },
      placed: new Map(row.members.map((code, at) => [code, row.places[at] ?? 0])),
      held: new Map(row.held),
    })
    releases.set(row.release_id, release)
  }
  return [...releases.values()]
}

export async function addRelease(
  ctx: Context,
  { id, ask, reason }: { readonly id: string; readonly ask: FigureAsk; readonly reason: string },
  tables: readonly HeldTable[],
): Promise<void> {
  const members = [...(tables[0]?.placed.keys() ?? [])]
  await ctx.tx.client.query(
    `insert into figure_release (id, organisation, figure, from_month, until_month, as_of, audience, recipients, rounding,
       bound, members, state, reason, by_person, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'waiting', $12, $13, $6)`,
    [
      ...[id, ctx.actor.organisation, ask.figure, ask.since, ask.until, ctx.now, ask.audience],
      ...[ask.recipients, ask.rounding, releaseBounds[ask.audience], members, reason, ctx.actor.person],
    ],
  )
  for (const [position, table] of tables.entries())
    await ctx.tx.client.query(
      `insert into figure_table (release_id, position, block, row_dimension, column_dimension, rows, columns, places, held)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        ...[id, position, table.block, table.rowDimension, table.columnDimension ?? null],
        ...[table.rows, table.columns, members.map((code) => table.placed.get(code) ?? 0)],
        JSON.stringify([...table.held]),
      ],
    )
}

/**
 * What a table is held against: of each release its tables of the same dimensions, and its first for the number of all.
 * The public bound is kept against what everybody has read; whoever reads a partner's tables has read the public ones too.
 */
export function comparable(
  table: FigureTable,
  released: readonly Released[],
  audience: Audience,
): {
  readonly before: readonly (Before & { readonly release: string })[]
  readonly beside: readonly ShownTable[]
} {
  const sharing = ({ rowDimension, columnDimension }: FigureTable): boolean =>
    [table.rowDimension, table.columnDimension].some(
      (one) => one !== undefined && (one === rowDimension || one === columnDimension),
    )
  const tablesIn = (release: Released): readonly HeldTable[] =>
    release.tables.filter((one, index) => index === 0 || sharing(one))
  const isBefore = (release: Released): boolean => audience === 'partner' || release.audience === 'public'
  return {
    before: released.filter(isBefore).flatMap((release) =>
      tablesIn(release).map((shown) => ({
        ...{ shown, release: release.id },
        // A public table holds back under eleven what a partner may be told from five on.
        keepsHeld: release.audience === audience,
      })),
    ),
    beside: released.filter((release) => !isBefore(release)).flatMap(tablesIn),
  }
}
