import type { Bytes, MappedReader } from '../format.ts'
import { limitsOf } from '../json/stream.ts'
import { defectOf } from '../rule.ts'
import type { RuleName } from '../rule.ts'
import { readHeader } from './header.ts'
import type { Mapping } from './mapping.ts'
import { createTableReader } from './table-reader.ts'
import { openWorkbook } from './workbook.ts'
import type { Sheet } from './workbook.ts'

/** Which sheet, and what its columns mean; without a name the first sheet that has rows. */
export interface SheetMapping extends Mapping {
  readonly sheet?: string
}

export interface SheetSample {
  readonly name: string
  readonly header: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** Characters of all samples: a screen shows less, and a hostile workbook has a thousand sheets. */
const mostSampleText = 8_000_000

/** The sheets of a workbook with their headers and at most 200 rows each, or the rule the file breaks. */
export async function listSheets(
  bytes: Bytes,
  headerRow = 1,
): Promise<readonly SheetSample[] | { readonly rule: RuleName }> {
  const sheets = await openWorkbook(bytes, limitsOf(undefined))
  if ('rule' in sheets) return sheets
  const samples: SheetSample[] = []
  let left = mostSampleText
  for (const sheet of sheets) {
    const rows: (readonly string[])[] = []
    for await (const { cells, row, fault } of sheet.rows()) {
      if (row >= headerRow && fault?.weight !== 'rejected') rows.push(cells)
      left -= cells.reduce((sum, cell) => sum + cell.length, 0)
      if (rows.length > 200 || left < 0) break
    }
    const { header } = readHeader(rows[0] ?? [], 1)
    samples.push({
      name: sheet.name,
      header,
      rows: rows.slice(1).map((cells) => padded(cells, header.length)),
    })
  }
  return samples
}

/** Rows of one sheet by a mapping. */
export const readXlsx: MappedReader<SheetMapping> = async function* readXlsx(bytes, options) {
  const limits = limitsOf(options)
  const sheets = await openWorkbook(bytes, limits)
  if ('rule' in sheets) {
    yield defectOf(sheets.rule, 'rejected', {}, '')
    return
  }
  const sheet = await chosen(sheets, options.mapping.sheet)
  const table = createTableReader(options, limits)
  let width = 0
  for await (const row of sheet?.rows() ?? []) {
    if (width === 0) width = row.cells.length
    yield* table.read(row.fault ? row : { ...row, cells: padded(row.cells, width) })
    if (table.isFull()) return
  }
  if (table.isEmpty()) yield defectOf('no-records', 'rejected', {}, options.mapping.sheet ?? '')
}

/** A sheet leaves out the empty cells at the end of a row. */
function padded(cells: readonly string[], width: number): readonly string[] {
  return cells.length >= width ? cells : [...cells, ...Array.from({ length: width - cells.length }, () => '')]
}

async function chosen(sheets: readonly Sheet[], name: string | undefined): Promise<Sheet | undefined> {
  if (name !== undefined) return sheets.find((sheet) => sheet.name === name)
  for (const sheet of sheets) {
    const first = await sheet.rows().next()
    if (!first.done) return sheet
  }
  return undefined
}
