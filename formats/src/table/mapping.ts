import { kinds, linkKinds, properties } from '@shield/core'
import type { KindName, LinkKindName, PropertyName } from '@shield/core'

import { encodings } from './decode.ts'
import { delimiters } from './sniff.ts'
import type { TableChoice } from './sniff.ts'

/** How the rows of a table become entities and links. Columns go by the header's names. */
export interface Mapping extends TableChoice {
  /** Columns whose cells together make the record's key; none: the row's own content is its key. */
  readonly key: readonly string[]
  readonly entities: readonly MappedEntity[]
  readonly links: readonly MappedLink[]
}

/** One entity a row. A row whose key cells are all empty has no such entity. */
export interface MappedEntity {
  readonly name: string
  readonly kind: KindName
  readonly key: readonly string[]
  readonly columns: readonly MappedColumn[]
}

export interface MappedColumn {
  readonly column: string
  readonly property: PropertyName
  /** How the column counts years; told by the value itself where absent. */
  readonly date?: 'buddhist' | 'gregorian'
}

export interface MappedLink {
  readonly kind: LinkKindName
  /** Names of two entities of this mapping. */
  readonly from: string
  readonly to: string
  readonly starts?: { readonly column: string; readonly date?: 'buddhist' | 'gregorian' }
  readonly amount?: string
  readonly currency?: string
  readonly detail?: string
}

export interface MappingFault {
  /** RFC 6901 pointer into the mapping. */
  readonly pointer: string
  readonly rule: string
  readonly hint: string
}

/** A mapping checked in full, or everything that is wrong with it. `header` ties it to a file's columns. */
export function readMapping(value: unknown, header?: readonly string[]): Mapping | readonly MappingFault[] {
  const faults: MappingFault[] = []
  const fault = (pointer: string, rule: string, hint: string): void =>
    void faults.push({ pointer, rule, hint })
  if (!isObject(value)) return [{ pointer: '', rule: 'type', hint: 'a mapping is an object' }]
  unknownKeys(value, ['key', 'entities', 'links', 'sheet', 'encoding', 'delimiter', 'headerRow'], '', fault)
  tableChoice(value, fault)
  const column = (name: unknown, pointer: string): void => {
    if (typeof name !== 'string') fault(pointer, 'type', 'name a column')
    else if (header && !header.includes(name)) fault(pointer, 'missing-column', 'the file has no such column')
  }
  const columnList = (names: unknown, pointer: string): void => {
    if (!Array.isArray(names)) fault(pointer, 'type', 'give a list of columns')
    else names.forEach((name, at) => column(name, `${pointer}/${at}`))
  }
  columnList(value['key'], '/key')
  const entities = listOf(value['entities'], '/entities', fault)
  const links = listOf(value['links'], '/links', fault)
  if (entities.length === 0) fault('/entities', 'empty', 'map at least one entity')
  if (entities.length > 50 || links.length > 100)
    fault('/entities', 'too-many', 'at most 50 entities and 100 links')
  const names = new Set<string>()
  entities.forEach((entity, at) => {
    const pointer = `/entities/${at}`
    unknownKeys(entity, ['name', 'kind', 'key', 'columns'], pointer, fault)
    const { name } = entity
    if (typeof name !== 'string' || name === '' || names.has(name))
      fault(`${pointer}/name`, 'name', 'give each entity a name of its own')
    else names.add(name)
    if (!isOneOf(kinds, entity['kind'])) fault(`${pointer}/kind`, 'kind', 'choose a kind of entity')
    columnList(entity['key'], `${pointer}/key`)
    listOf(entity['columns'], `${pointer}/columns`, fault).forEach((mapped, place) => {
      unknownKeys(mapped, ['column', 'property', 'date'], `${pointer}/columns/${place}`, fault)
      column(mapped['column'], `${pointer}/columns/${place}/column`)
      if (!isOneOf(properties, mapped['property']))
        fault(`${pointer}/columns/${place}/property`, 'property', 'choose a property')
      era(mapped['date'], `${pointer}/columns/${place}/date`, fault)
    })
  })
  links.forEach((link, at) => {
    const pointer = `/links/${at}`
    unknownKeys(link, ['kind', 'from', 'to', 'starts', 'amount', 'currency', 'detail'], pointer, fault)
    if (!isOneOf(linkKinds, link['kind'])) fault(`${pointer}/kind`, 'kind', 'choose a kind of link')
    for (const end of ['from', 'to'])
      if (typeof link[end] !== 'string' || !names.has(link[end]))
        fault(`${pointer}/${end}`, 'entity', 'name an entity of this mapping')
    for (const part of ['amount', 'currency', 'detail'])
      if (link[part] !== undefined) column(link[part], `${pointer}/${part}`)
    const { starts } = link
    if (starts !== undefined && !isObject(starts)) fault(`${pointer}/starts`, 'type', 'name a column')
    if (isObject(starts)) {
      column(starts['column'], `${pointer}/starts/column`)
      era(starts['date'], `${pointer}/starts/date`, fault)
    }
  })
  return faults.length > 0 ? faults : (value as unknown as Mapping)
}

type Fault = (pointer: string, rule: string, hint: string) => void
type Plain = Readonly<Record<string, unknown>>

function tableChoice(value: Plain, fault: Fault): void {
  const { sheet, encoding, delimiter, headerRow } = value
  if (sheet !== undefined && typeof sheet !== 'string') fault('/sheet', 'type', 'name a sheet')
  if (encoding !== undefined && !(encodings as readonly unknown[]).includes(encoding))
    fault('/encoding', 'encoding', `choose one of ${encodings.join(', ')}`)
  if (delimiter !== undefined && !(delimiters as readonly unknown[]).includes(delimiter))
    fault('/delimiter', 'delimiter', 'choose comma, semicolon, tab or bar')
  const isRow = typeof headerRow === 'number' && Number.isSafeInteger(headerRow) && headerRow > 0
  if (headerRow !== undefined && !(isRow && headerRow <= 1000))
    fault('/headerRow', 'row', 'a row from 1 to 1000')
}

function isObject(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isOneOf(table: object, name: unknown): boolean {
  return typeof name === 'string' && Object.hasOwn(table, name)
}

function listOf(value: unknown, pointer: string, fault: Fault): readonly Plain[] {
  if (Array.isArray(value) && value.every(isObject)) return value
  fault(pointer, 'type', 'give a list of objects')
  return []
}

function unknownKeys(value: Plain, known: readonly string[], pointer: string, fault: Fault): void {
  for (const key of Object.keys(value))
    if (!known.includes(key)) fault(`${pointer}/${key}`, 'unknown', 'no such setting')
}

function era(value: unknown, pointer: string, fault: Fault): void {
  if (value !== undefined && value !== 'buddhist' && value !== 'gregorian')
    fault(pointer, 'era', 'buddhist or gregorian')
}
