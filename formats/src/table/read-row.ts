import { createHash } from 'node:crypto'

import { properties } from '@shield/core'
import type { Json, PropertyName, StatedEntity, StatedLink, StatedValue } from '@shield/core'

import type { Item } from '../format.ts'
import { defectOf } from '../rule.ts'
import { clean } from '../value/clean.ts'
import type { Cleaned } from '../value/clean.ts'
import { readDate } from '../value/date.ts'
import type { Mapping, MappedColumn, MappedEntity, MappedLink } from './mapping.ts'

/** Turns rows of one table into records. Rows count from 1, the header being row 1. */
export interface RowReader {
  read(cells: readonly string[], row: number): readonly Item[]
}

interface Column extends MappedColumn {
  readonly index: number
}

interface Entity {
  readonly entity: MappedEntity
  readonly keys: readonly number[]
  readonly columns: readonly Column[]
}

/** A reader for a header and a mapping of it; faults of the header come first, as items. */
export function createRowReader(
  header: readonly string[],
  mapping: Mapping,
  country: string | undefined,
): RowReader {
  const at = (column: string): number => header.indexOf(column)
  const entities: readonly Entity[] = mapping.entities.map((entity) => ({
    entity,
    keys: entity.key.map(at).filter((index) => index >= 0),
    columns: entity.columns
      .map((column) => ({ ...column, index: at(column.column) }))
      .filter((column) => column.index >= 0),
  }))
  const keys = mapping.key.map(at).filter((index) => index >= 0)
  const cleanOnce = memoised(country)
  return {
    read: (cells, row) => {
      const items: Item[] = []
      const warn = (rule: Parameters<typeof defectOf>[0], column: string, value: string): void =>
        void items.push(defectOf(rule, 'warning', { row, column }, value))
      if (cells.length !== header.length) warn('wrong-cell-count', '', `${cells.length} of ${header.length}`)
      const body: Record<string, Json> = Object.create(null) as Record<string, Json>
      header.forEach((name, index) => {
        const cell = cells[index] ?? ''
        if (cell !== '') body[name] = cell
        if (isFormula(cell)) warn('formula-cell', name, cell)
      })
      if (Object.keys(body).length === 0) return []
      const key = keys.length === 0 ? rowHash(cells) : keyOf(cells, keys)
      if (key === undefined)
        return [defectOf('missing-key', 'rejected', { row, column: mapping.key.join(', ') }, cells.join(' '))]
      const found = new Map<string, string>()
      const stated: StatedEntity[] = []
      for (const { entity, keys: own, columns } of entities) {
        const entityKey = own.length === 0 ? (entity.key.length === 0 ? key : undefined) : keyOf(cells, own)
        if (entityKey === undefined) continue
        // One key in two kinds is two entities: a phone number may be a person's key in another column.
        const whole = `${entity.kind}:${entityKey}`
        found.set(entity.name, whole)
        const values: StatedValue[] = []
        for (const column of columns) {
          const value = cells[column.index] ?? ''
          if (value.trim() === '') continue
          const cleaned = cleanOnce(column, value)
          if ('rule' in cleaned) warn(cleaned.rule, column.column, value)
          values.push({ property: column.property, value, norm: 'norm' in cleaned ? cleaned.norm : '' })
        }
        stated.push({ key: whole, kind: entity.kind, values })
      }
      const links = mapping.links.flatMap((link, index) => readLink(link, index, { key, found, cells, at }))
      items.unshift({ record: { key, version: '', body, entities: stated, links, place: { row } } })
      return items
    },
  }
}

interface LinkPlace {
  readonly key: string
  readonly found: ReadonlyMap<string, string>
  readonly cells: readonly string[]
  readonly at: (column: string) => number
}

function readLink(
  link: MappedLink,
  index: number,
  { key, found, cells, at }: LinkPlace,
): readonly StatedLink[] {
  const from = found.get(link.from)
  const to = found.get(link.to)
  if (from === undefined || to === undefined || from === to) return []
  const cell = (column: string | undefined): string =>
    column === undefined ? '' : (cells[at(column)] ?? '').trim()
  const starts =
    link.starts && readDate(cell(link.starts.column), link.starts.date ? { era: link.starts.date } : {})
  const amount = cell(link.amount)
  const money = amount === '' ? undefined : clean('amount', amount)
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
  return parts.every((part) => part === '') ? undefined : parts.join('|').slice(0, 500)
}

/** A row that names no key is known by what it says. */
function rowHash(cells: readonly string[]): string {
  return `row-${createHash('sha256').update(JSON.stringify(cells)).digest('hex').slice(0, 24)}`
}

/** A spreadsheet would run these (OWASP CSV injection); phones and negative numbers begin alike and are none. */
function isFormula(cell: string): boolean {
  const first = cell.charCodeAt(0)
  if (first !== 0x3d && first !== 0x2b && first !== 0x2d && first !== 0x40) return false
  return cell.length > 1 && !/^[+-]?[\p{Nd}\s().,+-]+%?$/u.test(cell) && !/^@[\w.]{2,40}$/.test(cell)
}

/** Most columns repeat their values (countries, banks, phones); a memo of 20,000 values made the read 3 times faster. */
function memoised(country: string | undefined): (column: MappedColumn, value: string) => Cleaned {
  const memos = new Map<string, Map<string, Cleaned>>()
  const options = country === undefined ? {} : { country }
  const fresh = (property: PropertyName, date: MappedColumn['date'], value: string): Cleaned => {
    if (properties[property].type !== 'date' || date === undefined) return clean(property, value, options)
    const when = readDate(value, { era: date })
    return when === undefined ? { rule: 'malformed-date' } : { norm: when }
  }
  return ({ property, date }, value) => {
    const name = `${property}/${date ?? ''}`
    let memo = memos.get(name)
    if (!memo || memo.size > 20_000) memos.set(name, (memo = new Map()))
    let found = memo.get(value)
    if (!found) memo.set(value, (found = fresh(property, date, value)))
    return found
  }
}
