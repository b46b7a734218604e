import type { Bytes, MappedReader } from '../format.ts'
import { limitsOf } from '../json/stream.ts'
import { defectOf } from '../rule.ts'
import type { RuleName } from '../rule.ts'
import { readHeader } from './header.ts'
import type { Mapping } from './mapping.ts'
import { createRowReader } from './read-row.ts'
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

/** The sheets of a workbook with their headers and at most 200 rows each, or the rule the file breaks. */
export async function listSheets(
  bytes: Bytes,
): Promise<readonly SheetSample[] | { readonly rule: RuleName }> {
  const sheets = await openWorkbook(bytes, limitsOf(undefined))
  if ('rule' in sheets) return sheets
  return sheets.map(({ name, rows }) => ({
    name,
    header: readHeader(rows[0] ?? []).header,
    rows: rows.slice(1, 201),
  }))
}

/** Rows of one sheet by a mapping. */
export const readXlsx: MappedReader<SheetMapping> = async function* readXlsx(bytes, options) {
  const limits = limitsOf(options)
  const sheets = await openWorkbook(bytes, limits)
  if ('rule' in sheets) {
    yield defectOf(sheets.rule, 'rejected', {}, '')
    return
  }
  const sheet = chosen(sheets, options.mapping.sheet)
  const [first, ...rows] = sheet?.rows ?? []
  if (!first) {
    yield defectOf('no-records', 'rejected', {}, options.mapping.sheet ?? '')
    return
  }
  const { header, items } = readHeader(first)
  yield* items
  const reader = createRowReader(header, options.mapping, options.defaultCountry)
  for (const [index, cells] of rows.entries()) yield* reader.read(cells, index + 2)
}

function chosen(sheets: readonly Sheet[], name: string | undefined): Sheet | undefined {
  return name === undefined
    ? sheets.find((sheet) => sheet.rows.length > 0)
    : sheets.find((sheet) => sheet.name === name)
}
