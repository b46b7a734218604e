import type { MappedReader } from '../format.ts'
import { limitsOf, peek } from '../json/stream.ts'
import { defectOf } from '../rule.ts'
import { decoded, isForeign, withLines } from './decode.ts'
import type { Decoding } from './decode.ts'
import type { Mapping } from './mapping.ts'
import { sniffTable } from './sniff.ts'
import { rowSplitter } from './split-rows.ts'
import { createTableReader } from './table-reader.ts'

/** Rows of a CSV file by a mapping. Encoding and separator are found unless chosen; a bad row is a defect, the rest is read. */
export const readCsv: MappedReader<Mapping> = async function* readCsv(bytes, options) {
  const limits = limitsOf(options)
  const { mapping } = options
  const { head, whole } = await peek(bytes, 65_536)
  const sniffed = sniffTable(head, mapping)
  if (isForeign(head)) {
    yield defectOf('not-a-text', 'rejected', {}, Buffer.from(head.subarray(0, 100)).toString('latin1'))
    return
  }
  const isPlain = mapping.encoding === undefined && head.every((byte) => byte < 0x80 && byte !== 0)
  const decoding: Decoding = { encoding: isPlain ? undefined : sniffed.encoding, limits, isCut: false }
  const splitter = rowSplitter(sniffed.delimiter, limits.maxRecordBytes)
  const table = createTableReader(options, limits)
  for await (const text of withLines(decoded(whole, decoding)))
    for (const row of splitter.push(text)) {
      yield* table.read(row)
      if (table.isFull()) return
    }
  for (const row of splitter.end()) yield* table.read(row)
  if (decoding.isCut) yield defectOf('file-too-large', 'rejected', {}, String(limits.maxBytes))
  if (table.isEmpty()) yield defectOf('no-records', 'rejected', {}, '')
}
