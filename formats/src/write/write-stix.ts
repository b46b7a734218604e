import type { Tlp } from '@shield/core'
import { isObject, own, textOf } from '../json/stated.ts'
import type { JsonObject } from '../json/stated.ts'
import { closeStix, referencesIn } from '../stix/close.ts'
import { extensionDefinitions, extensionIds } from '../stix/extension.ts'
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
import { entityObject, linkObject, stixUuid, tlp1Object, tlpObject } from './stix-object.ts'

export interface StixOptions {
  /** UUID of the bundle. */
  readonly id: string
  /** `created` and `modified` of what has no STIX body of its own, an RFC 3339 time in UTC. */
  readonly at: string
}

/**
 * A STIX 2.1 bundle, closed under references: every end of a relationship, every TLP marking and our extension definitions are in it;
 * links whose end is missing are left out and named in the result, and a reference in a source's own body to what is not in the bundle
 * is left out of that object, which then says that it was redacted, or goes with it where it can't be without. An entity with a STIX body is written as it came, unless its TLP here is stricter: then that marking is added.
 */
export function writeStix(items: ExportItems, options: StixOptions): AsyncGenerator<Uint8Array, Written> {
  return inChunks(texts(items, options))
}

interface Progress {
  readonly options: StixOptions
  /** Our id → STIX id. */
  readonly ids: Map<string, string>
  readonly objects: Set<string>
  /** Of those, what is in the bundle for good. */
  readonly written: Set<string>
  /** Ids of markings referred to. */
  readonly markings: Set<string>
  readonly extensions: Set<string>
  /** By our id: objects that refer to what has not come yet. */
  readonly waiting: Map<string, JsonObject>
}

async function* texts(items: ExportItems, options: StixOptions): AsyncGenerator<string, Written> {
  const progress: Progress = {
    options,
    ids: new Map(),
    objects: new Set(),
    written: new Set(),
    markings: new Set(),
    extensions: new Set(),
    waiting: new Map(),
  }
  yield `{"type":"bundle","id":"bundle--${stixUuid(options.id)}","objects":[`
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
  const rest = closedObjects(progress)
  for (const object of [...rest.objects, ...definitions(progress)]) {
    yield `${comma}${JSON.stringify(object)}`
    comma = ',\n'
  }
  yield ']}\n'
  return { entities, links, leftOut: [...leftOut, ...rest.leftOut] }
}

/** An entity as one STIX object, and whether it is the source's own body; `at` is told only where it is not. */
export function stixEntity(entity: ExportEntity, at: string): StixWritten {
  const { body } = entity
  const id = isObject(body) ? textOf(body, 'id') : undefined
  const isOwn =
    isObject(body) &&
    id !== undefined &&
    typeOfId(id) === textOf(body, 'type') &&
    textOf(body, 'type') !== 'relationship'
  return { object: isOwn ? marked(body, entity.tlp) : entityObject(entity, at), isOwn }
}

/** A link as a relationship between two STIX ids. */
export function stixLink(link: ExportLink, ends: readonly [string, string], at: string): StixWritten {
  const [from, to] = ends
  const { body } = link
  const isOwn =
    isObject(body) &&
    textOf(body, 'type') === 'relationship' &&
    typeOfId(textOf(body, 'id') ?? '') === 'relationship' &&
    textOf(body, 'source_ref') === from &&
    textOf(body, 'target_ref') === to
  return { object: isOwn ? marked(body, link.tlp) : linkObject(link, from, to, at), isOwn }
}

export interface StixWritten {
  readonly object: JsonObject
  readonly isOwn: boolean
}

function entityText(entity: ExportEntity, progress: Progress): string | undefined {
  return taken(stixEntity(entity, progress.options.at).object, entity.id, progress)
}

function linkText(link: ExportLink, progress: Progress): string | undefined {
  const ends = [progress.ids.get(link.from) as string, progress.ids.get(link.to) as string] as const
  return taken(stixLink(link, ends, progress.options.at).object, link.id, progress)
}

/** The object's text; undefined when the bundle has it already (two entities of one source object). */
function taken(object: JsonObject, ownId: string, progress: Progress): string | undefined {
  const id = textOf(object, 'id') as string
  progress.ids.set(ownId, id)
  if (progress.objects.has(id)) return undefined
  progress.objects.add(id)
  for (const marking of markingIds(object)) progress.markings.add(marking)
  for (const extension of extensionIds(object)) progress.extensions.add(extension)
  // What waits may be left out in the end, so what refers to it waits too.
  const isWhole = referencesIn(object).every((one) => one === id || progress.written.has(one))
  if (isWhole) progress.written.add(id)
  else progress.waiting.set(ownId, object)
  return isWhole ? JSON.stringify(object) : undefined
}

interface ClosedObjects {
  readonly objects: readonly JsonObject[]
  /** Our ids of what could not be without what never came. */
  readonly leftOut: readonly string[]
}

/** The objects that waited, without references to what never came; what is left out is missing to others in its turn. */
function closedObjects({ waiting, objects, extensions }: Progress): ClosedObjects {
  const has = (id: string): boolean => objects.has(id)
  const standing = new Map(waiting)
  for (let before = -1; before !== standing.size;) {
    before = standing.size
    for (const [ownId, object] of standing)
      if (closeStix(object, has) === undefined) {
        standing.delete(ownId)
        objects.delete(textOf(object, 'id') as string)
      }
  }
  const closed = [...standing.values()]
    .map((object) => closeStix(object, has))
    .filter((object) => object !== undefined)
  for (const object of closed) for (const extension of extensionIds(object)) extensions.add(extension)
  return { objects: closed, leftOut: [...waiting.keys()].filter((ownId) => !standing.has(ownId)) }
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
  const tlp = missing.map(tlpDefinition).filter((one) => one !== undefined)
  const extensions = extensionDefinitions(progress.extensions)
  return [...tlp, ...extensions.filter((one) => !progress.objects.has(one['id'] as string))]
}

/** The object behind the fixed id of a TLP marking, of version 1 or 2. */
export function tlpDefinition(id: string): JsonObject | undefined {
  const old = tlp1Ids.get(id)
  if (old) return tlp1Object(id, old)
  const tlp = (Object.keys(tlp2Ids) as Tlp[]).find((name) => tlp2Ids[name] === id)
  return tlp && tlpObject(tlp)
}
