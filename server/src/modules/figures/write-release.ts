import { Readable } from 'node:stream'

import type { FigureRelease } from '@shield/contract'
import { dimensions, figures } from '@shield/core'
import type { DimensionName, FigureDimension } from '@shield/core'
import { threeLetterCode, writeCsvRows, writeWorkbook } from '@shield/formats'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import type { Download } from '../../serve.ts'
import { readRelease } from './view-release.ts'

type Cells = readonly (string | number)[]

/** What stands for a number that is held back: never empty, so that nobody takes it for nothing. */
const heldMark = '*'

/** A release as a file: first what it counts and of when, then its tables. A withdrawn one says so in its first line. */
export async function writeRelease(ctx: Context, id: string, format: 'csv' | 'xlsx'): Promise<Download> {
  const release = await readRelease(ctx, id)
  await audit(ctx, { action: 'figure.taken', object: id, detail: { format } })
  const name = `${release.figure}-${release.since}-${release.until}`
  const tables = release.tables.map((table) => ({
    name: dimensionName(table.rowDimension),
    rows: linesOf(table, release.figure),
  }))
  if (format === 'csv') {
    const rows = [...definitionOf(release), ...tables.flatMap((table) => [[], ...table.rows])]
    return {
      fileName: `${name}.csv`,
      contentType: 'text/csv; charset=utf-8',
      body: Readable.from([writeCsvRows(rows)]),
    }
  }
  const sheets = [{ name: 'Definition', rows: definitionOf(release) }, ...tables]
  return {
    fileName: `${name}.xlsx`,
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    body: Readable.from([writeWorkbook(sheets)]),
  }
}

function definitionOf(release: FigureRelease): readonly Cells[] {
  const { name, counts } = figures[release.figure]
  return [
    [name.en, name.th],
    ...(release.state === 'withdrawn'
      ? [['WITHDRAWN', 'ถอนแล้ว', release.withdrawnAt ?? '', release.withdrawnReason ?? '']]
      : []),
    ...(release.state === 'released' || release.state === 'withdrawn'
      ? []
      : [['NOT RELEASED', 'ยังไม่เผยแพร่']]),
    ['Counts', counts.en],
    ['นับ', counts.th],
    ['Organisation', release.organisationName.en, release.organisationName.th],
    ['Months (UTC)', release.since, release.until],
    ['As of', release.asOf],
    ['For', release.audience, release.recipients.join(' ')],
    ['Held back (*)', `numbers under ${release.bound}, and others from which they could be computed`],
    ...(release.rounding === 'five'
      ? [['Rounded', 'each number to the nearest 5; totals do not add up']]
      : []),
    ['Release', release.id],
  ]
}

function linesOf(table: FigureRelease['tables'][number], figure: FigureRelease['figure']): readonly Cells[] {
  const { rows, columns, rowDimension, columnDimension, cells, isMany } = table
  const at = (row?: number, column?: number): string | number =>
    cells.find((cell) => cell.row === row && cell.column === column)?.people ?? heldMark
  const isWide = columnDimension !== undefined
  const head = isWide
    ? columns.map((value) => valueName(columnDimension, value))
    : ['People', ...(isMany ? ['of'] : [])]
  return [
    ['code', dimensionName(rowDimension), ...head, ...(isWide ? ['Total'] : [])],
    ...rows.map((value, row) => [
      codeOf(rowDimension, value, figure),
      valueName(rowDimension, value),
      ...columns.map((_, column) => at(row, column)),
      ...(isWide ? [at(row)] : []),
      ...(isMany ? [at()] : []),
    ]),
    ...(isMany
      ? []
      : [['', 'Total', ...(isWide ? columns.map((_, column) => at(undefined, column)) : []), at()]]),
  ]
}

/** A country as the reader of the file writes it: CTDC with three letters. */
function codeOf(name: DimensionName, value: string, figure: FigureRelease['figure']): string {
  const { values }: FigureDimension = dimensions[name]
  return figure === 'ctdc-27' && values === 'country' ? threeLetterCode(value) : value
}

function dimensionName(name: DimensionName): string {
  return dimensions[name].name.en
}

function valueName(name: DimensionName, value: string): string {
  const { values }: FigureDimension = dimensions[name]
  return typeof values === 'string' ? value : (values[value]?.en ?? value)
}
