import { createReadStream } from 'node:fs'

import { listSheets, rules, sniffTable } from '@shield/formats'
import type { TableChoice } from '@shield/formats'

import { Problem } from '../../problem.ts'
import { headOf } from './read-file.ts'

/** The header and first rows of a table, and how it is written. */
export interface Sample {
  readonly header: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly sheets: readonly string[]
  readonly sheet?: string
  readonly encoding?: string
  readonly delimiter?: string
}

export interface Wanted extends TableChoice {
  readonly sheet?: string | undefined
}

/** A sample of a table by its first bytes; of a workbook, of the named sheet or the first that has a header. */
export async function sampleOf(path: string, format: 'csv' | 'xlsx', wanted: Wanted): Promise<Sample> {
  const { sheet, ...choice } = wanted
  if (format === 'csv') return { ...sniffTable(await headOf(path, 65_536), choice), sheets: [] }
  const sheets = await listSheets(createReadStream(path), choice.headerRow)
  if ('rule' in sheets) {
    const { wrong, mend } = rules[sheets.rule]
    throw new Problem('format-unknown', { en: `${wrong.en} ${mend.en}`, th: `${wrong.th} ${mend.th}` })
  }
  const chosen = sheets.find((one) => one.name === sheet) ?? sheets.find((one) => one.header.length > 0)
  return {
    header: chosen?.header ?? [],
    rows: chosen?.rows ?? [],
    sheets: sheets.map((one) => one.name),
    ...(chosen ? { sheet: chosen.name } : {}),
  }
}
