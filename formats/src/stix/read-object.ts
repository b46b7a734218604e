import type {
  Grade,
  Json,
  PropertyName,
  SourceRecord,
  StatedEntity,
  StatedLink,
  StatedValue,
} from '@shield/core'
import { isGrade } from '@shield/core'
import {
  dayOf,
  distinctValues,
  isObject,
  own,
  pointerOf,
  stateValue,
  textOf,
  valuesAt,
  warn,
  withGrade,
} from '../json/stated.ts'
import type { JsonObject, Reading } from '../json/stated.ts'
import { publisherId, redactedMark } from './extension.ts'
import { embeddedLinks, relationshipLink } from './link.ts'
import { handlingOf } from './marking.ts'
import type { Asks, Handling } from './marking.ts'
import { observedIn } from './pattern.ts'
import { ownProperty, statesType, typeOf, withoutEntity } from './type.ts'

/** The record of one STIX object whose type and id were checked, or undefined for a relationship without its ends. */
export function readObject(
  object: JsonObject,
  known: ReadonlyMap<string, Asks>,
  reading: Reading,
): SourceRecord | undefined {
  const key = textOf(object, 'id') as string
  const type = textOf(object, 'type') as string
  const handling = handlingOf(object, known)
  for (const id of handling.unknown) warn(reading, 'unknown-marking', '', id)
  const said =
    type === 'relationship' ? relationship(object, key) : entityAndLinks(object, key, handling, reading)
  if (!said) return undefined
  return {
    key,
    version: versionOf(object, reading),
    body: object,
    ...said,
    ...(handling.tlp === undefined ? {} : { tlp: handling.tlp }),
    ...(own(object, 'revoked') === true ? { revoked: true } : {}),
    place: reading.place,
  }
}

type Said = Pick<SourceRecord, 'entities' | 'links'>

function relationship(object: JsonObject, key: string): Said | undefined {
  const link = relationshipLink(object, key)
  return link && { entities: [], links: [link] }
}

function entityAndLinks(object: JsonObject, key: string, handling: Handling, reading: Reading): Said {
  if (withoutEntity.has(textOf(object, 'type') ?? '') || key === publisherId) {
    embeddedLinks(object, key, reading)
    return { entities: [], links: [] }
  }
  const main = entityOf(object, key, handling, reading)
  const named = [...fromPattern(object, key, handling, reading), ...fromObserved(object, key, reading)]
  return {
    entities: [main, ...named.map((item) => item.entity)],
    links: [...embeddedLinks(object, key, reading), ...named.map((item) => item.link)],
  }
}

function entityOf(object: JsonObject, key: string, handling: Handling, reading: Reading): StatedEntity {
  const type = typeOf(object)
  const grade = gradeOf(own(object, 'confidence'))
  const values = distinctValues()
  const add = (value: StatedValue | undefined, selector: string): void => {
    if (!value || values.has(value)) return
    const tlp = handling.of(selector)
    values.add(withGrade(tlp === undefined ? value : { ...value, tlp }, grade))
  }
  for (const path in type.values)
    for (const { raw, selector } of valuesAt(object, path))
      add(stateValue(reading, type.values[path] as PropertyName, raw, pointerOf(selector)), selector)
  for (const { raw, selector } of valuesAt(object, 'external_references[]')) {
    if (!isObject(raw) || textOf(raw, 'external_id') === undefined) continue
    for (const [name, property] of [
      ['external_id', 'externalId'],
      ['url', 'sourceUrl'],
    ] as const)
      add(
        stateValue(reading, property, own(raw, name) ?? null, pointerOf(`${selector}.${name}`)),
        `${selector}.${name}`,
      )
  }
  addOwn(object, reading, add)
  addPlace(object, reading, add)
  if (!type.known) warn(reading, 'unknown-schema', '/type', textOf(object, 'type') ?? '')
  if (!type.known || statesType(type.kind))
    add(stateValue(reading, 'stixType', own(object, 'type') ?? null, '/type'), 'type')
  return { key, kind: type.kind, values: values.list }
}

type Add = (value: StatedValue | undefined, selector: string) => void

/** Statements of another SHIELD node travel as `x_shield_*` lists. */
function addOwn(object: JsonObject, reading: Reading, add: Add): void {
  for (const name in object) {
    const property = name.startsWith('x_shield_') ? ownProperty(name) : undefined
    if (property === undefined) continue
    for (const { raw, selector } of valuesAt(object, `${name}[]`))
      add(stateValue(reading, property, raw, pointerOf(selector)), selector)
  }
}

function addPlace(object: JsonObject, reading: Reading, add: Add): void {
  const latitude = own(object, 'latitude')
  const longitude = own(object, 'longitude')
  if (typeof latitude !== 'number' || typeof longitude !== 'number') return
  add(stateValue(reading, 'coordinates', `${latitude},${longitude}`, '/latitude'), 'latitude')
}

interface Named {
  readonly entity: StatedEntity
  readonly link: StatedLink
}

/** An indicator's pattern names addresses, domains and wallets: each is an entity that the indicator points at. */
function fromPattern(
  object: JsonObject,
  key: string,
  handling: Handling,
  reading: Reading,
): readonly Named[] {
  const pattern = textOf(object, 'type') === 'indicator' ? textOf(object, 'pattern') : undefined
  if (pattern === undefined || (textOf(object, 'pattern_type') ?? 'stix') !== 'stix') return []
  const tlp = handling.of('pattern')
  return observedIn(pattern).flatMap((observed, index) => {
    const value = stateValue(reading, observed.property, observed.value, '/pattern')
    if (!value) return []
    const end = `${key}#pattern[${index}]`
    const values = [tlp === undefined ? value : { ...value, tlp }]
    return [
      {
        entity: { key: end, kind: observed.kind, values },
        link: { key: `${end}.link`, kind: 'Indicates' as const, from: key, to: end },
      },
    ]
  })
}

/** STIX 2.0 keeps what was observed inside the observed-data object. */
function fromObserved(object: JsonObject, key: string, reading: Reading): readonly Named[] {
  const objects = textOf(object, 'type') === 'observed-data' ? own(object, 'objects') : undefined
  if (!isObject(objects)) return []
  const handling = handlingOf({}, new Map())
  return Object.entries(objects).flatMap(([name, item]: [string, Json]) => {
    if (!isObject(item)) return []
    const end = `${key}#objects[${name}]`
    const place = { ...reading.place, pointer: `${reading.place.pointer ?? ''}/objects/${name}` }
    return [
      {
        entity: entityOf(item, end, handling, { ...reading, place }),
        link: { key: `${end}.link`, kind: 'Mentions' as const, from: key, to: end },
      },
    ]
  })
}

/** STIX confidence 0–100 as the information half of an Admiralty grade (STIX 2.1 appendix A); the source is not judged. */
function gradeOf(confidence: Json | undefined): Grade | undefined {
  if (typeof confidence !== 'number' || confidence < 0 || confidence > 100) return undefined
  const grade = `F${5 - Math.min(4, Math.floor(confidence / 20))}`
  return isGrade(grade) ? grade : undefined
}

/** `modified` with a fraction of six digits: as written, `…24Z` would sort behind `…24.318Z`. */
function versionOf(object: JsonObject, reading: Reading): string {
  const modified = own(object, 'modified')
  if (modified === undefined) return ''
  const parts =
    typeof modified === 'string' ? /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d+))?Z$/.exec(modified) : null
  if (!parts || dayOf(modified) === undefined) {
    warn(reading, 'wrong-value-type', '/modified', JSON.stringify(modified))
    return ''
  }
  // A copy with parts left out stands just below the version it was made of, so that it never takes the whole one's place.
  const end = own(object, redactedMark) === true ? '' : 'Z'
  return `${parts[1]}.${(parts[2] ?? '').padEnd(6, '0')}${end}`
}
