import type { Json } from '@shield/core'

import { isObject, isYes, listOf, stampOf } from './body.ts'
import type { MispObject } from './body.ts'
import { chosenEvents, fits, isWithin, pageOf } from './list-events.ts'
import type { Listed } from './list-events.ts'
import type { Asker } from './rights.ts'
import { eventTexts } from './view-event.ts'

/** Attributes in one answer where the client does not say, and at most. */
const mostAttributes = 50_000
const mostEvents = 1000

export interface Found {
  readonly text: string
  readonly count: number
  readonly skipped: number
}

const isAboutAttributes = (filter: MispObject): boolean =>
  [
    'value',
    'type',
    'category',
    'tags',
    'tag',
    'to_ids',
    'uuid',
    'timestamp',
    'object_name',
    'searchall',
  ].some((name) => filter[name] !== undefined && filter[name] !== null && filter[name] !== '')

/** Attributes that fit, also those in objects; `{"response":{"Attribute":[…]}}`. */
export async function searchAttributes(asker: Asker, filter: MispObject, shown: string[]): Promise<Found> {
  const limit = Number(filter['limit'] ?? 0)
  const most = Number.isInteger(limit) && limit > 0 ? Math.min(limit, mostAttributes) : mostAttributes
  const skip = (Math.max(1, Number(filter['page'] ?? 1)) - 1) * most
  const texts: string[] = []
  let matched = 0
  for (const one of await chosenEvents(asker, { ...filter, published: filter['published'] ?? null }))
    for await (const { attribute, entity } of attributesOf(asker, one, filter)) {
      matched += 1
      if (matched <= skip || texts.length >= most) continue
      texts.push(JSON.stringify(attribute))
      if (entity !== null) shown.push(entity)
    }
  const text = `{"response":{"Attribute":[${texts.join(',')}]}}`
  return { text, count: texts.length, skipped: Math.max(0, matched - skip - texts.length) }
}

/** Events that fit, or that hold an attribute which does; `{"response":[{"Event":…}]}`. */
export async function searchEvents(asker: Asker, filter: MispObject, shown: string[]): Promise<Found> {
  const events = await chosenEvents(asker, filter)
  const chosen: Listed[] = []
  for (const one of events) {
    if (isAboutAttributes(filter) && !(await isFound(asker, one, filter))) continue
    chosen.push(one)
  }
  const paged = pageOf(chosen, filter)
  const given = paged.slice(0, mostEvents)
  const view = { deleted: isYes(filter['deleted']), metadata: isYes(filter['metadata']), shown }
  const texts: string[] = []
  for (const { row } of given) texts.push((await Array.fromAsync(eventTexts(asker, row, view))).join(''))
  return {
    text: `{"response":[${texts.join(',')}]}`,
    count: given.length,
    skipped: paged.length - given.length,
  }
}

async function isFound(asker: Asker, one: Listed, filter: MispObject): Promise<boolean> {
  const tags = filter['tags'] ?? filter['tag']
  const others = Object.entries(filter).filter(
    ([name]) => name !== 'tags' && name !== 'tag' && name !== 'uuid',
  )
  const named = listOf(one.head, 'Tag').map((tag) => String(tag['name']))
  const uuid = filter['uuid']
  // A tag or an id of the event is as good as one of an attribute in it.
  if (
    tags !== undefined &&
    tags !== null &&
    fits(named, tags) &&
    !isAboutAttributes(Object.fromEntries(others))
  )
    return true
  if (uuid !== undefined && uuid !== null && fits([one.row.uuid], uuid)) return true
  for await (const _ of attributesOf(asker, one, filter)) return true
  return false
}

interface PartRow {
  readonly member: number
  readonly name: string
  readonly shown: string | null
  readonly part: string
}

const page = 2000

async function* attributesOf(
  asker: Asker,
  { row, head }: Listed,
  filter: MispObject,
): AsyncGenerator<{ readonly attribute: MispObject; readonly entity: string | null }, void> {
  const exact = exactValues(filter['value'])
  for (let after = 0; ;) {
    const found = await asker.tx.client.query<PartRow>(
      `select member, name, shown, part from misp_part where client_id = $1 and event = $2 and name in ('Attribute', 'Object')
         and (not is_deleted or $3) and member > $4 and ($5::text[] is null or said && $5) order by member limit $6`,
      [asker.client.id, row.uuid, isYes(filter['deleted']), after, exact ?? null, page],
    )
    for (const { name, shown, part } of found.rows) {
      const body = JSON.parse(part) as MispObject
      if (!fits([name === 'Object' ? String(body['name']) : ''], filter['object_name'])) continue
      for (const attribute of name === 'Object' ? listOf(body, 'Attribute') : [body]) {
        if (!fitsAttribute(attribute, { head, filter, now: asker.now })) continue
        const tagged = listOf(attribute, 'Tag')
        const event = {
          ...{ id: head['id'] ?? '', uuid: row.uuid, info: head['info'] ?? '' },
          ...{ distribution: head['distribution'] ?? '1' },
          ...(isObject(head['Orgc']) ? { Orgc: head['Orgc'] } : {}),
        }
        yield {
          entity: shown,
          attribute: {
            ...attribute,
            ...{ event_id: head['id'] ?? '', event_uuid: row.uuid, Event: event },
            ...(name === 'Object' ? { object_uuid: body['uuid'] ?? '' } : {}),
            timestamp: attribute['timestamp'] ?? body['timestamp'] ?? '0',
            Tag: isYes(filter['includeEventTags']) ? [...tagged, ...listOf(head, 'Tag')] : tagged,
          },
        }
      }
    }
    if (found.rows.length < page) return
    after = found.rows.at(-1)?.member ?? 0
  }
}

/** Values that the index finds; none where the case or a pattern is left open. */
function exactValues(asked: Json | undefined): readonly string[] | undefined {
  const values = typeof asked === 'string' ? [asked] : Array.isArray(asked) ? (asked as readonly Json[]) : []
  const texts = values.filter(
    (value) => typeof value === 'string' && !/[%|!&]|\p{L}/u.test(value),
  ) as string[]
  return values.length > 0 && texts.length === values.length ? texts : undefined
}

interface Asked {
  readonly head: MispObject
  readonly filter: MispObject
  readonly now: Date
}

function fitsAttribute(attribute: MispObject, { head, filter, now }: Asked): boolean {
  const value = String(attribute['value'] ?? '')
  const parts = String(attribute['type']).includes('|') ? [value, ...value.split('|')] : [value]
  const tags = [...listOf(attribute, 'Tag'), ...listOf(head, 'Tag')].map((tag) => String(tag['name']))
  const toIds = filter['to_ids']
  const all = filter['searchall']
  return (
    fits(parts, filter['value']) &&
    fits([String(attribute['type'])], filter['type']) &&
    fits([String(attribute['category'])], filter['category']) &&
    fits([String(attribute['uuid']), String(head['uuid'])], filter['uuid']) &&
    fits(tags, filter['tags'] ?? filter['tag']) &&
    (typeof all !== 'string' ||
      fits([value, String(attribute['comment'] ?? '')], `%${all.replaceAll('%', '')}%`)) &&
    (toIds === undefined || toIds === null || isYes(toIds) === isYes(attribute['to_ids'])) &&
    isWithin(stampOf(attribute), filter['timestamp'], now)
  )
}
