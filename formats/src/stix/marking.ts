import type { Tlp } from '@shield/core'
import { tlps } from '@shield/core'
import type { Json } from '@shield/core'
import { isObject, own, textOf } from '../json/stated.ts'
import type { JsonObject } from '../json/stated.ts'

/** The extension that TLP 2.0 marking definitions carry. */
export const tlp2Extension = 'extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d'

/** TLP 2.0 marking definitions of the OASIS common object repository; their ids are fixed for everybody. */
export const tlp2Ids: Readonly<Record<Tlp, string>> = {
  CLEAR: 'marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487',
  GREEN: 'marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb',
  AMBER: 'marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421',
  'AMBER+STRICT': 'marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003',
  RED: 'marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1',
}

/** TLP 1 ids are fixed by the STIX 2.1 specification (section 7.2.1.4) and often referred to without being sent. */
export const tlp1Ids: ReadonlyMap<string, Tlp> = new Map<string, Tlp>([
  ['marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9', 'CLEAR'],
  ['marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da', 'GREEN'],
  ['marking-definition--f88d31f6-486f-44da-b317-01333bde0b82', 'AMBER'],
  ['marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed', 'RED'],
])

/** What a marking asks: a TLP, nothing (a copyright statement), or something not understood. */
export type Asks = Tlp | 'nothing' | 'unknown'

export function wellKnownMarkings(): Map<string, Asks> {
  const known = new Map<string, Asks>(tlp1Ids)
  for (const tlp of tlps) known.set(tlp2Ids[tlp], tlp)
  return known
}

/** What a marking-definition object asks. Definitions of other systems (ACS, IEP, CUI) are not understood. */
export function markingAsks(definition: JsonObject): Asks {
  const extensions = own(definition, 'extensions')
  const extension = isObject(extensions) ? own(extensions, tlp2Extension) : undefined
  if (isObject(extension)) return tlpNamed(textOf(extension, 'tlp_2_0')) ?? 'unknown'
  const type = textOf(definition, 'definition_type')?.toLowerCase()
  const body = own(definition, 'definition')
  if (type === 'statement') return isObject(extensions) ? 'unknown' : 'nothing'
  if (type === 'tlp' && isObject(body))
    return tlpNamed(textOf(body, 'tlp') ?? textOf(body, 'TLP')) ?? 'unknown'
  return 'unknown'
}

/** A TLP by its name of version 1 or 2, in any case, with or without `TLP:` in front; WHITE is CLEAR. */
export function tlpNamed(name: string | undefined): Tlp | undefined {
  const upper = name?.toUpperCase().replace(/^TLP:/, '')
  return upper === 'WHITE' ? 'CLEAR' : tlps.find((tlp) => tlp === upper)
}

export function stricter(left: Tlp | undefined, right: Tlp | undefined): Tlp | undefined {
  if (left === undefined) return right
  if (right === undefined) return left
  return tlps.indexOf(left) >= tlps.indexOf(right) ? left : right
}

/** Ids of every marking an object names, for itself or for a part of it; absent and empty ones left out. */
export function markingIds(object: JsonObject): readonly string[] {
  return [...textsOf(own(object, 'object_marking_refs')), ...granularMarkings(object).map((item) => item.id)]
}

interface GranularMarking {
  readonly id: string
  readonly selectors: readonly string[]
}

export function granularMarkings(object: JsonObject): readonly GranularMarking[] {
  const list = own(object, 'granular_markings')
  if (!Array.isArray(list)) return []
  return (list as readonly Json[]).filter(isObject).flatMap((item) => {
    const id = textOf(item, 'marking_ref')
    return id === undefined ? [] : [{ id, selectors: textsOf(own(item, 'selectors')) }]
  })
}

/** True when the selector names the value or something that contains it. */
export function selects(selector: string, value: string): boolean {
  return value === selector || value.startsWith(`${selector}.`)
}

export function textsOf(value: Json | undefined): readonly string[] {
  if (!Array.isArray(value)) return []
  return (value as readonly Json[]).filter((item): item is string => typeof item === 'string' && item !== '')
}

export interface Handling {
  readonly tlp: Tlp | undefined
  /** The TLP of one value, where it is stricter than the record's. */
  readonly of: (selector: string) => Tlp | undefined
  readonly unknown: readonly string[]
}

/** The handling of an object. A marking nobody explained is taken for the strictest. */
export function handlingOf(object: JsonObject, known: ReadonlyMap<string, Asks>): Handling {
  const unknown: string[] = []
  const asked = (id: string): Tlp | undefined => {
    const asks = known.get(id) ?? 'unknown'
    if (asks === 'unknown') unknown.push(id)
    return asks === 'unknown' ? 'RED' : asks === 'nothing' ? undefined : asks
  }
  const tlp = textsOf(own(object, 'object_marking_refs')).map(asked).reduce(stricter, undefined)
  const parts = new Map<string, Tlp | undefined>()
  for (const { id, selectors } of granularMarkings(object)) {
    const part = asked(id)
    for (const selector of selectors) parts.set(selector, stricter(parts.get(selector), part))
  }
  const of = (selector: string): Tlp | undefined => {
    if (parts.size === 0) return undefined
    const part = containersOf(selector)
      .map((container) => parts.get(container))
      .reduce(stricter, undefined)
    return part !== undefined && stricter(tlp, part) === part && part !== tlp ? part : undefined
  }
  return { tlp, of, unknown }
}

/** `a.b.[0]`, `a.b` and `a`: a marking of any of them holds for the value. */
function containersOf(selector: string): readonly string[] {
  const found: string[] = []
  for (let end = selector.length; end > 0; end = selector.lastIndexOf('.', end - 1))
    found.push(selector.slice(0, end))
  return found
}
