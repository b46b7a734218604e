import { Readable } from 'node:stream'
import type { Transform } from 'node:stream'

import Papa from 'papaparse'
import type { KindName, SourceRecord, StatedValue } from '@shield/core'

import type { Bytes, Item, ReadOptions } from '../format.ts'
import { limitsOf } from '../json/stream.ts'
import { defectOf } from '../rule.ts'
import { state } from './state.ts'

/** The files of one OFAC list: SDN or consolidated non-SDN, CSV as published; only the first must be there. */
export interface OfacFiles {
  readonly sdn: Bytes
  readonly alt?: Bytes
  readonly add?: Bytes
  readonly comments?: Bytes
}

interface Companions {
  readonly alt: ReadonlyMap<string, readonly (readonly string[])[]>
  readonly add: ReadonlyMap<string, readonly (readonly string[])[]>
  readonly comments: ReadonlyMap<string, readonly (readonly string[])[]>
}

/** OFAC's lists: CSV without a header, `-0-` for nothing, aliases and addresses in files of their own. */
export async function* readOfac(files: OfacFiles, options?: ReadOptions): AsyncGenerator<Item, void> {
  const limits = limitsOf(options)
  const companions: Companions = {
    alt: await byEntry(files.alt, limits.maxBytes),
    add: await byEntry(files.add, limits.maxBytes),
    comments: await byEntry(files.comments, limits.maxBytes),
  }
  let row = 0
  let count = 0
  for await (const cells of rowsOf(files.sdn, limits.maxBytes)) {
    row += 1
    // The files end with the control-Z of another century.
    if (cells.length === 1 && /^\u001a?$/.test(cells[0]?.trim() ?? '')) continue
    if (!/^\d+$/.test(cells[0]?.trim() ?? '') || cells.length < 4) {
      yield defectOf('wrong-cell-count', 'rejected', { row }, cells.join(','))
      continue
    }
    count += 1
    yield { record: recordOf(cells, companions, row) }
  }
  if (count === 0) yield defectOf('no-records', 'rejected', {}, '')
}

function recordOf(cells: readonly string[], companions: Companions, row: number): SourceRecord {
  const [key = '', name, type, programme, title] = cells.map((cell) => cell.trim())
  const remarks = [
    cells[11] ?? '',
    ...(companions.comments.get(key) ?? []).map((comment) => comment[1] ?? ''),
  ]
    .map((text) => text.trim())
    .filter((text) => text !== '' && text !== '-0-')
    .join(' ')
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
      comments: (companions.comments.get(key) ?? []).map((comment) => [...comment]),
    },
    entities: [{ key, kind, values }],
    links: [],
    place: { row },
  }
}

function kindOf(type: string): KindName {
  if (type === 'individual') return 'Person'
  if (type === 'vessel') return 'Vessel'
  if (type === 'aircraft') return 'Airplane'
  return 'Organization'
}

/** OFAC writes FAMILY, Given. */
function givenFirst(name: string): string {
  const [family, given] = name.split(/,\s*/, 2)
  return given ? `${given} ${family}` : name
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

async function byEntry(bytes: Bytes | undefined, maxBytes: number): Promise<Map<string, string[][]>> {
  const found = new Map<string, string[][]>()
  if (!bytes) return found
  for await (const cells of rowsOf(bytes, maxBytes)) {
    const key = cells[0]?.trim() ?? ''
    found.set(key, [...(found.get(key) ?? []), cells])
  }
  return found
}

function rowsOf(bytes: Bytes, maxBytes: number): AsyncIterable<string[]> {
  return Readable.from(textOf(bytes, maxBytes)).pipe(
    Papa.parse(Papa.NODE_STREAM_INPUT, { delimiter: ',', skipEmptyLines: 'greedy' }) as unknown as Transform,
  ) as AsyncIterable<string[]>
}

async function* textOf(bytes: Bytes, maxBytes: number): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8')
  let left = maxBytes
  for await (const chunk of bytes) {
    left -= chunk.length
    if (left < 0) return
    const text = decoder.decode(chunk, { stream: true }).replaceAll('\0', '')
    if (text !== '') yield text
  }
}
