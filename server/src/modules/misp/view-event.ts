import { createWriteStream } from 'node:fs'
import { mkdir, open, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

import { newId } from '#store/identifier.ts'
import { tlps } from '@shield/core'
import type { Json, Tlp } from '@shield/core'
import { tlpTag } from '@shield/formats'

import { isUuid, listOf, recallTag } from './body.ts'
import type { MispObject } from './body.ts'
import { readingLock } from './keep-parts.ts'
import type { Asker } from './rights.ts'

export interface EventRow {
  readonly uuid: string
  readonly number: number
  readonly stamp: number
  readonly made_on: string
  readonly source_id: number | null
  readonly source_name: string | null
  readonly organisation: string
  readonly organisation_name: string
  readonly head: string | null
  readonly head_gone: boolean | null
  readonly standing: number
  readonly tlps: readonly Tlp[]
}

/** Events a client has, by the order it came to have them. What of a source's name may not be seen is not said. */
const eventsOf = `
select e.uuid, e.number, e.stamp, e.made_on::text, e.source_id,
       case when visible($2, s.marking_id) then s.name end as source_name, o.id as organisation, o.name_en as organisation_name,
       h.part as head, h.is_deleted as head_gone, t.standing, t.tlps
from misp_event e
left join misp_part h on h.client_id = e.client_id and h.event = e.uuid and h.name = 'Event'
left join source s on s.id = e.source_id
left join organisation o on o.code = s.organisation
cross join lateral (
  select count(*) filter (where not is_deleted and name <> 'Event')::integer as standing,
         coalesce(array_agg(distinct tlp) filter (where not is_deleted), '{}') as tlps
  from misp_part p where p.client_id = e.client_id and p.event = e.uuid) as t
where e.client_id = $1 and (h.part is not null or e.source_id is not null)`

export async function listEvents(asker: Asker): Promise<readonly EventRow[]> {
  const found = await asker.tx.client.query<EventRow>(`${eventsOf} order by e.number`, [
    ...[asker.client.id, Buffer.from(asker.bits)],
  ])
  return found.rows
}

/** By its UUID, or by MISP's small number, which is this client's own. */
export async function findEvent(asker: Asker, id: string): Promise<EventRow | undefined> {
  const isNumber = /^[1-9]\d{0,8}$/.test(id)
  if (!isNumber && !isUuid(id)) return undefined
  const found = await asker.tx.client.query<EventRow>(
    `${eventsOf} and ${isNumber ? 'e.number = $3::integer' : 'e.uuid = $3::uuid'}`,
    [asker.client.id, Buffer.from(asker.bits), id],
  )
  return found.rows[0]
}

/** The event without its parts. */
export function headOf(row: EventRow): MispObject {
  const own = row.head === null ? undefined : (JSON.parse(row.head) as MispObject)
  const made: MispObject = {
    ...{ info: row.source_name === null ? 'SHIELD' : `SHIELD: ${row.source_name}`, date: row.made_on },
    ...{ distribution: '1', analysis: '2', threat_level_id: '4', published: true },
    ...{ Orgc: { uuid: row.organisation, name: row.organisation_name }, Tag: [] },
  }
  const body = own ?? made
  const isGone = row.head_gone === true || (own === undefined && row.standing === 0)
  // The strictest of what is in it: somebody who looks at the event alone is not misled.
  const strictest = tlps.findLast((tlp) => row.tlps.includes(tlp)) ?? 'CLEAR'
  const tags = listOf(body, 'Tag')
  const tag = tlpTag(strictest)
  const isSaid = own !== undefined || strictest === 'CLEAR' || tags.some(({ name }) => name === tag['name'])
  return {
    ...body,
    ...{ id: String(row.number), uuid: row.uuid, timestamp: String(row.stamp), locked: false },
    ...{ attribute_count: String(row.standing), sharing_group_id: '0' },
    Org: own === undefined ? (made['Orgc'] as Json) : (own['Orgc'] ?? {}),
    ...(body['published'] === true || body['published'] === '1' || body['published'] === 1
      ? { published: true, publish_timestamp: String(body['publish_timestamp'] ?? row.stamp) }
      : { published: false, publish_timestamp: '0' }),
    Tag: [
      ...tags.filter(({ name }) => name !== recallTag.name),
      ...(isSaid || isGone ? [] : [tag]),
      ...(isGone ? [recallTag] : []),
    ],
  }
}

interface PartRow {
  readonly member: number
  readonly name: string
  readonly serial: number
  readonly shown: string | null
  readonly part: string
}

const page = 2000

/** Nobody takes anything back unseen while this transaction reads. */
export async function beginReading(asker: Asker): Promise<void> {
  await asker.tx.client.query(`select pg_advisory_xact_lock_shared(${readingLock})`, [asker.client.id])
}

interface Parts {
  readonly deleted: boolean
  /** Hears of what is given. */
  readonly given: (row: PartRow) => void
}

/** The parts of an event as texts by list, in the order it came to have them, page by page. */
async function* partsOf(
  asker: Asker,
  event: string,
  list: string,
  { deleted, given }: Parts,
): AsyncGenerator<string, void> {
  for (let after = 0; ;) {
    const found = await asker.tx.client.query<PartRow>(
      `select member, name, serial, shown, part from misp_part
       where client_id = $1 and event = $2 and name = $3 and member > $4 and (not is_deleted or $5) order by member limit $6`,
      [asker.client.id, event, list, after, deleted, page],
    )
    const standing = list === 'Object' ? await standingIn(asker, event, found.rows) : new Set<number>()
    for (const row of found.rows) {
      given(row)
      yield row.part.includes('"member":') ? withoutHidden(row.part, standing) : row.part
    }
    if (found.rows.length < page) return
    after = found.rows.at(-1)?.member ?? 0
  }
}

const membersIn = (part: string): readonly number[] =>
  part.includes('"member":')
    ? listOf(JSON.parse(part) as MispObject, 'ObjectReference').map((one) => Number(one['member']))
    : []

/** Which of the objects that these refer to are in the event. */
async function standingIn(
  asker: Asker,
  event: string,
  rows: readonly PartRow[],
): Promise<ReadonlySet<number>> {
  const members = [...new Set(rows.flatMap((row) => membersIn(row.part)))].filter(Number.isSafeInteger)
  const found = await asker.tx.client.query<{ member: number }>(
    'select member from misp_part where client_id = $1 and event = $2 and member = any($3::bigint[]) and not is_deleted',
    [asker.client.id, event, members],
  )
  return new Set(found.rows.map((row) => row.member))
}

/** Our own references carry the number of the entity at their other end, which stays here. */
function withoutHidden(part: string, standing: ReadonlySet<number>): string {
  const object = JSON.parse(part) as MispObject
  const references = listOf(object, 'ObjectReference').flatMap(({ member, ...reference }) =>
    member === undefined || standing.has(Number(member)) ? [reference] : [],
  )
  return JSON.stringify({ ...object, ObjectReference: references })
}

export interface View {
  /** Soft-deleted parts too, as a synchronising MISP asks. */
  readonly deleted: boolean
  readonly metadata: boolean
}

/** `{"Event": …}` as texts; `shown` gets the entities, and the event is noted as had. */
export async function* eventTexts(
  asker: Asker,
  row: EventRow,
  view: View & { shown: string[] },
): AsyncGenerator<string, void> {
  const head = JSON.stringify(headOf(row)).slice(0, -1)
  let serial = 0
  const given = (part: PartRow): void => {
    serial = Math.max(serial, part.serial)
    if (part.shown !== null) view.shown.push(part.shown)
  }
  yield `{"Event":${head}`
  if (!view.metadata)
    for (const list of ['Attribute', 'Object', 'EventReport']) {
      let comma = ''
      yield `,"${list}":[`
      for await (const text of partsOf(asker, row.uuid, list, { deleted: view.deleted, given })) {
        yield `${comma}${text}`
        comma = ','
      }
      yield ']'
    }
  yield '}}'
  for await (const _ of partsOf(asker, row.uuid, 'Event', { deleted: true, given }));
  await noteHad(asker, row, serial)
}

/** From here on a recall has to be told. */
async function noteHad(asker: Asker, row: EventRow, serial: number): Promise<void> {
  await asker.tx.client.query(
    `update misp_event set had_stamp = greatest(had_stamp, stamp), had_serial = greatest(had_serial, $3)
     where client_id = $1 and uuid = $2 and (had_stamp < stamp or had_serial < $3)`,
    [asker.client.id, row.uuid, serial],
  )
}

/** Parts up to which an answer is made in memory. */
const mostInMemory = 5000

/** An event as a body to send: a large one goes by a file, so that memory does not grow with it and a slow reader holds no transaction. */
export async function eventBody(
  asker: Asker,
  row: EventRow,
  view: View & { shown: string[] },
): Promise<string | Readable> {
  const texts = eventTexts(asker, row, view)
  if (row.standing <= mostInMemory) return (await Array.fromAsync(texts)).join('')
  const path = join(asker.node.config.dataFolder, 'uploads', asker.node.name, newId())
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await pipeline(Readable.from(chunked(texts)), createWriteStream(path, { mode: 0o600 }))
  const file = await open(path)
  // The name goes at once; the bytes go with the last who reads them.
  await rm(path)
  return file.createReadStream()
}

async function* chunked(texts: AsyncGenerator<string, void>): AsyncGenerator<string, void> {
  let pieces: string[] = []
  let length = 0
  for await (const text of texts) {
    pieces.push(text)
    length += text.length
    if (length < 65_536) continue
    yield pieces.join('')
    pieces = []
    length = 0
  }
  yield pieces.join('')
}
