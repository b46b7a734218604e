import { listFields, listLimits } from '@shield/contract'
import type { ArrivalListFile, ArrivalListPreview, ListField, PersonIdentity } from '@shield/contract'
import type { StatedValue } from '@shield/core'
import {
  detectFormat,
  listSheets,
  readCsv,
  readXlsx,
  rules,
  sniffTable,
  suggestMapping,
} from '@shield/formats'
import type { Item, Mapping, RuleName } from '@shield/formats'

import { Problem } from '../../problem.ts'

export type ListFault = ArrivalListPreview['faults'][number]

export interface ListLine {
  /** As a spreadsheet counts them. */
  readonly line: number
  readonly identity: PersonIdentity
}

export interface ReadList {
  readonly columns: ArrivalListPreview['columns']
  readonly lines: readonly ListLine[]
  readonly faults: readonly ListFault[]
}

/** ISO 3166-1 keeps ZZ for users: here, that the list names no issuer. */
const unknownIssuer = 'ZZ'

const isTaken = (property: string): property is ListField =>
  (listFields as readonly string[]).includes(property)

/** People of a list, read in memory: no byte of it is laid on a disk. Throws a Problem for what is no table. */
export async function readList({ name, content, columns: chosen }: ArrivalListFile): Promise<ReadList> {
  const bytes = Buffer.from(content, 'base64')
  const format = detectFormat(bytes.subarray(0, 65_536), name)
  if (format !== 'csv' && format !== 'xlsx') throw new Problem('format-unknown', noTable)
  const { header, rows } = await sampleOf(bytes, format)
  const suggested = suggestMapping(header, rows).entities.flatMap((entity) => entity.columns)
  const columns = header.map((column) => {
    const taken = chosen
      ? chosen.find((one) => one.column === column)?.taken
      : suggested.find((one) => one.column === column)?.property
    return taken !== undefined && isTaken(taken) ? { column, taken } : { column }
  })
  const mapping: Mapping = {
    key: [],
    entities: [
      {
        name: 'person',
        kind: 'Person',
        key: [],
        columns: columns.flatMap(({ column, taken }) => (taken ? [{ column, property: taken }] : [])),
      },
    ],
    links: [],
  }
  const read = format === 'csv' ? readCsv : readXlsx
  const lines: ListLine[] = []
  const faults: ListFault[] = []
  const limits = { maxRecords: listLimits.lines, maxBytes: listLimits.bytes, maxStringLength: 2000 }
  for await (const item of read(oneChunk(bytes), { mapping, limits })) takeItem(item, { lines, faults })
  return { columns, lines, faults }
}

async function* oneChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
  yield bytes
}

async function sampleOf(
  bytes: Uint8Array,
  format: 'csv' | 'xlsx',
): Promise<{ readonly header: readonly string[]; readonly rows: readonly (readonly string[])[] }> {
  if (format === 'csv') return sniffTable(bytes.subarray(0, 65_536))
  const sheets = await listSheets(oneChunk(bytes))
  if ('rule' in sheets) throw new Problem('format-unknown', wordsOf(sheets.rule))
  return sheets.find((one) => one.header.length > 0) ?? { header: [], rows: [] }
}

function takeItem(
  item: Item,
  { lines, faults }: { readonly lines: ListLine[]; readonly faults: ListFault[] },
): void {
  if ('defect' in item) {
    const { place, rule } = item.defect
    const column = place.column === undefined ? {} : { column: place.column }
    faults.push({ line: place.row ?? 0, ...column, what: wordsOf(rule as RuleName) })
    return
  }
  const line = item.record.place.row ?? 0
  const identity = identityOf(item.record.entities[0]?.values ?? [])
  if (identity) lines.push({ line, identity })
  else faults.push({ line, what: nobody })
}

/** Undefined where the line names nobody. */
function identityOf(values: readonly StatedValue[]): PersonIdentity | undefined {
  const all = (property: ListField): readonly StatedValue[] =>
    values.filter((one) => one.property === property && one.value.trim() !== '')
  const text = (property: ListField): string => all(property)[0]?.value.trim() ?? ''
  const parted = [text('firstName'), text('lastName')].filter((part) => part !== '').join(' ')
  const names = [
    ...[...all('name').map(({ value }) => value.trim()), ...(parted === '' ? [] : [parted])].map((one) => ({
      text: one.slice(0, 200),
      kind: 'document' as const,
    })),
    ...all('alias').map(({ value }) => ({ text: value.trim().slice(0, 200), kind: 'other' as const })),
  ].slice(0, 10)
  if (names.length === 0) return undefined
  const born = all('birthDate').find(({ norm }) => /^~?\d{4}(-\d{2}(-\d{2})?)?$/.test(norm))?.norm
  const citizenships = [...new Set(all('nationality').flatMap(({ norm }) => countryOf(norm)))].slice(0, 5)
  const issuer = all('country').flatMap(({ norm }) => countryOf(norm))[0] ?? citizenships[0] ?? unknownIssuer
  const documents = (['passportNumber', 'idNumber'] as const)
    .flatMap((property) =>
      all(property).map(({ value }) => ({
        kind: property === 'passportNumber' ? ('passport' as const) : ('identity-card' as const),
        issuer,
        number: value.trim(),
        holds: 'unknown' as const,
      })),
    )
    .filter(({ number }) => number.length >= 3 && number.length <= 40)
  const phones = all('phone')
    .map(({ value, norm }) => (norm === '' ? value.trim() : norm))
    .filter((phone) => phone.length >= 5 && phone.length <= 30)
  return {
    names,
    ...(born === undefined ? {} : { born }),
    citizenships,
    documents: documents.slice(0, 10),
    phones: phones.slice(0, 10),
  }
}

function countryOf(norm: string): readonly string[] {
  return /^[a-z]{2}$/i.test(norm) ? [norm.toUpperCase()] : []
}

function wordsOf(rule: RuleName): { readonly en: string; readonly th: string } {
  const { wrong, mend } = rules[rule]
  return { en: `${wrong.en} ${mend.en}`, th: `${wrong.th} ${mend.th}` }
}

const noTable = {
  en: 'Choose a table: CSV or an Excel workbook (.xlsx)',
  th: 'โปรดเลือกไฟล์ตาราง CSV หรือสมุดงาน Excel (.xlsx)',
}
const nobody = {
  en: 'The line has no name. Choose which column holds the name, or leave the line out.',
  th: 'แถวนี้ไม่มีชื่อ โปรดเลือกคอลัมน์ที่เป็นชื่อ หรือข้ามแถวนี้',
}
