import { Readable } from 'node:stream'
import type { Transform } from 'node:stream'

import Papa from 'papaparse'

import type { Bytes, Item, Limits, MappedReader } from '../format.ts'
import { limitsOf, peek } from '../json/stream.ts'
import { defectOf } from '../rule.ts'
import { readHeader } from './header.ts'
import type { Mapping } from './mapping.ts'
import { createRowReader } from './read-row.ts'
import type { RowReader } from './read-row.ts'
import { sniffTable } from './sniff.ts'

/** Rows of a CSV file by a mapping. Encoding and separator are found; a bad row is a defect, the rest is read. */
export const readCsv: MappedReader<Mapping> = async function* readCsv(bytes, options) {
  const limits = limitsOf(options)
  const { head, whole } = await peek(bytes, 65_536)
  const { encoding, delimiter } = sniffTable(head)
  const cut = { isCut: false }
  const rows = Readable.from(decoded(whole, encoding, limits, cut)).pipe(
    Papa.parse(Papa.NODE_STREAM_INPUT, { delimiter, skipEmptyLines: 'greedy' }) as unknown as Transform,
  )
  let reader: RowReader | undefined
  let row = 0
  for await (const cells of rows as AsyncIterable<string[]>) {
    row += 1
    if (!reader) {
      const { header, items } = readHeader(cells)
      yield* items
      reader = createRowReader(header, options.mapping, options.defaultCountry)
      continue
    }
    if (row > limits.maxRecords) {
      yield defectOf('too-many-records', 'rejected', { row }, '')
      rows.destroy()
      return
    }
    yield* readCells(reader, cells, row, limits)
  }
  if (cut.isCut) yield defectOf('file-too-large', 'rejected', { row }, '')
  if (row === 0) yield defectOf('no-records', 'rejected', {}, '')
}

function readCells(
  reader: RowReader,
  cells: readonly string[],
  row: number,
  limits: Limits,
): readonly Item[] {
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

/** Text in pieces; what is no character of the encoding becomes U+FFFD, which the row keeps and shows. */
async function* decoded(
  bytes: Bytes,
  encoding: string,
  limits: Limits,
  cut: { isCut: boolean },
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  let left = limits.maxBytes
  for await (const chunk of bytes) {
    if (chunk.length > left) {
      cut.isCut = true
      break
    }
    left -= chunk.length
    const text = decoder.decode(chunk, { stream: true })
    if (text !== '') yield text
  }
  const rest = decoder.decode()
  if (rest !== '') yield rest
}
