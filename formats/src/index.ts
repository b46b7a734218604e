import type { Reader } from './format.ts'
import { readFtm } from './ftm/read-ftm.ts'
import { readScamList } from './list/read-scam-list.ts'
import { readUn } from './list/read-un.ts'
import { readMisp } from './misp/read-misp.ts'
import { readStix } from './stix/read-stix.ts'

export { detectFormat } from './detect-format.ts'
export { defaultLimits, formatNames } from './format.ts'
export type { Bytes, FormatName, Item, Limits, MappedReader, Reader, ReadOptions } from './format.ts'
export { readOfac } from './list/read-ofac.ts'
export type { OfacFiles } from './list/read-ofac.ts'
export { rules } from './rule.ts'
export type { RuleName } from './rule.ts'
export { redactStix } from './stix/redact.ts'
export { readMapping } from './table/mapping.ts'
export type { Mapping, MappedColumn, MappedEntity, MappedLink, MappingFault } from './table/mapping.ts'
export { readCsv } from './table/read-csv.ts'
export { listSheets, readXlsx } from './table/read-xlsx.ts'
export type { SheetMapping, SheetSample } from './table/read-xlsx.ts'
export { isForeign } from './table/decode.ts'
export type { Encoding } from './table/decode.ts'
export { rowSplitter } from './table/split-rows.ts'
export type { Row } from './table/split-rows.ts'
export { sniffTable } from './table/sniff.ts'
export type { Sniffed, TableChoice } from './table/sniff.ts'
export { suggestMapping } from './table/suggest.ts'
export { clean } from './value/clean.ts'
export { readDate } from './value/date.ts'
export type { ExportEntity, ExportItems, ExportLink, Written } from './write/export-item.ts'
export { writeCsv } from './write/write-csv.ts'
export { writeFtm } from './write/write-ftm.ts'
export { writeStix } from './write/write-stix.ts'
export type { StixOptions } from './write/write-stix.ts'

/** Readers of the formats that say by themselves what each value means. */
export const readers = {
  stix: readStix,
  ftm: readFtm,
  misp: readMisp,
  un: readUn,
  'scam-list': readScamList,
} as const satisfies Record<string, Reader>
