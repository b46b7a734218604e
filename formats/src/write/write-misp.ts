import { createHash } from 'node:crypto'

import { tlps } from '@shield/core'
import type { Tlp } from '@shield/core'
import { isObject, own, textOf } from '../json/stated.ts'
import type { JsonObject } from '../json/stated.ts'
import { mispObject, mispReference, mispUuid, tlpTag } from '../misp/write-part.ts'
import { closed, inChunks, isLink } from './export-item.ts'
import type { ExportEntity, ExportItems, ExportLink, Written } from './export-item.ts'

export interface MispOptions {
  /** UUID of the event. */
  readonly id: string
  readonly at: Date
  readonly info: string
  /** Who makes the event. */
  readonly organisation: { readonly uuid: string; readonly name: string }
}

/**
 * One MISP event that holds everything: a source's own attributes and objects as they came, all else as objects, with references
 * between those. Attributes are written as they come; objects wait for the links that start at them.
 */
export function writeMisp(items: ExportItems, options: MispOptions): AsyncGenerator<Uint8Array, Written> {
  return inChunks(texts(items, options))
}

interface Progress {
  readonly objects: Map<string, JsonObject>
  readonly links: ExportLink[]
  readonly uuids: Map<string, string>
  strictest: Tlp
}

async function* texts(items: ExportItems, options: MispOptions): AsyncGenerator<string, Written> {
  const progress: Progress = { objects: new Map(), links: [], uuids: new Map(), strictest: 'CLEAR' }
  yield '{"response":[{"Event":{"Attribute":['
  let comma = ''
  let entities = 0
  let leftOut: readonly ExportLink[] = []
  const source = closed(items)
  for (;;) {
    const next = await source.next()
    if (next.done) {
      leftOut = next.value
      break
    }
    if (isLink(next.value)) {
      progress.links.push(next.value)
      continue
    }
    entities++
    const attribute = taken(next.value, progress)
    if (attribute === undefined) continue
    yield `${comma}${JSON.stringify(attribute)}`
    comma = ',\n'
  }
  const referred = referencesOf(progress)
  yield '],"Object":['
  comma = ''
  for (const [id, object] of progress.objects) {
    const references = referred.get(id)
    yield `${comma}${JSON.stringify({ ...object, ...(references ? { ObjectReference: references } : {}) })}`
    comma = ',\n'
  }
  yield `],${JSON.stringify(headOf(options, progress)).slice(1)}}]}\n`
  return { entities, links: progress.links.length, leftOut: leftOut.map((link) => link.id) }
}

/** An attribute to write at once; an object is kept. */
function taken(entity: ExportEntity, progress: Progress): JsonObject | undefined {
  if (tlps.indexOf(entity.tlp) > tlps.indexOf(progress.strictest)) progress.strictest = entity.tlp
  const body = isObject(entity.body) ? entity.body : {}
  const uuid = textOf(body, 'uuid')
  if (uuid !== undefined && textOf(body, 'type') !== undefined) {
    progress.uuids.set(entity.id, uuid)
    return marked(body, entity.tlp)
  }
  const isOwnObject =
    uuid !== undefined && textOf(body, 'name') !== undefined && Array.isArray(own(body, 'Attribute'))
  const object = isOwnObject ? body : mispObject(entity)
  progress.uuids.set(entity.id, textOf(object, 'uuid') ?? mispUuid(entity.id))
  progress.objects.set(entity.id, object)
  return undefined
}

function referencesOf({ links, uuids, objects }: Progress): ReadonlyMap<string, readonly JsonObject[]> {
  const referred = new Map<string, readonly JsonObject[]>()
  for (const link of links) {
    const [from, to] = [uuids.get(link.from), uuids.get(link.to)]
    const object = objects.get(link.from)
    // An attribute of MISP refers to nothing: only objects do.
    if (from === undefined || to === undefined || object === undefined) continue
    const before = referred.get(link.from) ?? ownReferences(object)
    referred.set(link.from, [...before, mispReference(link, from, to)])
  }
  return referred
}

function ownReferences(object: JsonObject): readonly JsonObject[] {
  const list = own(object, 'ObjectReference')
  return Array.isArray(list) ? (list as readonly JsonObject[]) : []
}

function marked(body: JsonObject, tlp: Tlp): JsonObject {
  const tags = own(body, 'Tag')
  const given = Array.isArray(tags) ? (tags as readonly JsonObject[]) : []
  const tag = tlpTag(tlp)
  const isSaid = given.some((one) => textOf(one, 'name')?.toLowerCase() === tag['name'])
  return isSaid || tlp === 'CLEAR' ? body : { ...body, Tag: [...given, tag] }
}

function headOf({ id, at, info, organisation }: MispOptions, { strictest }: Progress): JsonObject {
  const timestamp = String(Math.floor(at.getTime() / 1000))
  return {
    ...{ uuid: mispUuid(id), info, date: at.toISOString().slice(0, 10), timestamp },
    ...{ published: true, publish_timestamp: timestamp, analysis: '2', threat_level_id: '4' },
    ...{ distribution: '0', Orgc: { ...organisation }, Tag: [tlpTag(strictest)] },
  }
}

interface FeedFiles {
  readonly manifest: JsonObject
  /** Lines of md5 of a value and the event's UUID, as MISP's feed generator writes them. */
  readonly hashes: string
}

/** What stands beside the events of a MISP feed in its folder. */
export function mispFeed(events: readonly JsonObject[]): FeedFiles {
  const kept = ['info', 'date', 'timestamp', 'analysis', 'threat_level_id', 'Orgc', 'Tag'] as const
  const manifest = events.map((event): [string, JsonObject] => [
    textOf(event, 'uuid') ?? '',
    Object.fromEntries(kept.flatMap((name) => (event[name] === undefined ? [] : [[name, event[name]]]))),
  ])
  const hashes = events.flatMap((event) =>
    mispValues(event).map((value) => `${md5(value)},${textOf(event, 'uuid') ?? ''}\n`),
  )
  return { manifest: Object.fromEntries(manifest), hashes: [...new Set(hashes)].join('') }
}

/** Values of attributes, those of objects too; of two in one (`a|b`) each. */
export function mispValues(event: JsonObject): readonly string[] {
  const listed = (holder: JsonObject, name: string): readonly JsonObject[] => {
    const list = own(holder, name)
    return Array.isArray(list) ? (list as readonly JsonObject[]).filter(isObject) : []
  }
  const attributes = [event, ...listed(event, 'Object')].flatMap((holder) => listed(holder, 'Attribute'))
  return attributes.flatMap((one) => {
    const value = textOf(one, 'value') ?? ''
    return textOf(one, 'type')?.includes('|') ? value.split('|') : [value]
  })
}

const md5 = (text: string): string => createHash('md5').update(text).digest('hex')
