import { codeRecords, fieldKinds, normaliseDate, parquetColumns, readParquet } from '@shield/engine'
import type { CodedRecords, DuckOptions, Field, FieldKind } from '@shield/engine'
import { readDate, shortDateInNumbers } from '@shield/formats'

import { CommandFault, checkFile, readText } from './command.ts'
import type { Progress } from './progress.ts'
import { columnOf, openTable } from './tables.ts'

export interface LinkInput {
  readonly records: CodedRecords
  /** Number of records of each file, in the order of `--in`. */
  readonly counts: readonly number[]
}

/** `{ "column": "kind", … }`; a column of the kind "ignore" is left out, as one that is not named. */
export async function readFields(file: string): Promise<readonly Field[]> {
  let value: unknown
  try {
    value = JSON.parse(await readText(file))
  } catch (fault) {
    if (fault instanceof CommandFault) throw fault
    throw new CommandFault(`${file} is not JSON`)
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new CommandFault(`${file} is not an object of columns and kinds: { "surname": "family-name", … }`)
  const fields = Object.entries(value).flatMap(([column, kind]: [string, unknown]): readonly Field[] => {
    if (kind === 'ignore') return []
    if (!isKind(kind))
      throw new CommandFault(
        `${file}: "${column}" has the kind ${JSON.stringify(kind)}; there are ${fieldKinds.join(', ')}, ignore`,
      )
    return [{ column, kind }]
  })
  if (fields.length === 0) throw new CommandFault(`${file} names no column to compare`)
  if (fields.length > 12)
    throw new CommandFault(`${file} names ${fields.length} columns: at most 12 are compared`)
  return fields
}

function isKind(kind: unknown): kind is FieldKind {
  return fieldKinds.some((one) => one === kind)
}

/** All files as one set of coded records. */
export async function readInput(
  files: readonly string[],
  fields: readonly Field[],
  { duck, progress }: { readonly duck: DuckOptions; readonly progress: Progress },
): Promise<LinkInput> {
  const coder = codeRecords(fields)
  const counts: number[] = []
  const isDate = fields.map(({ kind }) => kind === 'birth-date' || kind === 'date')
  for (const [number, file] of files.entries()) {
    let count = 0
    const { blocks, share } = await openInput(file, fields, duck)
    for await (const block of blocks) {
      for (const cells of block)
        coder.add(
          number,
          cells.map((cell, at) => (isDate[at] ? dateOf(cell) : cell)),
        )
      count += block.length
      progress.tell((number + share()) / files.length, 1, `${count.toLocaleString('en')} records of ${file}`)
    }
    if (count === 0) throw new CommandFault(`${file} has no records`)
    counts.push(count)
  }
  return { records: coder.finish(), counts }
}

interface Opened {
  readonly blocks: AsyncIterable<readonly (readonly string[])[]>
  readonly share: () => number
}

async function openInput(file: string, fields: readonly Field[], duck: DuckOptions): Promise<Opened> {
  if (!/\.(?:parquet|pq)$/i.test(file)) {
    const table = await openTable(file)
    const columns = fields.map(({ column }) => columnOf(table, column))
    return { blocks: picked(table.rows, columns), share: () => table.share() }
  }
  await checkFile(file)
  const header = await parquetColumns(file, duck).catch(() => {
    throw new CommandFault(`${file} is no parquet file`)
  })
  const names = fields.map(({ column }) => {
    const name = header.find((one) => one.trim().toLowerCase() === column.trim().toLowerCase())
    if (name !== undefined) return name
    throw new CommandFault(
      `${file} has no column "${column}": its columns are ${header.map((one) => `"${one}"`).join(', ')}`,
    )
  })
  return { blocks: readParquet(file, names, duck), share: () => 0 }
}

async function* picked(
  rows: AsyncIterable<readonly (readonly string[])[]>,
  columns: readonly number[],
): AsyncGenerator<readonly (readonly string[])[], void> {
  for await (const block of rows) yield block.map((cells) => columns.map((at) => cells[at] ?? ''))
}

/** Dates in words or of other calendars are brought to numbers by the reader that imports use. */
function dateOf(cell: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(cell) || cell === '' || normaliseDate(cell) !== ''
    ? cell
    : (readDate(cell) ?? shortDateInNumbers(cell) ?? cell)
}
