import type { Defect, Grade, Json, Place, PropertyName, StatedValue, When } from '@shield/core'
import { isWhen, properties } from '@shield/core'
import { defectOf } from '../rule.ts'
import type { RuleName } from '../rule.ts'
import { clean, doubtOf } from '../value/clean.ts'

export type JsonObject = { readonly [key: string]: Json }

/** What goes along while one record is understood: where it is, and what was found wrong with it. */
export interface Reading {
  readonly place: Place
  readonly country: string | undefined
  readonly defects: { readonly defect: Defect }[]
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The own property, so that `constructor` and its like are never found on the prototype. */
export function own(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined
}

export function textOf(object: JsonObject, key: string): string | undefined {
  const value = own(object, key)
  return typeof value === 'string' && value !== '' ? value : undefined
}

export function warn(reading: Reading, rule: RuleName, pointer: string, value: string): void {
  const place = { ...reading.place, pointer: `${reading.place.pointer ?? ''}${pointer}` }
  reading.defects.push(defectOf(rule, 'warning', place, value))
}

/** A value as written with its normal form; undefined for an empty one, and (with a warning) for one that is no text. */
export function stateValue(
  reading: Reading,
  property: PropertyName,
  raw: Json,
  pointer: string,
): StatedValue | undefined {
  if (raw === null || raw === '') return undefined
  if (typeof raw === 'object') {
    warn(reading, 'wrong-value-type', pointer, JSON.stringify(raw))
    return undefined
  }
  const value = String(raw)
  if (value.trim() === '') return undefined
  const text = properties[property].type === 'date' ? (dayOf(value) ?? value) : value
  const cleaned = clean(property, text, reading.country === undefined ? {} : { country: reading.country })
  const doubt = doubtOf(cleaned)
  if (doubt) warn(reading, doubt, pointer, value)
  return { property, value, norm: 'norm' in cleaned ? cleaned.norm : '' }
}

/** The day of an ISO date or time, or undefined. */
export function dayOf(text: unknown): When | undefined {
  if (typeof text !== 'string') return undefined
  const day = /^\d{4}(?:-\d{2}(?:-\d{2})?)?(?=T|$| )/.exec(text)?.[0]
  return day !== undefined && isWhen(day) ? day : undefined
}

export function withGrade(value: StatedValue, grade: Grade | undefined): StatedValue {
  return grade === undefined ? value : { ...value, grade }
}

export interface Found {
  readonly raw: Json
  /** As STIX selectors are written: `aliases.[0]`, `hashes.MD5`. */
  readonly selector: string
}

/** Values at a path such as `name`, `aliases[]`, `external_references[].url`, `hashes.*`; a single value stands for a list of one. */
export function valuesAt(object: JsonObject, path: string): readonly Found[] {
  let found: readonly Found[] = [{ raw: object, selector: '' }]
  for (const step of path.split('.')) found = found.flatMap((item) => stepInto(item, step))
  return found
}

function stepInto(item: Found, step: string): readonly Found[] {
  if (!isObject(item.raw)) return []
  const many = step.endsWith('[]')
  const name = many ? step.slice(0, -2) : step
  const join = (key: string): string => (item.selector === '' ? key : `${item.selector}.${key}`)
  if (name === '*') return Object.entries(item.raw).map(([key, raw]) => ({ raw, selector: join(key) }))
  const raw = own(item.raw, name)
  if (raw === undefined || raw === null) return []
  if (!many || !Array.isArray(raw)) return [{ raw, selector: join(name) }]
  return (raw as readonly Json[]).map((each, index) => ({ raw: each, selector: `${join(name)}.[${index}]` }))
}

/** `aliases.[0]` as a JSON pointer: `/aliases/0`. */
export function pointerOf(selector: string): string {
  return `/${selector.replaceAll('~', '~0').replaceAll('/', '~1').replaceAll('.[', '/').replaceAll(']', '').replaceAll('.', '/')}`
}

/** Values of one entity, each once: a list of aliases repeats itself, and may be long. */
export interface DistinctValues {
  readonly list: readonly StatedValue[]
  has(value: StatedValue): boolean
  add(value: StatedValue): void
}

export function distinctValues(): DistinctValues {
  const list: StatedValue[] = []
  // Most entities have a handful; a set is made for those that have more.
  let seen: Set<string> | undefined
  const nameOf = ({ property, value }: StatedValue): string => `${property}\t${value}`
  const has = (value: StatedValue): boolean =>
    seen
      ? seen.has(nameOf(value))
      : list.some((each) => each.property === value.property && each.value === value.value)
  return {
    list,
    has,
    add: (value) => {
      if (has(value)) return
      list.push(value)
      if (list.length > 12) seen ??= new Set(list.map(nameOf))
      seen?.add(nameOf(value))
    },
  }
}
