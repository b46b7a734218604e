import { createHash } from 'node:crypto'

import { newId } from '#store/identifier.ts'
import type { Json } from '@shield/core'
import { mispUuid } from '@shield/formats'

import { deletedPart, listOf } from './body.ts'
import type { MispObject } from './body.ts'
import { makeParts } from './make-parts.ts'
import type { Filling, Made } from './make-parts.ts'

interface Row {
  readonly member: number
  readonly event: string
  readonly name: string
  readonly is_deleted: boolean
  readonly serial: number
  readonly stamp: number
  readonly hash: Buffer
  readonly part: string
}

/** The most entities in an event that is made of a source: one is read whole, and an attribute more sends it anew. */
const mostMembers = 1000
const slice = 1000
const deletedHash = Buffer.from('deleted')

/** While a client reads, nothing is taken from it unseen: readers hold it together, whoever takes back alone. */
export const readingLock = "hashtextextended('misp' || $1::text, 7)"

/** Makes the parts of some entities anew: what changed gets its time, what may not be seen any more is taken back. */
export async function remakeParts(filling: Filling, entities: readonly number[]): Promise<void> {
  const touched = new Set<string>()
  const turned = await settle(filling, entities, touched)
  // Parts of an event follow its head: those that were passed already are looked at again.
  for (const head of turned) {
    const parts = await partsPassed(filling, head)
    for (let at = 0; at < parts.length; at += slice)
      await settle(filling, parts.slice(at, at + slice), touched)
  }
  await keepTimes(filling, [...touched])
}

/** Gives the members of heads that came or went. */
async function settle(
  filling: Filling,
  entities: readonly number[],
  touched: Set<string>,
): Promise<readonly number[]> {
  const made = await makeParts(filling, entities)
  const known = await findRows(filling, entities)
  const placed = await placeParts(filling, made, known)
  const fresh: (Placed & { readonly hash: Buffer; readonly stamp: number })[] = []
  const moved: Row[] = []
  for (const one of placed) {
    const before = known.get(one.member)
    const hash = createHash('sha256')
      .update(JSON.stringify([one.event, one.name, one.part]))
      .digest()
    if (before?.hash.equals(hash) && !before.is_deleted) continue
    const now = Math.floor(filling.now.getTime() / 1000)
    const least = before ? before.stamp + 1 : 0
    const stamp = one.stamp > 0 ? Math.max(one.stamp, before ? least : 0) : Math.max(now, least)
    fresh.push({ ...one, hash, stamp })
    if (before && before.event !== one.event) moved.push(before)
    touched.add(one.event)
  }
  const standing = new Set(made.map((one) => one.member))
  const gone = [...known.values()].filter((row) => !standing.has(row.member) && !row.is_deleted)
  await takeBack(filling, gone, touched)
  for (const row of moved) touched.add(row.event)
  await writeParts(filling, fresh)
  const came = fresh.filter((one) => one.name === 'Event' && (known.get(one.member)?.is_deleted ?? true))
  const left = gone.filter((row) => row.name === 'Event')
  return [...came, ...left].map((one) => one.member)
}

async function findRows(filling: Filling, members: readonly number[]): Promise<ReadonlyMap<number, Row>> {
  const found = await filling.tx.client.query<Row>(
    'select member, event, name, is_deleted, serial, stamp, hash, part from misp_part where client_id = $1 and member = any($2::bigint[])',
    [filling.client, members],
  )
  return new Map(found.rows.map((row) => [row.member, row]))
}

type Placed = Made & { readonly event: string }

/** Finds each its event: a source's own, the one it was in, or the open one of its source. */
async function placeParts(
  filling: Filling,
  made: readonly Made[],
  known: ReadonlyMap<number, Row>,
): Promise<readonly Placed[]> {
  const placed: Placed[] = []
  const open = new Map<number, { uuid: string; members: number }>()
  for (const one of made) {
    const before = known.get(one.member)
    const event = one.event ?? before?.event ?? (await openEvent(filling, one.source, open))
    if (one.name === 'Event') await addEvent(filling, { uuid: event, source: undefined })
    placed.push({ ...one, event })
  }
  for (const { uuid, members } of open.values())
    await filling.tx.client.query('update misp_event set members = $3 where client_id = $1 and uuid = $2', [
      ...[filling.client, uuid, members],
    ])
  return placed
}

async function openEvent(
  filling: Filling,
  source: number,
  open: Map<number, { uuid: string; members: number }>,
): Promise<string> {
  let found = open.get(source)
  if (!found) {
    const rows = await filling.tx.client.query<{ uuid: string; members: number }>(
      'select uuid, members from misp_event where client_id = $1 and source_id = $2 and members < $3 order by number desc limit 1',
      [filling.client, source, mostMembers],
    )
    found = rows.rows[0]
  }
  if (!found || found.members >= mostMembers) {
    if (found)
      await filling.tx.client.query('update misp_event set members = $3 where client_id = $1 and uuid = $2', [
        ...[filling.client, found.uuid, found.members],
      ])
    found = { uuid: mispUuid(newId()), members: 0 }
    await addEvent(filling, { uuid: found.uuid, source })
  }
  found.members += 1
  open.set(source, found)
  return found.uuid
}

async function addEvent(
  filling: Filling,
  { uuid, source }: { readonly uuid: string; readonly source: number | undefined },
): Promise<void> {
  await filling.tx.client.query(
    `with place as (
       update misp_feed set last_event = last_event + 1 where client_id = $1
         and not exists (select 1 from misp_event where client_id = $1 and uuid = $2) returning last_event)
     insert into misp_event (client_id, uuid, number, source_id, made_on, stamp)
     select $1, $2, last_event, $3::bigint, $4::timestamptz::date, 0 from place`,
    [filling.client, uuid, source ?? null, filling.now],
  )
}

async function nextSerials(filling: Filling, count: number): Promise<number> {
  const moved = await filling.tx.client.query<{ last_serial: number }>(
    'update misp_feed set last_serial = last_serial + $2 where client_id = $1 returning last_serial',
    [filling.client, count],
  )
  return (moved.rows[0]?.last_serial ?? 0) - count
}

async function writeParts(
  filling: Filling,
  parts: readonly (Placed & { readonly hash: Buffer; readonly stamp: number })[],
): Promise<void> {
  if (parts.length === 0) return
  const from = await nextSerials(filling, parts.length)
  const rows = parts.map((one, at): readonly Json[] => [
    ...[
      one.member,
      one.event,
      one.uuid,
      one.name,
      from + at + 1,
      one.stamp,
      one.hash.toString('hex'),
      one.tlp,
    ],
    ...[saidIn(one.part), one.shown, JSON.stringify({ ...one.part, timestamp: String(one.stamp) })],
  ])
  await filling.tx.client.query(
    `insert into misp_part (client_id, member, event, uuid, name, serial, stamp, hash, tlp, said, shown, part)
     select $1, (c.value ->> 0)::bigint, (c.value ->> 1)::uuid, (c.value ->> 2)::uuid, c.value ->> 3, (c.value ->> 4)::bigint,
            (c.value ->> 5)::bigint, decode(c.value ->> 6, 'hex'), c.value ->> 7, array(select jsonb_array_elements_text(c.value -> 8)),
            (c.value ->> 9)::uuid, c.value ->> 10
     from jsonb_array_elements($2::jsonb) as c (value)
     on conflict (client_id, member) do update set event = excluded.event, uuid = excluded.uuid, name = excluded.name,
       is_deleted = false, serial = excluded.serial, stamp = excluded.stamp, hash = excluded.hash, tlp = excluded.tlp,
       said = excluded.said, shown = excluded.shown, part = excluded.part`,
    [filling.client, JSON.stringify(rows)],
  )
}

/** Longer texts are found by nobody who asks for a value; an index entry holds 2,700 bytes. */
const longestSaid = 600

function saidIn(part: MispObject): readonly string[] {
  const values = [part, ...listOf(part, 'Attribute')].flatMap(({ value }) =>
    typeof value === 'string' && value.length <= longestSaid ? [value] : [],
  )
  return [...new Set(values)]
}

/** Told as deleted to who had them, and simply gone for who did not. */
async function takeBack(filling: Filling, rows: readonly Row[], touched: Set<string>): Promise<void> {
  if (rows.length === 0) return
  const { client } = filling.tx
  await client.query(`select pg_advisory_xact_lock(${readingLock})`, [filling.client])
  const events = [...new Set(rows.map((row) => row.event))]
  const found = await client.query<{ uuid: string; had_serial: number }>(
    'select uuid, had_serial from misp_event where client_id = $1 and uuid = any($2::uuid[])',
    [filling.client, events],
  )
  const had = new Map(found.rows.map((row) => [row.uuid, row.had_serial]))
  for (const event of events) touched.add(event)
  const told = rows.filter((row) => row.serial <= (had.get(row.event) ?? 0))
  const never = rows.filter((row) => row.serial > (had.get(row.event) ?? 0))
  await client.query('delete from misp_part where client_id = $1 and member = any($2::bigint[])', [
    ...[filling.client, never.map((row) => row.member)],
  ])
  if (told.length === 0) return
  const from = await nextSerials(filling, told.length)
  const now = Math.floor(filling.now.getTime() / 1000)
  const stubs = told.map((row, at): readonly Json[] => {
    const stamp = Math.max(now, row.stamp + 1)
    const part = deletedPart(row.name, JSON.parse(row.part) as MispObject)
    const timed = listOf(part, 'Attribute').map((one) => ({ ...one, timestamp: String(stamp) }))
    const whole = { ...part, ...(timed.length === 0 ? {} : { Attribute: timed }), timestamp: String(stamp) }
    return [row.member, from + at + 1, stamp, JSON.stringify(whole)]
  })
  await client.query(
    `update misp_part p set is_deleted = true, serial = (c.value ->> 1)::bigint, stamp = (c.value ->> 2)::bigint, hash = $3,
       tlp = 'CLEAR', said = '{}', shown = null, part = c.value ->> 3
     from jsonb_array_elements($2::jsonb) as c (value) where p.client_id = $1 and p.member = (c.value ->> 0)::bigint`,
    [filling.client, JSON.stringify(stubs), deletedHash],
  )
}

/** Members of an event whose head came or went, that were followed already. */
async function partsPassed(filling: Filling, head: number): Promise<readonly number[]> {
  const found = await filling.tx.client.query<{ member: number }>(
    `select l.to_entity as member from link l join entity f on f.id = l.from_entity join entity t on t.id = l.to_entity
     where l.from_entity = $2 and l.key = t.key || '#event' and visible($3, l.marking_id)
       and exists (select 1 from outlet_change o where o.entity_id = l.to_entity and o.sequence <= $4)
     union select p.member from misp_part p join misp_part h on h.client_id = $1 and h.member = $2
     where p.client_id = $1 and p.event = h.event and p.name <> 'Event' order by member`,
    [filling.client, head, Buffer.from(filling.bits), filling.position],
  )
  return found.rows.map((row) => row.member)
}

/**
 * The time of an event: its source's own as long as the client has not had it; after that each change is later than what the client
 * had, for a newer time is all a MISP looks at. An event of which nothing is left and nothing was had was never there.
 */
async function keepTimes(filling: Filling, events: readonly string[]): Promise<void> {
  const key = [filling.client, events]
  await filling.tx.client.query(
    `delete from misp_event e where client_id = $1 and uuid = any($2::uuid[]) and had_serial = 0
       and not exists (select 1 from misp_part p where p.client_id = $1 and p.event = e.uuid)`,
    key,
  )
  // Only an event without a head, which is small, is read whole: one of 40,000 attributes was, for each 1,000 of them (33 ms, so 2 ms).
  await filling.tx.client.query(
    `update misp_event e set stamp = greatest(t.stamp, case when had_stamp = 0 then 0 else had_stamp + 1 end)
     from (select c.uuid, coalesce(
             (select max(stamp) from misp_part where client_id = $1 and event = c.uuid and name = 'Event'),
             (select max(stamp) from misp_part where client_id = $1 and event = c.uuid)) as stamp
           from unnest($2::uuid[]) as c (uuid)) as t
     where e.client_id = $1 and e.uuid = t.uuid and t.stamp is not null`,
    key,
  )
}
