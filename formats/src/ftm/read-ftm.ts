import type { Json, Place, SourceRecord, StatedEntity, StatedLink, StatedValue } from '@shield/core'
import type { Bytes, Item, ReadOptions } from '../format.ts'
import { dayOf, distinctValues, isObject, own, stateValue, textOf, warn } from '../json/stated.ts'
import type { JsonObject, Reading } from '../json/stated.ts'
import { foreignFile, limitsOf, peek, readElements, readLines } from '../json/stream.ts'
import type { Part } from '../json/split.ts'
import { recordOrDefect } from '../record.ts'
import { defectOf } from '../rule.ts'
import { amountOf } from '../stix/link.ts'
import { edgeOf, kindOfSchema, propertyOf, referenceOf } from './schema.ts'
import type { Edge } from './schema.ts'

/** Pairs of ends one edge may have. */
const mostPairs = 1000

/**
 * FollowTheMoney entities: one a line (.ijson, .ftm), a JSON list, or a diagram with an `entities` list.
 * Edges become links, references become links, the rest entities; every body stays as it came.
 */
export async function* readFtm(bytes: Bytes, options?: ReadOptions): AsyncGenerator<Item, void> {
  const limits = limitsOf(options)
  const { head, whole } = await peek(bytes, 64 * 1024)
  const source =
    foreignFile(head) !== undefined || isOneText(head)
      ? readElements(whole, { lists: ['entities', 'results'] }, limits)
      : readLines(whole, limits)
  let isEmpty = true
  for await (const part of source) {
    isEmpty = false
    yield* understood(part, options)
  }
  if (isEmpty) yield defectOf('no-records', 'rejected', {}, '')
}

/** A list, a diagram or one entity over several lines; anything else is one entity a line. */
function isOneText(head: Uint8Array): boolean {
  const text = Buffer.from(head)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart()
  if (text.startsWith('[')) return true
  const line = text.slice(0, text.indexOf('\n') < 0 ? text.length : text.indexOf('\n')).trim()
  return /^\{\s*"(?:entities|layout|viewport|limit|results|status|total)"\s*:/.test(line) || line === '{'
}

function* understood(part: Part, options: ReadOptions | undefined): Generator<Item, void> {
  if ('defect' in part) yield part
  else if ('element' in part) yield* readEntity(part.element, part.place, options)
  else if (part.lists.length === 0) {
    if (isObject(part.header) && own(part.header, 'schema') !== undefined)
      yield* readEntity(part.header, { pointer: '' }, options)
    else yield defectOf('no-records', 'rejected', { pointer: '' }, '')
  }
}

function* readEntity(element: Json, place: Place, options: ReadOptions | undefined): Generator<Item, void> {
  if (!isObject(element)) {
    yield defectOf('not-an-object', 'rejected', place, JSON.stringify(element))
    return
  }
  const id = textOf(element, 'id')
  const schema = textOf(element, 'schema')
  if (id === undefined || schema === undefined) {
    yield defectOf(id === undefined ? 'missing-id' : 'missing-type', 'rejected', place, schema ?? id ?? '')
    return
  }
  const reading: Reading = { place, country: options?.defaultCountry, defects: [] }
  const record: SourceRecord = {
    key: id,
    version: textOf(element, 'last_change') ?? '',
    body: element,
    ...said(element, id, schema, reading),
    place,
  }
  if (edgeOf(schema) && record.links.length === 0) warn(reading, 'missing-end', '/properties', id)
  yield recordOrDefect(record)
  yield* reading.defects
}

type Said = Pick<SourceRecord, 'entities' | 'links'>

function said(element: JsonObject, id: string, schema: string, reading: Reading): Said {
  const stated = own(element, 'properties')
  const object = isObject(stated) ? stated : {}
  const edge = edgeOf(schema)
  if (edge) return edgeSaid(object, id, schema, edge, reading)
  const kind = kindOfSchema(schema)
  if (!kind) warn(reading, 'unknown-schema', '/schema', schema)
  const values = valuesOf(object, schema, reading)
  const detected = schema === 'Mention' ? kindOfSchema(textsOf(object, 'detectedSchema')[0] ?? '') : undefined
  return {
    entities: [{ key: id, kind: detected ?? kind ?? 'Thing', values }],
    links: referenceLinks(object, id, schema, reading),
  }
}

function listOf(object: JsonObject, name: string): readonly Json[] {
  const value = own(object, name)
  if (value === undefined || value === null) return []
  return Array.isArray(value) ? (value as readonly Json[]) : [value]
}

function textsOf(object: JsonObject, name: string): readonly string[] {
  return listOf(object, name).filter((item): item is string => typeof item === 'string' && item !== '')
}

function valuesOf(object: JsonObject, schema: string, reading: Reading): readonly StatedValue[] {
  const values = distinctValues()
  const add = (value: StatedValue | undefined): void => {
    if (value) values.add(value)
  }
  for (const name in object) {
    if (referenceOf(schema, name)) continue
    const property = propertyOf(schema, name)
    if (property === undefined) continue
    for (const [index, raw] of listOf(object, name).entries())
      add(stateValue(reading, property, raw, `/properties/${name}/${index}`))
  }
  const [latitude] = textsOf(object, 'latitude')
  const [longitude] = textsOf(object, 'longitude')
  if (latitude !== undefined && longitude !== undefined)
    add(stateValue(reading, 'coordinates', `${latitude},${longitude}`, '/properties/latitude'))
  if (schema === 'Address' && !Object.hasOwn(object, 'full')) {
    const parts = ['street', 'street2', 'postalCode', 'city'].flatMap((name) =>
      textsOf(object, name).slice(0, 1),
    )
    if (parts.length > 0) add(stateValue(reading, 'address', parts.join(', '), '/properties'))
  }
  return values.list
}

/** Ids a reference names; an entity nested in its place counts by its id. */
function idsAt(object: JsonObject, name: string, reading: Reading): readonly string[] {
  return listOf(object, name).flatMap((item, index) => {
    const id = isObject(item) ? textOf(item, 'id') : item
    const pointer = `/properties/${name}/${index}`
    if (typeof id === 'string' && id !== '') return [id]
    if (item === '' || item === null) warn(reading, 'empty-reference', pointer, name)
    else warn(reading, 'malformed-reference', pointer, JSON.stringify(item))
    return []
  })
}

function referenceLinks(
  object: JsonObject,
  id: string,
  schema: string,
  reading: Reading,
): readonly StatedLink[] {
  const links: StatedLink[] = []
  for (const name in object) {
    const reference = referenceOf(schema, name)
    if (!reference) continue
    for (const [index, other] of idsAt(object, name, reading).entries()) {
      const [from, to] = reference.back ? [other, id] : [id, other]
      const detail = reference.detail === undefined ? {} : { detail: reference.detail }
      links.push({ key: `${id}#${name}[${index}]`, kind: reference.kind, from, to, ...detail })
    }
  }
  return links
}

interface Ends {
  readonly ids: readonly string[]
  readonly entities: readonly StatedEntity[]
}

/** The first filled of the properties that can hold an end; a phone number stands for an entity of its own. */
function endsOf(object: JsonObject, id: string, names: readonly string[], reading: Reading): Ends {
  for (const name of names) {
    if (!name.endsWith('Number')) {
      const ids = idsAt(object, name, reading)
      if (ids.length > 0) return { ids, entities: [] }
      continue
    }
    const entities = textsOf(object, name).flatMap((text, index): StatedEntity[] => {
      const value = stateValue(reading, 'phone', text, `/properties/${name}/${index}`)
      return value ? [{ key: `${id}#${name}[${index}]`, kind: 'SimCard', values: [value] }] : []
    })
    if (entities.length > 0) return { ids: entities.map((entity) => entity.key), entities }
  }
  return { ids: [], entities: [] }
}

function edgeSaid(object: JsonObject, id: string, schema: string, edge: Edge, reading: Reading): Said {
  const from = endsOf(object, id, edge.from, reading)
  const to = endsOf(object, id, edge.to, reading)
  const pairs = from.ids.flatMap((left) => to.ids.map((right) => [left, right] as const))
  if (pairs.length > mostPairs)
    warn(reading, 'too-many-ends', '/properties', `${pairs.length} > ${mostPairs}`)
  const about = aboutEdge(object, edge, reading)
  const links = pairs.slice(0, mostPairs).map(([left, right], index): StatedLink => ({
    key: pairs.length === 1 ? id : `${id}#${index}`,
    kind: edge.kind,
    from: left,
    to: right,
    ...about,
  }))
  const used = schema === 'Payment' ? accountsUsed(object, id, reading) : []
  return { entities: [...from.entities, ...to.entities], links: [...links, ...used] }
}

/** Who paid from which account is worth a link of its own, once the money itself moves between accounts. */
function accountsUsed(object: JsonObject, id: string, at: Reading): readonly StatedLink[] {
  // What is wrong with the ends was told when they were read.
  const reading = { ...at, defects: [] }
  const sides = [
    ['payer', 'payerAccount'],
    ['beneficiary', 'beneficiaryAccount'],
  ] as const
  return sides.flatMap(([party, account]) => {
    const [from] = idsAt(object, party, reading)
    const [to] = idsAt(object, account, reading)
    if (from === undefined || to === undefined) return []
    return [{ key: `${id}#${account}`, kind: 'Uses' as const, from, to }]
  })
}

function aboutEdge(object: JsonObject, edge: Edge, reading: Reading): Partial<StatedLink> {
  const first = (...names: readonly string[]): string | undefined =>
    names.flatMap((name) => textsOf(object, name))[0]
  const starts = dayOf(first('startDate', 'date'))
  const ends = dayOf(first('endDate'))
  const money = (name: string): string | undefined => {
    const text = first(name)
    const amount = amountOf(text)
    if (text !== undefined && amount === undefined)
      warn(reading, 'malformed-number', `/properties/${name}/0`, text)
    return amount
  }
  const plain = money('amount')
  const euro = money('amountEur')
  const dollar = money('amountUsd')
  const currency = plain !== undefined ? first('currency') : euro !== undefined ? 'EUR' : dollar && 'USD'
  const amount = plain ?? euro ?? dollar
  const detail = first('role', 'relationship', 'purpose', 'percentage', 'summary') ?? edge.detail
  return {
    ...(starts === undefined ? {} : { starts }),
    ...(ends === undefined ? {} : { ends }),
    ...(amount === undefined ? {} : { amount }),
    ...(currency === undefined ? {} : { currency }),
    ...(detail === undefined ? {} : { detail }),
  }
}
