import type { Item, Limits, ReadOptions } from '../format.ts'
import { defectOf } from '../rule.ts'
import { readHeader } from './header.ts'
import type { Mapping } from './mapping.ts'
import { createRowReader } from './read-row.ts'
import type { RowReader } from './read-row.ts'
import type { Row } from './split-rows.ts'

export interface TableReader {
  read(row: Row): readonly Item[]
  /** More rows than the limit came; the last items said so. */
  isFull(): boolean
  /** No row came that could be a record. */
  isEmpty(): boolean
}

/** The rows of any table, the header first, by a mapping. */
export function createTableReader(
  options: ReadOptions & { readonly mapping: Mapping },
  limits: Limits,
): TableReader {
  const { mapping, defaultCountry } = options
  let reader: RowReader | undefined
  let records = 0
  return {
    read: (found) => {
      const { row, fault } = found
      if (row < (mapping.headerRow ?? 1)) return []
      const told = fault ? [defectOf(fault.rule, fault.weight, { row }, found.cells.join(' '))] : []
      if (fault?.weight === 'rejected') return told
      if (!reader) {
        const { header, items } = readHeader(found.cells, row)
        reader = createRowReader(header, mapping, defaultCountry)
        return [...told, ...items, ...reader.missing]
      }
      records += 1
      if (records > limits.maxRecords) return [defectOf('too-many-records', 'rejected', { row }, '')]
      const items = readCells(reader, found, limits)
      return told.length === 0 ? items : [...items, ...told]
    },
    isFull: () => records > limits.maxRecords,
    isEmpty: () => records === 0,
  }
}

function readCells(reader: RowReader, { cells, row }: Row, limits: Limits): readonly Item[] {
  const long = cells.findIndex((cell) => cell.length > limits.maxStringLength)
  if (long >= 0)
    return [defectOf('string-too-long', 'rejected', { row, column: String(long + 1) }, cells[long] ?? '')]
  // PostgreSQL can't hold NUL in text; it says nothing, so the row goes on without it.
  if (!cells.some((cell) => cell.includes('\0'))) return reader.read(cells, row)
  const items = reader.read(
    cells.map((cell) => cell.replaceAll('\0', '')),
    row,
  )
  return [...items, defectOf('nul-character', 'warning', { row }, '')]
}
