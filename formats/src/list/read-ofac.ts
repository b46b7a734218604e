import type { KindName, SourceRecord, StatedValue } from '@shield/core'

import type { Bytes, Item, Limits, ReadOptions } from '../format.ts'
import { limitsOf, peek } from '../json/stream.ts'
import { recordOrDefect } from '../record.ts'
import { defectOf } from '../rule.ts'
import { decoded, isForeign, withLines } from '../table/decode.ts'
import type { Decoding } from '../table/decode.ts'
import { rowSplitter } from '../table/split-rows.ts'
import type { Row } from '../table/split-rows.ts'
import { state } from './state.ts'

type DefectItem = Extract<Item, { defect: unknown }>

/** The files of one OFAC list: SDN or consolidated non-SDN, CSV as published; only the first must be there. */
export interface OfacFiles {
  readonly sdn: Bytes
  readonly alt?: Bytes
  readonly add?: Bytes
  readonly comments?: Bytes
}

interface Companions {
  readonly alt: ByEntry
  readonly add: ByEntry
  readonly comments: ByEntry
}
type ByEntry = ReadonlyMap<string, readonly (readonly string[])[]>

const columns = 12

/** OFAC's lists: CSV without a header, `-0-` for nothing, aliases and addresses in files of their own. */
export async function* readOfac(files: OfacFiles, options?: ReadOptions): AsyncGenerator<Item, void> {
  const limits = limitsOf(options)
  const faults: Item[] = []
  const companions: Companions = {
    alt: await byEntry(files.alt, limits, faults),
    add: await byEntry(files.add, limits, faults),
    comments: await byEntry(files.comments, limits, faults),
  }
  yield* faults
  let count = 0
  for await (const found of rowsOf(files.sdn, limits)) {
    if ('defect' in found) {
      yield found
      continue
    }
    count += 1
    if (count > limits.maxRecords) {
      yield defectOf('too-many-records', 'rejected', { row: found.row }, '')
      return
    }
    yield* readEntry(found, companions)
  }
  if (count === 0) yield defectOf('no-records', 'rejected', {}, '')
}

function* readEntry({ cells, row }: Row, companions: Companions): Generator<Item, void> {
  const whole = cells.join(',')
  if (!/^\d{1,20}$/.test(cells[0]?.trim() ?? '') || cells.length < 4) {
    yield defectOf('wrong-cell-count', 'rejected', { row }, whole)
    return
  }
  yield recordOrDefect(recordOf(cells, companions, row))
  if (cells.length !== columns) yield defectOf('wrong-cell-count', 'warning', { row }, whole)
  if (whole.includes('\uFFFD')) yield defectOf('unreadable-character', 'warning', { row }, whole)
}

function recordOf(cells: readonly string[], companions: Companions, row: number): SourceRecord {
  const [key = '', name, type, programme, title] = cells.map((cell) => cell.trim())
  const comments = companions.comments.get(key) ?? []
  const remarks = remarksOf(
    cells[11] ?? '',
    comments.map((comment) => comment[1] ?? ''),
  )
  const kind = kindOf(type ?? '')
  const alt = companions.alt.get(key) ?? []
  const add = companions.add.get(key) ?? []
  const values: readonly StatedValue[] = [
    ...state('name', kind === 'Person' ? givenFirst(name ?? '') : name),
    ...alt.flatMap((alias) => {
      const property = alias[2]?.includes('fka') ? 'previousName' : 'alias'
      return state(property, kind === 'Person' ? givenFirst(alias[3] ?? '') : alias[3])
    }),
    ...state('programme', ...(programme ?? '').split(/[;\]]\s*\[?/)),
    ...state('position', title),
    ...vessel(kind, cells),
    ...add.flatMap((address) => {
      const parts = address
        .slice(2, 5)
        .map((part) => part.trim())
        .filter((part) => part !== '-0-' && part !== '')
      return [...state('address', parts.join(', ')), ...state('country', address[4])]
    }),
    ...remarkValues(remarks),
    ...state('notes', remarks),
    ...state('externalId', key),
    ...state('topic', 'sanction'),
  ]
  return {
    key,
    version: '',
    body: {
      entry: [...cells],
      aliases: alt.map((alias) => [...alias]),
      addresses: add.map((address) => [...address]),
      comments: comments.map((comment) => [...comment]),
    },
    entities: [{ key, kind, values }],
    links: [],
    place: { row },
  }
}

/** Remarks are cut after 1,000 characters and go on in the comments file, in the middle of a word or of a wallet address. */
function remarksOf(remarks: string, comments: readonly string[]): string {
  const whole = [remarks, ...comments].join('').trim()
  return whole === '-0-' ? '' : whole
}

function kindOf(type: string): KindName {
  if (type === 'individual') return 'Person'
  if (type === 'vessel') return 'Vessel'
  if (type === 'aircraft') return 'Airplane'
  return 'Organization'
}

/** OFAC writes FAMILY, Given, and a suffix behind it: DELA CRUZ, Juan Santos, Jr. */
function givenFirst(name: string): string {
  const [family, given, ...suffix] = name.split(/,\s*/)
  return given ? [given, family, ...suffix].join(' ') : name
}

function vessel(kind: KindName, cells: readonly string[]): readonly StatedValue[] {
  if (kind !== 'Vessel') return []
  return [...state('callSign', cells[5]), ...state('tonnage', cells[7]), ...state('flag', cells[9])]
}

/** What the remarks say in a fixed form: "DOB 10 Aug 1948; POB Havana; Passport A1 (Cuba); nationality Cuba". */
function remarkValues(remarks: string): readonly StatedValue[] {
  const values: StatedValue[] = []
  for (const part of remarks.split(/;\s*/)) {
    const said = part.trim().replace(/\.$/, '')
    const take = (pattern: RegExp): string | undefined => pattern.exec(said)?.[1]
    values.push(
      ...state('birthDate', take(/^(?:alt\. )?DOB (circa \d{4}|\d[\w ]+?)(?: to .*)?$/)),
      ...state('birthPlace', take(/^(?:alt\. )?POB (.+)$/)),
      ...state('nationality', take(/^(?:alt\. )?nationality (.+)$/i), take(/^(?:alt\. )?citizen (.+)$/i)),
      ...state('gender', take(/^Gender (\w+)$/)),
      ...state('passportNumber', take(/^(?:alt\. )?Passport ([^ (]+)/)),
      ...state(
        'idNumber',
        take(/^(?:alt\. )?(?:National ID No\.|Identification Number|Cedula No\.|D\.N\.I\.) ([^ (]+)/),
      ),
      ...state(
        'registrationNumber',
        take(/^(?:alt\. )?(?:Registration (?:ID|Number)|Company Number) ([^ (]+)/),
      ),
      ...state('taxNumber', take(/^(?:alt\. )?(?:Tax ID No\.|RUC #|NIT #) ([^ (]+)/)),
      ...state('imoNumber', take(/Vessel Registration Identification (IMO \d+)/)),
      ...state('email', take(/^(?:alt\. )?Email Address (\S+@\S+)/)),
      ...state('website', take(/^(?:alt\. )?Website (\S+)/)),
      ...state('phone', take(/^(?:alt\. )?(?:Phone Number|Telephone:?) ([+\d][\d ()-]+)/)),
      ...state('walletAddress', take(/^(?:alt\. )?Digital Currency Address - \w+ (\w+)/)),
    )
    const alias = take(/^(?:a\.k\.a\.|f\.k\.a\.) '([^']+)'$/)
    values.push(...state(said.startsWith('f.k.a.') ? 'previousName' : 'weakAlias', alias))
  }
  return values
}

async function byEntry(bytes: Bytes | undefined, limits: Limits, faults: Item[]): Promise<ByEntry> {
  const found = new Map<string, (readonly string[])[]>()
  if (!bytes) return found
  for await (const row of rowsOf(bytes, limits)) {
    if ('defect' in row) {
      faults.push(row)
      continue
    }
    const key = row.cells[0]?.trim() ?? ''
    const list = found.get(key)
    if (list) list.push(row.cells)
    else found.set(key, [row.cells])
  }
  return found
}

/** Rows of one of the files, and what is wrong with it. */
async function* rowsOf(bytes: Bytes, limits: Limits): AsyncGenerator<Row | DefectItem, void> {
  const { head, whole } = await peek(bytes, 4096)
  if (isForeign(head)) {
    yield defectOf('not-a-text', 'rejected', {}, Buffer.from(head.subarray(0, 100)).toString('latin1'))
    return
  }
  const decoding: Decoding = { encoding: undefined, limits, isCut: false }
  const splitter = rowSplitter(',', limits.maxRecordBytes)
  let hadNul = false
  for await (const text of withLines(decoded(whole, decoding))) {
    hadNul ||= text.includes('\0')
    for (const row of splitter.push(text.replaceAll('\0', ''))) yield* told(row)
  }
  for (const row of splitter.end()) yield* told(row)
  if (hadNul) yield defectOf('nul-character', 'warning', {}, '')
  if (decoding.isCut) yield defectOf('file-too-large', 'rejected', {}, String(limits.maxBytes))
}

function* told(row: Row): Generator<Row | DefectItem, void> {
  if (row.fault) yield defectOf(row.fault.rule, row.fault.weight, { row: row.row }, row.cells.join(','))
  // The files end with the control-Z of another century.
  const isEnd = row.cells.length === 1 && row.cells[0] === '\u001a'
  if (row.fault?.weight !== 'rejected' && !isEnd) yield row
}
