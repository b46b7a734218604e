import { writeCsvRows } from '../write/write-csv.ts'
import { htcdsExtensions } from './extension.ts'
import { htcdsFields } from './field.ts'
import type { HtcdsCase } from './read-htcds.ts'

const names = [...htcdsFields, ...htcdsExtensions].map(({ name }) => name)

/** Cases as a file, their fields in the order of the standard. Of a table only columns that some case has. */
export function writeHtcds(cases: readonly HtcdsCase[], format: 'json' | 'csv'): Buffer {
  if (format === 'json') {
    const ordered = cases.map((one) =>
      Object.fromEntries(names.flatMap((name) => (one[name] === undefined ? [] : [[name, one[name]]]))),
    )
    return Buffer.from(
      `${JSON.stringify({ standard: 'HTCDS', version: '2.0', cases: ordered }, undefined, 1)}\n`,
    )
  }
  const used = names.filter((name) => cases.some((one) => one[name] !== undefined))
  return writeCsvRows([used, ...cases.map((one) => used.map((name) => cellOf(one[name])))])
}

function cellOf(value: HtcdsCase[string] | undefined): string {
  if (value === undefined) return ''
  return typeof value === 'object' ? value.join(';') : String(value)
}
