import type {
  Defect,
  Json,
  Place,
  SourceRecord,
  StatedEntity,
  StatedLink,
  StatedValue,
  Tlp,
} from '@shield/core'
import type { Bytes, Item, ReadOptions } from '../format.ts'
import { dayOf, isObject, own, stateValue, textOf, warn } from '../json/stated.ts'
import type { JsonObject, Reading } from '../json/stated.ts'
import { limitsOf, readElements } from '../json/stream.ts'
import { recordOrDefect } from '../record.ts'
import { defectOf } from '../rule.ts'
import { linkKindOf } from '../stix/link.ts'
import { stricter, tlpNamed } from '../stix/marking.ts'
import {
  kindNamed,
  kindOfObject,
  kindOfOwnObject,
  meaningOf,
  propertyOfRelation,
  statedKind,
} from './type.ts'

/** A MISP event is one JSON value however many attributes it has: 300,000 of them are about 120 MB. */
const maxEventBytes = 256 * 2 ** 20

/**
 * MISP events: `{"Event":…}`, a list of them, or `{"response":[…]}`.
 * The event, each attribute, each object and each event report become a record of their own, so that each keeps its own time and
 * its own withdrawal; the event's record has what remains of its body. A tag `tlp:…` of the event holds for all its parts.
 */
export async function* readMisp(bytes: Bytes, options?: ReadOptions): AsyncGenerator<Item, void> {
  const limits = limitsOf({ ...options, limits: { maxRecordBytes: maxEventBytes, ...options?.limits } })
  for await (const part of readElements(bytes, { lists: ['response'] }, limits)) {
    if ('defect' in part) yield part.defect.rule === 'truncated' ? cutEvent(part) : part
    else if ('element' in part) yield* readEvent(part.element, part.place, options)
    else if (part.lists.length > 0) continue
    else if (isObject(part.header) && (isObject(own(part.header, 'Event')) || textOf(part.header, 'uuid')))
      yield* readEvent(part.header, { pointer: '' }, options)
    else yield defectOf('no-records', 'rejected', { pointer: '' }, '')
  }
}

/** A cut between events costs nothing that had come; a cut in one costs it whole: the tags that close it to others may be missing. */
function cutEvent(part: { readonly defect: Defect }): Item {
  const { place, value } = part.defect
  const pointer = place.pointer ?? ''
  const isBetween = /^(?:\/response)?(?:\/\d+)?$/.test(pointer)
  return isBetween ? part : defectOf('truncated-event', 'rejected', place, value)
}

interface Context {
  readonly event: string
  readonly tlp: Tlp | undefined
  readonly options: ReadOptions | undefined
}

const partsOfEvent = new Set(['Attribute', 'Object', 'EventReport'])

function* readEvent(element: Json, at: Place, options: ReadOptions | undefined): Generator<Item, void> {
  const inner = isObject(element) ? own(element, 'Event') : undefined
  const event = isObject(inner) ? inner : element
  const place = isObject(inner) ? { ...at, pointer: `${at.pointer ?? ''}/Event` } : at
  if (!isObject(event)) {
    yield defectOf('not-an-object', 'rejected', place, JSON.stringify(element))
    return
  }
  const key = textOf(event, 'uuid')
  if (key === undefined) {
    yield defectOf('missing-id', 'rejected', place, textOf(event, 'info') ?? '')
    return
  }
  const reading: Reading = { place, country: options?.defaultCountry, defects: [] }
  const tlp = tlpOfTags(event, reading)
  yield recordOrDefect(eventRecord(event, key, tlp, reading))
  yield* reading.defects
  const context = { event: key, tlp, options }
  for (const name of partsOfEvent)
    for (const [index, part] of listOf(event, name).entries()) {
      const partPlace = { ...place, pointer: `${place.pointer ?? ''}/${name}/${index}` }
      yield* readPart(name, part, partPlace, context)
    }
}

function eventRecord(event: JsonObject, key: string, tlp: Tlp | undefined, reading: Reading): SourceRecord {
  const body = Object.fromEntries(Object.entries(event).filter(([name]) => !partsOfEvent.has(name)))
  const values = [
    stateValue(reading, 'name', own(event, 'info') ?? null, '/info'),
    stateValue(reading, 'date', own(event, 'date') ?? null, '/date'),
    ...listOf(event, 'Tag').map((tag, index) =>
      isObject(tag)
        ? stateValue(reading, 'category', own(tag, 'name') ?? null, `/Tag/${index}/name`)
        : undefined,
    ),
  ].filter((value) => value !== undefined)
  const entities: StatedEntity[] = [{ key, kind: 'Document', values }]
  const links: StatedLink[] = []
  const creator = own(event, 'Orgc')
  const organisation = isObject(creator) ? textOf(creator, 'uuid') : undefined
  if (isObject(creator) && organisation !== undefined) {
    const name = stateValue(reading, 'name', own(creator, 'name') ?? null, '/Orgc/name')
    entities.push({ key: organisation, kind: 'Organization', values: name ? [name] : [] })
    links.push({ key: `${key}#Orgc`, kind: 'ReportedBy', from: key, to: organisation })
  }
  return { key, version: versionOf(event), body, entities, links, ...flags(event, tlp), place: reading.place }
}

function* readPart(name: string, part: Json, place: Place, context: Context): Generator<Item, void> {
  if (!isObject(part)) {
    yield defectOf('not-an-object', 'rejected', place, JSON.stringify(part))
    return
  }
  const key = textOf(part, 'uuid')
  if (key === undefined) {
    yield defectOf('missing-id', 'rejected', place, textOf(part, 'value') ?? textOf(part, 'name') ?? '')
    return
  }
  if (name === 'Attribute' && textOf(part, 'type') === undefined) {
    yield defectOf('missing-type', 'rejected', place, key)
    return
  }
  const reading: Reading = { place, country: context.options?.defaultCountry, defects: [] }
  const tlp = stricter(context.tlp, tlpOfTags(part, reading))
  const mention: StatedLink = { key: `${key}#event`, kind: 'Mentions', from: context.event, to: key }
  const entity =
    name === 'Attribute'
      ? attributeEntity(part, key, reading)
      : name === 'Object'
        ? objectEntity(part, key, tlp, reading)
        : reportEntity(part, key, reading)
  const links = [mention, ...referencesOf(part, key, reading)]
  const record = {
    key,
    version: versionOf(part),
    body: part,
    entities: [entity],
    links,
    ...flags(part, tlp),
    place,
  }
  yield recordOrDefect(record)
  yield* reading.defects
}

function attributeEntity(attribute: JsonObject, key: string, reading: Reading): StatedEntity {
  const type = textOf(attribute, 'type') ?? ''
  const [kind, ...properties] = meaningOf(type)
  const whole = own(attribute, 'value') ?? null
  const parts = typeof whole === 'string' && type.includes('|') ? whole.split('|') : [whole]
  const values = [
    ...properties.map((property, index) =>
      property === undefined ? undefined : stateValue(reading, property, parts[index] ?? null, '/value'),
    ),
    stateValue(reading, 'notes', own(attribute, 'comment') ?? null, '/comment'),
    stateValue(reading, 'category', own(attribute, 'category') ?? null, '/category'),
  ].filter((value) => value !== undefined)
  return { key, kind, values: values.map((value) => ({ ...value, ...seen(attribute) })) }
}

function objectEntity(object: JsonObject, key: string, tlp: Tlp | undefined, reading: Reading): StatedEntity {
  const name = textOf(object, 'name') ?? ''
  const attributes = listOf(object, 'Attribute').filter(isObject)
  const relations = new Set(attributes.map((item) => textOf(item, 'object_relation') ?? ''))
  const said = attributes.find((item) => textOf(item, 'object_relation') === statedKind)
  const kind =
    kindNamed(said === undefined ? '' : (textOf(said, 'value') ?? '')) ??
    kindOfOwnObject(name) ??
    kindOfObject(name, relations)
  if (!kind) warn(reading, 'unknown-schema', '/name', name)
  const values: StatedValue[] = []
  for (const [index, attribute] of attributes.entries()) {
    if (isDeleted(attribute)) continue
    const pointer = `/Attribute/${index}/value`
    const relation = textOf(attribute, 'object_relation') ?? ''
    const property = propertyOfRelation(name, relation, textOf(attribute, 'type') ?? '')
    if (property === undefined) continue
    const value = stateValue(reading, property, own(attribute, 'value') ?? null, pointer)
    const stated = tlpOfTags(attribute, reading)
    const narrower = stated !== undefined && stated !== tlp && stricter(tlp, stated) === stated
    if (value) values.push({ ...value, ...seen(attribute), ...(narrower ? { tlp: stated } : {}) })
  }
  const [latitude, longitude] = ['latitude', 'longitude'].map((side) =>
    attributes.find((item) => textOf(item, 'object_relation') === side),
  )
  if (latitude && longitude) {
    const text = `${String(own(latitude, 'value'))},${String(own(longitude, 'value'))}`
    const place = stateValue(reading, 'coordinates', text, '/Attribute')
    if (place) values.push(place)
  }
  if (kind === 'UserAccount' && name !== 'user-account') {
    const service = stateValue(reading, 'service', name.replace(/-(?:account|user)$/, ''), '/name')
    if (service) values.push(service)
  }
  return { key, kind: kind ?? 'Thing', values }
}

function reportEntity(report: JsonObject, key: string, reading: Reading): StatedEntity {
  const values = (['name', 'content'] as const)
    .map((name) => stateValue(reading, name, own(report, name) ?? null, `/${name}`))
    .filter((value) => value !== undefined)
  return { key, kind: 'Document', values }
}

function referencesOf(object: JsonObject, key: string, reading: Reading): readonly StatedLink[] {
  return listOf(object, 'ObjectReference').flatMap((reference, index) => {
    if (!isObject(reference) || isDeleted(reference)) return []
    const to = textOf(reference, 'referenced_uuid')
    if (to === undefined) {
      warn(reading, 'empty-reference', `/ObjectReference/${index}/referenced_uuid`, '')
      return []
    }
    const { kind, detail } = linkKindOf(textOf(reference, 'relationship_type') ?? 'related-to')
    const id = textOf(reference, 'uuid') ?? `${key}#ObjectReference[${index}]`
    return [{ key: id, kind, from: key, to, ...(detail === undefined ? {} : { detail }) }]
  })
}

/** The strictest TLP among the tags; a `tlp:` tag of no known colour is taken for RED. */
function tlpOfTags(object: JsonObject, reading: Reading): Tlp | undefined {
  let tlp: Tlp | undefined
  for (const [index, tag] of listOf(object, 'Tag').entries()) {
    const name = isObject(tag) ? textOf(tag, 'name') : undefined
    if (name === undefined || !/^tlp:/i.test(name)) continue
    const known = tlpNamed(name.replace(/^tlp:/i, '').replaceAll('"', ''))
    if (known === undefined) warn(reading, 'unknown-marking', `/Tag/${index}/name`, name)
    tlp = stricter(tlp, known ?? 'RED')
  }
  return tlp
}

function flags(object: JsonObject, tlp: Tlp | undefined): Pick<SourceRecord, 'tlp' | 'revoked'> {
  return { ...(tlp === undefined ? {} : { tlp }), ...(isDeleted(object) ? { revoked: true } : {}) }
}

function isDeleted(object: JsonObject): boolean {
  const deleted = own(object, 'deleted')
  return deleted === true || deleted === 1 || deleted === '1'
}

function seen(attribute: JsonObject): Pick<StatedValue, 'from' | 'until'> {
  const from = dayOf(own(attribute, 'first_seen'))
  const until = dayOf(own(attribute, 'last_seen'))
  return { ...(from === undefined ? {} : { from }), ...(until === undefined ? {} : { until }) }
}

/** Epoch seconds, a number or its text, as an ISO time. */
function versionOf(object: JsonObject): string {
  const seconds = Number(own(object, 'timestamp') ?? Number.NaN)
  return Number.isInteger(seconds) && seconds > 0 && seconds < 1e11
    ? new Date(seconds * 1000).toISOString()
    : ''
}

function listOf(object: JsonObject, name: string): readonly Json[] {
  const value = own(object, name)
  return Array.isArray(value) ? (value as readonly Json[]) : []
}
