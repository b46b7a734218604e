import { csvText } from '../csv.ts'
import type { Row } from '../csv.ts'
import type { TableMapping, WorldFile } from '../world.ts'

/** A table with its mapping as a file of the world; the columns are the header, in order. */
export function tableFile(
  about: Omit<WorldFile, 'text' | 'mapping' | 'format'> & { readonly format?: 'csv' | 'xlsx-as-csv' },
  table: {
    readonly columns: readonly string[]
    readonly rows: readonly Row[]
    readonly mapping: TableMapping
  },
): WorldFile {
  return {
    format: 'csv',
    ...about,
    mapping: table.mapping,
    text: csvText(table.columns, table.rows),
  }
}

/** FtM's stream: one JSON entity a line. */
export function ftmText(entities: readonly FtmEntity[]): string {
  return entities.map((entity) => `${JSON.stringify(entity)}\n`).join('')
}

export interface FtmEntity {
  readonly id: string
  readonly schema: string
  readonly properties: Readonly<Record<string, readonly string[]>>
}

/** An FtM entity; properties without a value are left out. */
export function ftm(
  id: string,
  schema: string,
  values: Readonly<Record<string, string | readonly string[] | undefined>>,
): FtmEntity {
  const properties: Record<string, readonly string[]> = {}
  for (const [name, value] of Object.entries(values)) {
    const list = value === undefined ? [] : typeof value === 'string' ? [value] : value
    const filled = list.filter((item) => item !== '')
    if (filled.length > 0) properties[name] = filled
  }
  return { id, schema, properties }
}

/** `0007`. */
export function numbered(value: number, width = 4): string {
  return String(value).padStart(width, '0')
}

/** +999 81 234 5678 and its like: the same number as different desks write it. */
export function phoneAsWritten(phone: string, way: number): string {
  const body = phone.slice(4)
  if (!phone.startsWith('+999') || way === 0) return phone
  if (way === 1) return `+999 ${body.slice(0, 2)} ${body.slice(2, 5)} ${body.slice(5)}`
  return `+999-${body.slice(0, 2)}-${body.slice(2, 5)}-${body.slice(5)}`
}
