import type { Json, Tlp } from '@shield/core'
import { tlps } from '@shield/core'
import { isObject, own, textOf } from '../json/stated.ts'
import type { JsonObject } from '../json/stated.ts'
import { asRedacted } from './extension.ts'
import { selects, textsOf, wellKnownMarkings } from './marking.ts'
import type { Asks } from './marking.ts'

/**
 * The object without the parts whose granular marking is stricter than `most`. List items behind a removed one move up,
 * and the selectors that are left follow them, so that each still names what it named. An unknown marking counts as RED.
 * Id and `modified` stay, and the object says that something was left out: whoever has it whole keeps it.
 * Properties an object can't do without (`type`, `id`, `spec_version`) stay.
 */
export function redactStix(
  object: JsonObject,
  most: Tlp,
  known: ReadonlyMap<string, Asks> = wellKnownMarkings(),
): JsonObject {
  const markings = own(object, 'granular_markings')
  if (!Array.isArray(markings)) return object
  const list = (markings as readonly Json[]).filter(isObject)
  const hidden = list
    .filter((item) => isStricter(known.get(textOf(item, 'marking_ref') ?? ''), item, most))
    .flatMap((item) => textsOf(own(item, 'selectors')))
    .filter((selector) => !kept.has(selector))
  const isHidden = (selector: string): boolean => hidden.some((each) => selects(each, selector))
  const moved = new Map<string, string>()
  const rest = without(object, '', '', { isHidden, moved }) as JsonObject
  const markingsLeft = list.flatMap((item) => {
    const selectors = textsOf(own(item, 'selectors')).flatMap((selector) => moved.get(selector) ?? [])
    return selectors.length === 0 ? [] : [{ ...item, selectors }]
  })
  const { granular_markings: _all, ...left } = rest
  const shown = markingsLeft.length === 0 ? left : { ...left, granular_markings: markingsLeft }
  return hidden.length === 0 ? shown : asRedacted(shown)
}

const kept = new Set(['type', 'id', 'spec_version'])

function isStricter(asks: Asks | undefined, marking: JsonObject, most: Tlp): boolean {
  // A granular marking may give a language instead of a marking.
  if (asks === 'nothing' || textOf(marking, 'marking_ref') === undefined) return false
  const tlp = asks === undefined || asks === 'unknown' ? 'RED' : asks
  return tlps.indexOf(tlp) > tlps.indexOf(most)
}

interface Redaction {
  readonly isHidden: (selector: string) => boolean
  /** Selector before → selector after, of everything that stays. */
  readonly moved: Map<string, string>
}

function without(value: Json, before: string, after: string, redaction: Redaction): Json {
  if (before !== '') redaction.moved.set(before, after)
  if (typeof value !== 'object' || value === null) return value
  const join = (path: string, step: string): string => (path === '' ? step : `${path}.${step}`)
  if (Array.isArray(value)) {
    const items: Json[] = []
    for (const [index, item] of (value as readonly Json[]).entries()) {
      const here = join(before, `[${index}]`)
      if (!redaction.isHidden(here))
        items.push(without(item, here, join(after, `[${items.length}]`), redaction))
    }
    return items
  }
  const entries = Object.entries(value as JsonObject).flatMap(([key, item]): [string, Json][] => {
    const here = join(before, key)
    return redaction.isHidden(here) ? [] : [[key, without(item, here, join(after, key), redaction)]]
  })
  return Object.fromEntries(entries)
}
