import type { ServiceEntry, ServiceFileOutcome } from '@shield/contract'
import { servedGroups, serviceColumns, serviceKinds } from '@shield/core'
import type { ServedGroup, ServiceKind, Words } from '@shield/core'
import { rowSplitter, sniffTable } from '@shield/formats'

type Fault = ServiceFileOutcome['faults'][number]
type Column = (typeof serviceColumns)[number]

export interface ReadServices {
  readonly entries: readonly { readonly line: number; readonly entry: ServiceEntry }[]
  readonly faults: readonly Fault[]
}

/** More is no directory of a country. */
const mostLines = 2000
const mostFaults = 100

/** Lines of a directory. Strict: every column is one of the list, every value fits, or the fault is named by line and column. */
export function readServiceFile(bytes: Uint8Array): ReadServices {
  const { encoding, delimiter, header } = sniffTable(bytes)
  const unknown = header.filter((name) => !(serviceColumns as readonly string[]).includes(name))
  const left = serviceColumns.filter((name) => !header.includes(name))
  if (unknown.length > 0 || left.length > 0)
    return {
      entries: [],
      faults: [
        ...unknown.map((column) => ({ line: 1, column: column.slice(0, 40), hint: hints.column })),
        ...left.map((column) => ({ line: 1, column, hint: hints.missing })),
      ].slice(0, mostFaults),
    }
  const splitter = rowSplitter(delimiter, 20_000)
  const text = new TextDecoder(encoding).decode(bytes).replaceAll(/\r\n?/g, '\n')
  const [, ...rows] = [...splitter.push(text), ...splitter.end()]
  const entries: { line: number; entry: ServiceEntry }[] = []
  const faults: Fault[] = []
  for (const { cells, row, fault } of rows.slice(0, mostLines + 1)) {
    const read =
      fault === undefined && cells.length === header.length
        ? entryOf(new Map(header.map((name, at) => [name as Column, (cells[at] ?? '').trim()])))
        : [{ column: '', hint: hints.line }]
    if (Array.isArray(read)) faults.push(...read.map((one) => ({ line: row, ...one })))
    else if (entries.some(({ entry }) => entry.key === read.key))
      faults.push({ line: row, column: 'key', hint: hints.twice })
    else entries.push({ line: row, entry: read })
  }
  if (rows.length > mostLines) faults.push({ line: mostLines + 2, column: '', hint: hints.long })
  return { entries, faults: faults.slice(0, mostFaults) }
}

/** The entry of a line, or what is wrong in it. */
function entryOf(cells: ReadonlyMap<Column, string>): ServiceEntry | Omit<Fault, 'line'>[] {
  const of = (column: Column): string => cells.get(column) ?? ''
  const listOf = (column: Column): string[] => [
    ...new Set(
      of(column)
        .split(/[;,]\s*/)
        .filter((part) => part !== ''),
    ),
  ]
  const [languages, servesGroups] = [listOf('languages'), listOf('serves')]
  const capacity = of('capacity') === '' ? undefined : Number(of('capacity'))
  const between = (column: Column, least: number, most: number): boolean =>
    of(column).length >= least && of(column).length <= most
  const checks: readonly (readonly [Column, boolean, Words])[] = [
    ['key', /^[A-Z0-9][A-Z0-9-]{1,30}$/.test(of('key')), hints.key],
    ['kind', Object.hasOwn(serviceKinds, of('kind')), hints.kind],
    ['name_en', between('name_en', 2, 200), hints.text],
    ['name_th', between('name_th', 2, 200), hints.text],
    ['organisation', of('organisation') === '' || between('organisation', 2, 40), hints.text],
    ['area', between('area', 2, 200), hints.text],
    ['languages', languages.every((one) => /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(one)), hints.languages],
    [
      'serves',
      servesGroups.length > 0 && servesGroups.every((one) => Object.hasOwn(servedGroups, one)),
      hints.serves,
    ],
    [
      'capacity',
      capacity === undefined || (Number.isInteger(capacity) && capacity > 0 && capacity <= 100_000),
      hints.capacity,
    ],
    ['contact', between('contact', 3, 300), hints.text],
    ['open', of('open') === 'yes' || of('open') === 'no', hints.open],
  ]
  const wrong = checks.filter(([, fits]) => !fits).map(([column, , hint]) => ({ column, hint }))
  if (wrong.length > 0) return wrong
  return {
    key: of('key'),
    kind: of('kind') as ServiceKind,
    name: { en: of('name_en'), th: of('name_th') },
    ...(of('organisation') === '' ? {} : { organisation: of('organisation') }),
    area: of('area'),
    languages: languages.slice(0, 30),
    servesGroups: servesGroups as ServedGroup[],
    ...(capacity === undefined ? {} : { capacity }),
    contact: of('contact'),
    isOpen: of('open') === 'yes',
  }
}

const hints = {
  column: { en: 'is no column of a directory: take it out', th: 'ไม่ใช่คอลัมน์ของทำเนียบ โปรดลบออก' },
  missing: { en: 'this column is missing: add it', th: 'ไม่มีคอลัมน์นี้ โปรดเพิ่ม' },
  line: {
    en: 'the line has more or fewer cells than the first line',
    th: 'แถวนี้มีจำนวนช่องไม่เท่าแถวแรก',
  },
  twice: { en: 'this key stands in an earlier line', th: 'รหัสนี้มีในแถวก่อนหน้าแล้ว' },
  long: { en: 'a directory has at most 2,000 lines', th: 'ทำเนียบมีได้ไม่เกิน 2,000 แถว' },
  key: { en: 'write capital letters, digits and “-”', th: 'ใช้อักษรตัวพิมพ์ใหญ่ ตัวเลข และ “-”' },
  kind: {
    en: `write one of: ${Object.keys(serviceKinds).join(', ')}`,
    th: `ใช้คำใดคำหนึ่ง: ${Object.keys(serviceKinds).join(', ')}`,
  },
  text: { en: 'write a text, not too short and not too long', th: 'โปรดเขียนข้อความให้มีความยาวพอเหมาะ' },
  languages: { en: 'write codes of languages, as “my; km; en”', th: 'ใช้รหัสภาษา เช่น “my; km; en”' },
  serves: {
    en: `write one or more of: ${Object.keys(servedGroups).join(', ')}`,
    th: `ใช้คำใดคำหนึ่งหรือหลายคำ: ${Object.keys(servedGroups).join(', ')}`,
  },
  capacity: { en: 'write a whole number, or leave it empty', th: 'ใช้จำนวนเต็ม หรือเว้นว่างไว้' },
  open: { en: 'write “yes” or “no”', th: 'เขียน “yes” หรือ “no”' },
} satisfies Record<string, Words>
