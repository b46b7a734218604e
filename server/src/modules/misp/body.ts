import type { Json } from '@shield/core'
import { derivedUuid } from '@shield/formats'

export interface MispObject {
  readonly [key: string]: Json
}

export function isObject(value: unknown): value is MispObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function listOf(body: MispObject, name: string): readonly MispObject[] {
  const list = body[name]
  return Array.isArray(list) ? (list as readonly Json[]).filter(isObject) : []
}

export function textOf(body: MispObject, name: string): string | undefined {
  const value = body[name]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
}

const uuidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

export const isUuid = (text: unknown): text is string => typeof text === 'string' && uuidShape.test(text)

/** MISP writes yes as true, 1 and "1". */
export const isYes = (value: Json | undefined): boolean => value === true || value === 1 || value === '1'

export const stampOf = (body: MispObject): number => {
  const seconds = Number(body['timestamp'] ?? Number.NaN)
  return Number.isInteger(seconds) && seconds > 0 && seconds < 1e11 ? seconds : 0
}

interface Reader {
  /** UUID of the client's organisation, as sharing groups name it. */
  readonly organisation: string
  /** Its own organisation brought it. */
  readonly isOwn: boolean
}

/**
 * Does what the source said of its distribution let a client have it? 0 stays with the organisation; a sharing group is known by its
 * UUID and its members by theirs, never by local numbers, and one with nobody in it is for nobody; 5 asks what it is part of.
 */
export function mayHave(body: MispObject, reader: Reader): boolean {
  if (isYes(body['protected'])) return false
  if (reader.isOwn) return true
  const distribution = textOf(body, 'distribution')
  if (distribution === '0') return false
  if (distribution === '4' && !isMember(body, reader.organisation)) return false
  return listOf(body, 'Attribute').every((part) => mayHave(part, reader))
}

function isMember(body: MispObject, organisation: string): boolean {
  const group = body['SharingGroup']
  if (!isObject(group) || !isUuid(group['uuid'])) return false
  if (group['active'] === false || group['active'] === 0 || group['active'] === '0') return false
  return listOf(group, 'SharingGroupOrg').some((one) => {
    const member = one['Organisation']
    return isObject(member) && textOf(member, 'uuid') === organisation
  })
}

/** Numbers of another instance, and what it says of itself alone. */
const local = new Set([
  ...['id', 'event_id', 'object_id', 'org_id', 'orgc_id', 'sharing_group_id', 'referenced_id', 'source_uuid'],
  ...['event_creator_email', 'locked', 'attribute_count', 'Feed', 'RelatedEvent', 'ShadowAttribute'],
  ...[
    'Org',
    'Server',
    'proposal_email_lock',
    'Sighting',
    'RelatedAttribute',
    'sighting_timestamp',
    'user_id',
  ],
])

/** A body without what means something only where it came from; local tags stay there. */
export function travelling(body: MispObject): MispObject {
  const rest = Object.entries(body).filter(([name]) => !local.has(name))
  return Object.fromEntries(
    rest.map(([name, value]): [string, Json] => {
      if (name === 'Tag')
        return [
          name,
          listOf(body, name)
            .filter((tag) => !isYes(tag['local']))
            .map(bare),
        ]
      if (name === 'Attribute' || name === 'ObjectReference')
        return [name, listOf(body, name).map(travelling)]
      if (name === 'SharingGroup' && isObject(value)) return [name, groupOf(value)]
      return [name, value]
    }),
  )
}

const bare = ({ id: _id, ...tag }: MispObject): MispObject => tag

/** A sharing group travels whole, without local numbers. */
function groupOf(group: MispObject): MispObject {
  const strip = (one: MispObject): MispObject => {
    const rest = Object.entries(one).filter(([name]) => !/(?:^|_)id$/.test(name))
    return Object.fromEntries(
      rest.map(([name, value]): [string, Json] => [name, isObject(value) ? strip(value) : value]),
    )
  }
  return {
    ...strip(group),
    SharingGroupOrg: listOf(group, 'SharingGroupOrg').map(strip),
    SharingGroupServer: listOf(group, 'SharingGroupServer').map(strip),
  }
}

export const recallTag = { name: 'shield:handling="recalled"', local: false, colour: '#a00000' } as const

/** What is told of a part that was taken back to who had it: MISP's soft delete, without content. */
export function deletedPart(name: string, part: MispObject): MispObject {
  const uuid = part['uuid'] ?? ''
  if (name === 'Event') {
    const kept = ['uuid', 'date', 'Orgc', 'distribution', 'SharingGroup'] as const
    return {
      ...Object.fromEntries(kept.flatMap((key) => (part[key] === undefined ? [] : [[key, part[key]]]))),
      ...{ info: 'recalled', published: true, analysis: '2', threat_level_id: '4', Tag: [recallTag] },
    }
  }
  if (name === 'EventReport') return { uuid, name: 'recalled', content: '', deleted: true }
  // A value MISP takes for any type, and another one for each: it refuses two equal attributes in one event.
  const attribute = (one: MispObject): MispObject => ({
    ...{ uuid: one['uuid'] ?? '', type: 'text', category: 'Other', to_ids: false, distribution: '5' },
    ...(one['object_relation'] === undefined ? {} : { object_relation: one['object_relation'] }),
    ...{ value: `recalled ${derivedUuid('recalled', String(one['uuid']))}`, comment: '', deleted: true },
  })
  if (name === 'Attribute') return { ...attribute(part), distribution: part['distribution'] ?? '5' }
  const kept = ['uuid', 'name', 'meta-category', 'template_uuid', 'template_version', 'distribution'] as const
  return {
    ...Object.fromEntries(kept.flatMap((key) => (part[key] === undefined ? [] : [[key, part[key]]]))),
    ...{ comment: '', deleted: true, Attribute: listOf(part, 'Attribute').map(attribute) },
  }
}
