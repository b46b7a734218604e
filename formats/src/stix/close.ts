import type { Json } from '@shield/core'
import { isObject, own, textOf } from '../json/stated.ts'
import type { JsonObject } from '../json/stated.ts'
import { asRedacted } from './extension.ts'

/** Markings are no references to content: an object is never handed on with fewer of them. */
const isReference = (name: string): boolean =>
  (name.endsWith('_ref') || name.endsWith('_refs')) &&
  name !== 'object_marking_refs' &&
  name !== 'marking_ref'

/** What each type may not be without (STIX 2.1 §4, §5): without it the object says nothing of anything. */
const needed: Readonly<Record<string, readonly string[]>> = {
  grouping: ['object_refs'],
  note: ['object_refs'],
  'observed-data': ['object_refs'],
  opinion: ['object_refs'],
  relationship: ['source_ref', 'target_ref'],
  report: ['object_refs'],
  sighting: ['sighting_of_ref'],
}

/** An id of STIX. Inside an observation of STIX 2.0 a reference is a number of that observation alone. */
const isId = (value: unknown): value is string => typeof value === 'string' && value.includes('--')

/** Ids that an object refers to, at any depth, each once. */
export function referencesIn(object: JsonObject): readonly string[] {
  const found = new Set<string>()
  const look = (value: Json): void => {
    if (Array.isArray(value)) for (const item of value as readonly Json[]) look(item)
    if (!isObject(value)) return
    for (const [name, item] of Object.entries(value)) {
      if (!isReference(name)) look(item)
      else for (const id of [item].flat()) if (isId(id)) found.add(id)
    }
  }
  look(object)
  return [...found]
}

/**
 * The object without references to what the reader does not have, which then says that it was redacted; id and `modified` stay.
 * A list that would be empty goes. Undefined: it may not be without what is missing, so it has to be left out itself.
 */
export function closeStix(object: JsonObject, has: (id: string) => boolean): JsonObject | undefined {
  if (referencesIn(object).every(has)) return object
  const closed = withoutMissing(object, has) as JsonObject
  const need = needed[textOf(object, 'type') ?? ''] ?? []
  const isCut = need.some((name) => own(object, name) !== undefined && own(closed, name) === undefined)
  return isCut ? undefined : asRedacted(closed)
}

function withoutMissing(value: Json, has: (id: string) => boolean): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => withoutMissing(item, has))
  if (!isObject(value)) return value
  const isMissing = (id: Json): boolean => isId(id) && !has(id)
  const left = Object.entries(value).flatMap(([name, item]): [string, Json][] => {
    if (!isReference(name)) return [[name, withoutMissing(item, has)]]
    if (!Array.isArray(item)) return isMissing(item) ? [] : [[name, item]]
    const kept = (item as readonly Json[]).filter((id) => !isMissing(id))
    return kept.length === 0 ? [] : [[name, kept]]
  })
  return Object.fromEntries(left)
}
