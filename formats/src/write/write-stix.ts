import type { Tlp } from '@shield/core'
import { isObject, own, textOf } from '../json/stated.ts'
import type { JsonObject } from '../json/stated.ts'
import { typeOfId } from '../stix/link.ts'
import {
  handlingOf,
  markingIds,
  stricter,
  textsOf,
  tlp1Ids,
  tlp2Ids,
  wellKnownMarkings,
} from '../stix/marking.ts'
import { closed, inChunks, isLink } from './export-item.ts'
import type { ExportEntity, ExportItems, ExportLink, Written } from './export-item.ts'
import { entityObject, linkObject, tlp1Object, tlpObject } from './stix-object.ts'

export interface StixOptions {
  /** UUID of the bundle. */
  readonly id: string
  /** `created` and `modified` of what has no STIX body of its own, an RFC 3339 time in UTC. */
  readonly at: string
}

/**
 * A STIX 2.1 bundle. Every end of a relationship and every TLP marking is in it; links whose end is missing are left out and named in
 * the result. An entity with a STIX body is written as it came, unless its TLP here is stricter: then that marking is added.
 */
export function writeStix(items: ExportItems, options: StixOptions): AsyncGenerator<Uint8Array, Written> {
  return inChunks(texts(items, options))
}

interface Progress {
  readonly options: StixOptions
  /** Our id → STIX id. */
  readonly ids: Map<string, string>
  readonly objects: Set<string>
  /** Ids of markings referred to. */
  readonly markings: Set<string>
}

async function* texts(items: ExportItems, options: StixOptions): AsyncGenerator<string, Written> {
  const progress: Progress = { options, ids: new Map(), objects: new Set(), markings: new Set() }
  yield `{"type":"bundle","id":"bundle--${options.id}","objects":[`
  let comma = ''
  let entities = 0
  let links = 0
  const leftOut: string[] = []
  const source = closed(items)
  for (;;) {
    const next = await source.next()
    if (next.done) {
      leftOut.push(...next.value.map((link) => link.id))
      break
    }
    const object = isLink(next.value) ? linkText(next.value, progress) : entityText(next.value, progress)
    if (isLink(next.value)) links++
    else entities++
    if (object === undefined) continue
    yield `${comma}${object}`
    comma = ',\n'
  }
  for (const definition of definitions(progress)) {
    yield `${comma}${JSON.stringify(definition)}`
    comma = ',\n'
  }
  yield ']}\n'
  return { entities, links, leftOut }
}

function entityText(entity: ExportEntity, progress: Progress): string | undefined {
  const { body } = entity
  const id = isObject(body) ? textOf(body, 'id') : undefined
  const verbatim =
    isObject(body) &&
    id !== undefined &&
    typeOfId(id) === textOf(body, 'type') &&
    textOf(body, 'type') !== 'relationship'
  const object = verbatim ? marked(body, entity.tlp) : entityObject(entity, progress.options.at)
  return taken(object, entity.id, progress)
}

function linkText(link: ExportLink, progress: Progress): string | undefined {
  const from = progress.ids.get(link.from) as string
  const to = progress.ids.get(link.to) as string
  const { body } = link
  const verbatim =
    isObject(body) &&
    textOf(body, 'type') === 'relationship' &&
    typeOfId(textOf(body, 'id') ?? '') === 'relationship' &&
    textOf(body, 'source_ref') === from &&
    textOf(body, 'target_ref') === to
  const object = verbatim ? marked(body, link.tlp) : linkObject(link, from, to, progress.options.at)
  return taken(object, link.id, progress)
}

/** The object's text; undefined when the bundle has it already (two entities of one source object). */
function taken(object: JsonObject, ownId: string, progress: Progress): string | undefined {
  const id = textOf(object, 'id') as string
  progress.ids.set(ownId, id)
  if (progress.objects.has(id)) return undefined
  progress.objects.add(id)
  for (const marking of markingIds(object)) progress.markings.add(marking)
  return JSON.stringify(object)
}

/** The body, with a marking more when what it says of itself is looser than what holds here. */
function marked(body: JsonObject, tlp: Tlp): JsonObject {
  const stated = handlingOf(
    { object_marking_refs: own(body, 'object_marking_refs') ?? [] },
    wellKnownMarkings(),
  ).tlp
  const strict = stated !== undefined && stricter(stated, tlp) === stated
  if (strict || (stated === undefined && tlp === 'CLEAR')) return body
  return { ...body, object_marking_refs: [...textsOf(own(body, 'object_marking_refs')), tlp2Ids[tlp]] }
}

/** Definitions of every TLP marking that was referred to and not itself an object of the bundle. */
function definitions(progress: Progress): readonly JsonObject[] {
  const missing = [...progress.markings].filter((id) => !progress.objects.has(id)).toSorted()
  return missing.flatMap((id) => {
    const old = tlp1Ids.get(id)
    if (old) return [tlp1Object(id, old)]
    const tlp = (Object.keys(tlp2Ids) as Tlp[]).find((name) => tlp2Ids[name] === id)
    return tlp ? [tlpObject(tlp)] : []
  })
}
