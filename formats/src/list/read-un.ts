import type { Json, SourceRecord, StatedValue } from '@shield/core'

import type { Item, Reader } from '../format.ts'
import { limitsOf } from '../json/stream.ts'
import { recordOrDefect } from '../record.ts'
import { defectOf } from '../rule.ts'
import { state } from './state.ts'
import { childrenOf, readElements, textsOf } from './xml.ts'
import type { XmlElement } from './xml.ts'

const maxElement = 1_000_000

/** The United Nations Security Council Consolidated List, XML as published at scsanctions.un.org. */
export const readUn: Reader = async function* readUn(bytes, options) {
  const limits = limitsOf(options)
  const parts = readElements(bytes, new Set(['INDIVIDUAL', 'ENTITY']), {
    maxBytes: limits.maxBytes,
    maxElement,
  })
  let row = 0
  let isBroken = false
  for await (const part of parts) {
    row += 1
    if (row > limits.maxRecords) {
      yield defectOf('too-many-records', 'rejected', { row }, '')
      return
    }
    if ('rule' in part) {
      isBroken = true
      yield defectOf(part.rule, 'rejected', { row }, part.excerpt)
    } else yield* readEntry(part.element, row)
  }
  if (row === 0 && !isBroken) yield defectOf('no-records', 'rejected', {}, '')
}

function* readEntry(element: XmlElement, row: number): Generator<Item, void> {
  const key = textsOf(element, 'REFERENCE_NUMBER')[0] ?? textsOf(element, 'DATAID')[0]
  if (key === undefined) {
    yield defectOf('missing-id', 'rejected', { row }, fullName(element))
    return
  }
  const record = recordOf(element, key, row)
  yield recordOrDefect(record)
  const text = JSON.stringify(record.body)
  if (text.includes('\uFFFD')) yield defectOf('unreadable-character', 'warning', { row }, key)
}

function recordOf(element: XmlElement, key: string, row: number): SourceRecord {
  const isPerson = element.name === 'INDIVIDUAL'
  const nested = (name: string): readonly string[] =>
    childrenOf(element, name).flatMap((child) => textsOf(child, 'VALUE'))
  const values: readonly StatedValue[] = [
    ...state('name', fullName(element)),
    // The same name in the script its bearer writes it in.
    ...state('alias', ...textsOf(element, 'NAME_ORIGINAL_SCRIPT')),
    ...aliases(element),
    ...state('title', ...nested('TITLE')),
    ...state('position', ...nested('DESIGNATION')),
    ...state('gender', ...textsOf(element, 'GENDER')),
    ...state('nationality', ...nested('NATIONALITY')),
    ...births(element),
    ...addresses(element),
    ...documents(element),
    ...state('programme', ...textsOf(element, 'UN_LIST_TYPE').map((list) => `UN ${list}`)),
    ...state('externalId', key),
    ...state('listingDate', textsOf(element, 'LISTED_ON')[0]?.slice(0, 10)),
    ...state('notes', ...textsOf(element, 'COMMENTS1')),
    ...state('topic', 'sanction'),
  ]
  const updated = nested('LAST_DAY_UPDATED').toSorted().at(-1)
  return {
    key,
    version: `${(updated ?? textsOf(element, 'LISTED_ON')[0] ?? '').slice(0, 10)}/${(textsOf(element, 'VERSIONNUM')[0] ?? '').padStart(6, '0')}`,
    body: bodyOf(element),
    entities: [{ key, kind: isPerson ? 'Person' : 'Organization', values }],
    links: [],
    place: { row },
  }
}

function fullName(element: XmlElement): string {
  return ['FIRST_NAME', 'SECOND_NAME', 'THIRD_NAME', 'FOURTH_NAME']
    .flatMap((part) => textsOf(element, part))
    .join(' ')
}

/** "Low" quality aliases are too common to look anybody up by: they stay apart as weak. */
function aliases(element: XmlElement): readonly StatedValue[] {
  const found = [...childrenOf(element, 'INDIVIDUAL_ALIAS'), ...childrenOf(element, 'ENTITY_ALIAS')]
  return found.flatMap((alias) => {
    const quality = textsOf(alias, 'QUALITY')[0]?.toLowerCase() ?? ''
    const property = quality === 'low' ? 'weakAlias' : /f\.?k\.?a/.test(quality) ? 'previousName' : 'alias'
    // Some entries hold a list of names in one element.
    return state(property, ...textsOf(alias, 'ALIAS_NAME').flatMap((names) => names.split(/\s*;\s*/)))
  })
}

function births(element: XmlElement): readonly StatedValue[] {
  const dates = childrenOf(element, 'INDIVIDUAL_DATE_OF_BIRTH').flatMap((birth) => {
    const about = textsOf(birth, 'TYPE_OF_DATE')[0]?.toUpperCase() === 'APPROXIMATELY' ? '~' : ''
    const whole = textsOf(birth, 'DATE')[0]?.slice(0, 10)
    const [from] = textsOf(birth, 'FROM_YEAR')
    const [to] = textsOf(birth, 'TO_YEAR')
    // Its ends are no years of birth: nobody is to be found by them as by a date that is known.
    const span = from !== undefined && to !== undefined ? [`${from} to ${to}`] : []
    return [
      ...(whole === undefined ? textsOf(birth, 'YEAR') : [whole]).map((date) => `${about}${date}`),
      ...span,
    ]
  })
  const places = childrenOf(element, 'INDIVIDUAL_PLACE_OF_BIRTH').map((place) =>
    ['CITY', 'STATE_PROVINCE', 'COUNTRY'].flatMap((part) => textsOf(place, part)).join(', '),
  )
  return [...state('birthDate', ...dates), ...state('birthPlace', ...places)]
}

function addresses(element: XmlElement): readonly StatedValue[] {
  const found = [...childrenOf(element, 'INDIVIDUAL_ADDRESS'), ...childrenOf(element, 'ENTITY_ADDRESS')]
  return [
    ...state(
      'address',
      ...found.map((address) =>
        ['STREET', 'CITY', 'STATE_PROVINCE', 'ZIP_CODE', 'COUNTRY']
          .flatMap((part) => textsOf(address, part))
          .join(', '),
      ),
    ),
    ...state('country', ...new Set(found.flatMap((address) => textsOf(address, 'COUNTRY')))),
  ]
}

function documents(element: XmlElement): readonly StatedValue[] {
  return childrenOf(element, 'INDIVIDUAL_DOCUMENT').flatMap((document) => {
    // Written in English, French or Spanish, as the state that listed the person did.
    const isPassport = /passe?port|pasaporte/i.test(textsOf(document, 'TYPE_OF_DOCUMENT')[0] ?? '')
    return state(isPassport ? 'passportNumber' : 'idNumber', ...textsOf(document, 'NUMBER'))
  })
}

/** The element as JSON: repeated children become lists. */
function bodyOf(element: XmlElement): Json {
  if (element.children.length === 0) return element.text.trim()
  const body: Record<string, Json[]> = {}
  for (const child of element.children) (body[child.name] ??= []).push(bodyOf(child))
  return body
}
