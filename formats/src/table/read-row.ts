import { createHash } from 'node:crypto'

import { properties } from '@shield/core'
import type { Json, StatedEntity, StatedLink, StatedValue } from '@shield/core'

import type { Item } from '../format.ts'
import { defectOf } from '../rule.ts'
import type { RuleName } from '../rule.ts'
import { createSeen } from '../seen.ts'
import { clean, doubtOf } from '../value/clean.ts'
import type { Cleaned } from '../value/clean.ts'
import { readDate } from '../value/date.ts'
import type { Mapping, MappedColumn, MappedEntity, MappedLink } from './mapping.ts'

// A key is indexed: PostgreSQL takes 2,700 bytes of one, a third of that in Thai.
const maxKeyLength = 500

/** Turns rows of one table into records. Rows count from 1, as a spreadsheet counts them. */
export interface RowReader {
  /** Columns that the mapping names and the header lacks; without a column of its key a record can't be told from others. */
  readonly missing: readonly Item[]
  read(cells: readonly string[], row: number): readonly Item[]
}

interface Column extends MappedColumn {
  readonly index: number
  readonly cleaned: (value: string) => Cleaned
}

interface Entity {
  readonly entity: MappedEntity
  readonly keys: readonly number[]
  /** What is added to the row's key where the entity has none: the second person of a row is not the first one. */
  readonly apart: string
  readonly columns: readonly Column[]
}

/** A reader for a header and a mapping of it. */
export function createRowReader(
  header: readonly string[],
  mapping: Mapping,
  country: string | undefined,
): RowReader {
  const places = new Map(header.map((name, index) => [name, index]))
  const at = (column: string): number => places.get(column) ?? -1
  const lost = [...new Set([...mapping.key, ...mapping.entities.flatMap((entity) => entity.key)])].some(
    (column) => at(column) < 0,
  )
  const entities: readonly Entity[] = mapping.entities.map((entity, place) => ({
    entity,
    apart: mapping.entities.slice(0, place).some(({ kind }) => kind === entity.kind) ? `#${entity.name}` : '',
    keys: entity.key.map(at).filter((index) => index >= 0),
    columns: entity.columns
      .map((column) => ({ ...column, index: at(column.column), cleaned: cleanerOf(column, country) }))
      .filter((column) => column.index >= 0),
  }))
  const keys = mapping.key.map(at).filter((index) => index >= 0)
  const timesSeen = createSeen()
  return {
    missing: columnsOf(mapping)
      .filter((column) => at(column) < 0)
      .map((column) => defectOf('missing-column', 'rejected', { row: 1, column }, column)),
    read: (cells, row) => {
      if (lost) return []
      const items: Item[] = []
      const warn: Warn = (rule, column, value) =>
        void items.push(defectOf(rule, 'warning', { row, column }, value))
      if (cells.length !== header.length) warn('wrong-cell-count', '', `${cells.length} of ${header.length}`)
      const body: Record<string, Json> = Object.create(null) as Record<string, Json>
      header.forEach((name, index) => {
        const cell = cells[index] ?? ''
        if (cell === '') return
        body[name] = cell
        if (isFormula(cell)) warn('formula-cell', name, cell)
        if (cell.includes('\uFFFD')) warn('unreadable-character', name, cell)
      })
      if (Object.keys(body).length === 0) return []
      const key = keys.length === 0 ? rowHash(cells) : keyOf(cells, keys)
      if (key === undefined)
        return [defectOf('missing-key', 'rejected', { row, column: mapping.key.join(', ') }, cells.join(' '))]
      const found = new Map<string, string>()
      const stated: StatedEntity[] = []
      for (const { entity, keys: own, columns, apart } of entities) {
        const isRowsOwn = entity.key.length === 0
        const entityKey = isRowsOwn ? `${key}${apart}` : keyOf(cells, own)
        if (entityKey === undefined) continue
        // One key in two kinds is two entities: a phone number may be a person's key in another column.
        const whole = `${entity.kind}:${entityKey}`
        const values: StatedValue[] = []
        for (const column of columns) {
          const value = cells[column.index] ?? ''
          if (value.trim() === '') continue
          const cleaned = column.cleaned(value)
          const doubt = doubtOf(cleaned)
          if (doubt) warn(doubt, column.column, value)
          values.push({ property: column.property, value, norm: 'norm' in cleaned ? cleaned.norm : '' })
        }
        // Nothing tells of it, not even a key: there is no such entity in this row.
        if (isRowsOwn && values.length === 0) continue
        found.set(entity.name, whole)
        stated.push({ key: whole, kind: entity.kind, values })
      }
      const links = mapping.links.flatMap((link, index) =>
        readLink(link, index, { key, found, cells, at, warn }),
      )
      if (timesSeen(key) > 1) warn('duplicate-row', mapping.key.join(', '), key)
      return [{ record: { key, version: '', body, entities: stated, links, place: { row } } }, ...items]
    },
  }
}

function columnsOf(mapping: Mapping): readonly string[] {
  const links = mapping.links.flatMap((link) => [
    link.starts?.column,
    link.amount,
    link.currency,
    link.detail,
  ])
  const entities = mapping.entities.flatMap((entity) => [
    ...entity.key,
    ...entity.columns.map((column) => column.column),
  ])
  return [...new Set([...mapping.key, ...entities, ...links.filter((column) => column !== undefined)])]
}

type Warn = (rule: RuleName, column: string, value: string) => void

interface LinkPlace {
  readonly key: string
  readonly found: ReadonlyMap<string, string>
  readonly cells: readonly string[]
  readonly at: (column: string) => number
  readonly warn: Warn
}

function readLink(
  link: MappedLink,
  index: number,
  { key, found, cells, at, warn }: LinkPlace,
): readonly StatedLink[] {
  const from = found.get(link.from)
  const to = found.get(link.to)
  if (from === undefined || to === undefined || from === to) return []
  const cell = (column: string | undefined): string =>
    column === undefined ? '' : (cells[at(column)] ?? '').trim()
  const day = cell(link.starts?.column)
  const starts = day === '' ? undefined : readDate(day, link.starts?.date ? { era: link.starts.date } : {})
  if (day !== '' && starts === undefined) warn('malformed-date', link.starts?.column ?? '', day)
  const amount = cell(link.amount)
  const money = amount === '' ? undefined : clean('amount', amount)
  if (money && 'rule' in money) warn(money.rule, link.amount ?? '', amount)
  const currency = cell(link.currency)
  const detail = cell(link.detail)
  return [
    {
      key: `${key}#${index}`,
      kind: link.kind,
      from,
      to,
      ...(starts ? { starts } : {}),
      ...(money && 'norm' in money ? { amount: money.norm } : {}),
      ...(currency === '' ? {} : { currency: currency.toUpperCase().slice(0, 3) }),
      ...(detail === '' ? {} : { detail }),
    },
  ]
}

function keyOf(cells: readonly string[], indexes: readonly number[]): string | undefined {
  const parts = indexes.map((index) => (cells[index] ?? '').trim())
  if (parts.every((part) => part === '')) return undefined
  const key = parts.join('|')
  return key.length <= maxKeyLength ? key : `${key.slice(0, 200).toWellFormed()}…${shortHash(key)}`
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 24)
}

/** A row that names no key is known by what it says. */
function rowHash(cells: readonly string[]): string {
  return `row-${shortHash(JSON.stringify(cells))}`
}

/** A spreadsheet would run these (OWASP CSV injection); phones and negative numbers begin alike and are none. */
function isFormula(cell: string): boolean {
  const first = cell.charCodeAt(0)
  if (first !== 0x3d && first !== 0x2b && first !== 0x2d && first !== 0x40) return false
  return cell.length > 1 && !/^[+-]?[\p{Nd}\s().,+-]+%?$/u.test(cell) && !/^@[\w.]{2,40}$/.test(cell)
}

// Different values of a column that are remembered.
const mostRemembered = 20_000

/**
 * Cleans the values of one column. Most columns repeat theirs (countries, banks, dates): those are cleaned once. Where few do
 * (names, phones) remembering costs more than it saves (100,000 people: 4 of the 41 µs that a row took), and is given up.
 */
function cleanerOf(
  { property, date }: MappedColumn,
  country: string | undefined,
): (value: string) => Cleaned {
  const options = country === undefined ? {} : { country }
  const remembered = new Map<string, Cleaned>()
  let repeats = 0
  let isWorthIt = true
  const fresh = (value: string): Cleaned => {
    if (properties[property].type !== 'date' || date === undefined) return clean(property, value, options)
    const when = readDate(value, { era: date })
    return when === undefined ? { rule: 'malformed-date' } : { norm: when }
  }
  return (value) => {
    if (!isWorthIt) return fresh(value)
    const known = remembered.get(value)
    if (known) {
      repeats += 1
      return known
    }
    if (remembered.size === mostRemembered) {
      isWorthIt = repeats > mostRemembered
      repeats = 0
      remembered.clear()
    }
    const cleaned = fresh(value)
    remembered.set(value, cleaned)
    return cleaned
  }
}
