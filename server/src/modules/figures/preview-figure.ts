import type { FigurePeopleQuery, FigurePreview, FigurePreviewQuery } from '@shield/contract'
import { releaseBounds } from '@shield/core'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { mayDo } from '../../permit.ts'
import { faultAt } from '../../problem.ts'
import { findCounted } from './find-people.ts'
import { holdBackFigure } from './hold-back.ts'
import { gatherTables, placePeople } from './place-people.ts'
import type { FigureTable } from './place-people.ts'
import { findReleased } from './register.ts'
import type { Released } from './register.ts'
import { seesRelease } from './view-release.ts'

/** Longest window of a figure, in months. */
const mostMonths = 60

/** Counts inside: what would be shown, and what would stay back and why. Nothing is kept of it. */
export async function previewFigure(ctx: Context, query: FigurePreviewQuery): Promise<FigurePreview> {
  const { all, tables } = await countFigure(ctx, query)
  const codes = [...(tables[0]?.placed.keys() ?? [])]
  const released = await findReleased(ctx, codes)
  const found = holdBackFigure(tables, released, query.audience)
  await audit(ctx, { action: 'figure.counted', detail: { figure: query.figure, people: codes.length } })
  return {
    figure: query.figure,
    since: query.since,
    until: query.until,
    asOf: ctx.now.toISOString(),
    organisation: ctx.actor.organisation,
    people: all,
    counted: codes.length,
    bound: releaseBounds[query.audience],
    tables: gatherTables(tables).map(({ cells, ...table }) => ({
      ...table,
      rows: [...table.rows],
      columns: [...table.columns],
      cells: cells.map(({ row, column, people, key, table: index }) => {
        const held = found.state === 'held' ? found.tables[index]?.held.get(key) : undefined
        return {
          ...(row === undefined ? {} : { row }),
          ...(column === undefined ? {} : { column }),
          ...{ people, ...(held === undefined ? {} : { held }) },
        }
      }),
    })),
    ...(found.state === 'refused' ? { refused: await told(ctx, found.refused, released) } : {}),
    can: found.state === 'held' && mayDo(ctx, 'figure.count', 'node').allow ? ['figureAskRelease'] : [],
  }
}

interface CountedFigure {
  /** Everybody of these months. */
  readonly all: number
  readonly tables: readonly FigureTable[]
}

export async function countFigure(ctx: Context, query: FigurePreviewQuery): Promise<CountedFigure> {
  checkMonths(query)
  const { figure, since, until, audience } = query
  const { all, people } = await findCounted(ctx, figure, { since, until })
  return { all, tables: placePeople(figure, people, { since, until, bound: releaseBounds[audience] }) }
}

function checkMonths({ since, until }: Pick<FigurePreviewQuery, 'since' | 'until'>): void {
  const months = monthNumber(until) - monthNumber(since) + 1
  if (months < 1)
    throw faultAt('/until', {
      en: 'choose a last month that is not before the first',
      th: 'โปรดเลือกเดือนสุดท้ายที่ไม่อยู่ก่อนเดือนแรก',
    })
  if (months > mostMonths)
    throw faultAt('/until', { en: 'choose five years at most', th: 'โปรดเลือกไม่เกินห้าปี' })
}

function monthNumber(month: string): number {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return year * 12 + number
}

/** A release that stands against it is named only where the reader may see it. */
async function told(
  ctx: Context,
  refused: NonNullable<FigurePreview['refused']>,
  released: readonly Released[],
): Promise<NonNullable<FigurePreview['refused']>> {
  const { release, ...rest } = refused
  if (release === undefined || !released.some(({ id }) => id === release)) return rest
  return (await seesRelease(ctx, release)) ? { ...rest, release } : rest
}

/** The people behind a number, by code: for those alone who may see each of them. */
export async function listFigurePeople(
  ctx: Context,
  query: FigurePeopleQuery,
): Promise<{ items: { code: string; arrivedAt: string }[]; next?: string; count: number }> {
  checkMonths(query)
  const { figure, since, until, audience } = query
  const { people } = await findCounted(ctx, figure, { since, until })
  const tables = placePeople(figure, people, { since, until, bound: releaseBounds[audience] })
  const isIn = cellOf(tables, query)
  const found = people.filter(({ code }) => isIn(code) && code > (query.cursor ?? ''))
  const limit = query.limit ?? 50
  const shown = found.slice(0, limit)
  await audit(ctx, {
    action: 'figure.people',
    detail: {
      figure,
      table: query.table,
      row: query.row ?? -1,
      column: query.column ?? -1,
      count: shown.length,
    },
  })
  const last = shown.at(-1)
  return {
    items: shown.map(({ code, arrivedAt }) => ({ code, arrivedAt: arrivedAt.toISOString() })),
    count: people.filter(({ code }) => isIn(code)).length,
    ...(found.length > limit && last ? { next: last.code } : {}),
  }
}

/** Whether somebody stands in the cell that was asked for. */
function cellOf(
  tables: readonly FigureTable[],
  { table, row, column }: FigurePeopleQuery,
): (code: string) => boolean {
  const gathered = gatherTables(tables)[table]
  const cell = gathered?.cells.find((one) => one.row === row && one.column === column)
  const from = cell === undefined ? undefined : tables[cell.table]
  if (cell === undefined || from === undefined)
    throw faultAt('/table', { en: 'open the number from its table', th: 'โปรดเปิดตัวเลขจากตารางของมัน' })
  const [inRow, inColumn] = cell.key.split(':')
  const width = from.columns.length
  return (code) => {
    const place = from.placed.get(code)
    if (place === undefined) return false
    return (
      (inRow === '*' || Math.floor(place / width) === Number(inRow)) &&
      (inColumn === '*' || place % width === Number(inColumn))
    )
  }
}
