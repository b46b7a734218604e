import type { Json } from '@shield/core'

import { isObject, isUuid, isYes, listOf, stampOf, textOf } from './body.ts'
import type { MispObject } from './body.ts'
import type { Asker } from './rights.ts'
import { headOf, listEvents } from './view-event.ts'
import type { EventRow } from './view-event.ts'

export interface Listed {
  readonly row: EventRow
  readonly head: MispObject
}

/** Words of a filter: a list, an object of OR and NOT, or one text cut at `|` and `&&`; a leading `!` is a no. */
function wordsOf(asked: Json | undefined): {
  readonly some: readonly string[]
  readonly none: readonly string[]
} {
  const texts = (value: Json | undefined): readonly string[] =>
    Array.isArray(value)
      ? (value as readonly Json[]).flatMap(texts)
      : typeof value === 'string' || typeof value === 'number'
        ? String(value).split(/\|\||&&|\|/)
        : []
  const object = isObject(asked) ? asked : undefined
  const positive = object ? [...texts(object['OR']), ...texts(object['AND'])] : texts(asked)
  const words = [...positive, ...texts(object?.['NOT']).map((word) => `!${word}`)].map((word) => word.trim())
  return {
    some: words.filter((word) => word !== '' && !word.startsWith('!')),
    none: words.filter((word) => word.startsWith('!')).map((word) => word.slice(1)),
  }
}

/** MISP compares without case, and `%` stands for anything. */
export function isLike(value: string, asked: string): boolean {
  const [text, pattern] = [value.toLowerCase(), asked.toLowerCase()]
  if (!pattern.includes('%')) return text === pattern
  const pieces = pattern.split('%')
  let at = 0
  for (const [index, piece] of pieces.entries()) {
    const found = text.indexOf(piece, at)
    if (found < 0 || (index === 0 && found !== 0)) return false
    at = found + piece.length
  }
  return pieces.at(-1) === '' || text.endsWith(pieces.at(-1) ?? '')
}

/** Does one of the values fit one of the words, and none of the words that may not? */
export function fits(values: readonly string[], asked: Json | undefined): boolean {
  if (asked === undefined || asked === null || asked === '' || asked === false) return true
  const { some, none } = wordsOf(asked)
  const has = (word: string): boolean => values.some((value) => isLike(value, word))
  return !none.some(has) && (some.length === 0 || some.some(has))
}

const unit: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 }

/** Seconds of a time as MISP takes it: a stamp, `5d`, or a date. */
function secondsOf(asked: Json | undefined, now: Date): number | undefined {
  const text = String(asked ?? '')
  if (/^\d+$/.test(text)) return Number(text)
  const [, count, letter = ''] = /^(\d+)([smhdw])$/.exec(text) ?? []
  if (count !== undefined) return Math.floor(now.getTime() / 1000) - Number(count) * (unit[letter] ?? 0)
  const time = Date.parse(text)
  return Number.isNaN(time) ? undefined : Math.floor(time / 1000)
}

/** Is a time within `since`, or within a pair of them? */
export function isWithin(seconds: number, asked: Json | undefined, now: Date): boolean {
  if (asked === undefined || asked === null || asked === '') return true
  const [from, until] = Array.isArray(asked) ? (asked as readonly Json[]) : [asked]
  const least = secondsOf(from, now)
  const most = until === undefined ? undefined : secondsOf(until, now)
  return (least === undefined || seconds >= least) && (most === undefined || seconds <= most)
}

/** Names that a search and an index have for the same. */
const asked = (filter: MispObject, ...names: readonly string[]): Json | undefined =>
  names.map((name) => filter[name]).find((value) => value !== undefined && value !== null)

/** Does an event fit what is asked of events? */
export function fitsEvent(head: MispObject, filter: MispObject, now: Date): boolean {
  const tags = listOf(head, 'Tag').map((tag) => String(tag['name']))
  const orgc = head['Orgc']
  const org = isObject(orgc) ? [textOf(orgc, 'name') ?? '', textOf(orgc, 'uuid') ?? ''] : []
  const published = asked(filter, 'published', 'searchpublished')
  const ids = [String(head['id']), String(head['uuid'])]
  const day = Date.parse(`${String(head['date'])}T00:00:00Z`) / 1000
  const from = asked(filter, 'from', 'date_from', 'searchDatefrom')
  const to = asked(filter, 'to', 'date_to', 'searchDateuntil')
  return (
    (published === undefined ||
      published === 2 ||
      published === '2' ||
      isYes(published) === isYes(head['published'])) &&
    fits(ids, asked(filter, 'eventid', 'event_id', 'searcheventid')) &&
    fits(org, asked(filter, 'org', 'searchorg')) &&
    fits([String(head['info'])], asked(filter, 'eventinfo', 'searcheventinfo')) &&
    fits(tags, asked(filter, 'event_tags', 'searchtag')) &&
    isWithin(day, [from ?? null, to ?? null], now) &&
    isWithin(stampOf(head), asked(filter, 'event_timestamp'), now) &&
    isWithin(Number(head['publish_timestamp'] ?? 0), asked(filter, 'publish_timestamp', 'last'), now)
  )
}

/** Events that fit, in order; of many, the page that is asked for. */
export async function chosenEvents(asker: Asker, filter: MispObject): Promise<readonly Listed[]> {
  const rows = await listEvents(asker)
  return rows
    .map((row) => ({ row, head: headOf(row) }))
    .filter(({ head }) => fitsEvent(head, filter, asker.now))
}

export function pageOf<Item>(items: readonly Item[], filter: MispObject): readonly Item[] {
  const limit = Number(filter['limit'] ?? 0)
  const page = Math.max(1, Number(filter['page'] ?? 1))
  return Number.isInteger(limit) && limit > 0 ? items.slice((page - 1) * limit, page * limit) : items
}

/** What a MISP compares before it fetches: five words of each event. */
export async function indexEvents(asker: Asker, filter: MispObject): Promise<readonly MispObject[]> {
  const tags = asked(filter, 'tag', 'tags')
  const searched = tags === undefined ? filter : { ...filter, event_tags: tags }
  const chosen = pageOf(await chosenEvents(asker, searched), filter)
  if (!isYes(filter['minimal'])) return chosen.map(({ head }) => head)
  return chosen.map(({ row, head }) => {
    const orgc = head['Orgc']
    return {
      ...{ id: String(row.number), uuid: row.uuid, timestamp: String(row.stamp), sighting_timestamp: '0' },
      ...{
        published: head['published'] ?? false,
        orgc_uuid: isObject(orgc) ? (textOf(orgc, 'uuid') ?? '') : '',
      },
    }
  })
}

/** Of the events somebody could push, those that are wanted: new here, or newer than what this client brought. */
export async function wantedEvents(asker: Asker, offered: Json, source: string): Promise<readonly string[]> {
  if (!Array.isArray(offered)) return []
  const events = (offered as readonly Json[]).flatMap((one) => {
    const event = isObject(one) && isObject(one['Event']) ? one['Event'] : one
    return isObject(event) && isUuid(event['uuid']) ? [{ uuid: event['uuid'], stamp: stampOf(event) }] : []
  })
  const uuids = events.map((event) => event.uuid)
  const found = await asker.tx.client.query<{ uuid: string; version: string | null }>(
    `select u.uuid, case when r.id is not null then r.version else '~' end as version
     from unnest($2::text[]) as u (uuid)
     left join source s on s.organisation = $3 and s.name = $4
     left join record r on r.source_id = s.id and r.key = u.uuid and r.ended_at is null
     where r.id is not null
       or exists (select 1 from misp_event e where e.client_id = $1 and e.uuid = u.uuid::uuid)
       or exists (select 1 from misp_blocked b where b.client_id = $1 and b.uuid = u.uuid::uuid)`,
    [asker.client.id, uuids, asker.actor.organisation, source],
  )
  const versions = new Map(found.rows.map((row) => [row.uuid, row.version ?? '']))
  return events
    .filter(({ uuid, stamp }) => {
      const version = versions.get(uuid)
      // Greater than every time: it is not this client's to change.
      return version === undefined || new Date(stamp * 1000).toISOString() > version
    })
    .map((event) => event.uuid)
}
