import { createHash } from 'node:crypto'

import type { Json } from '@shield/core'
import { markingIds, tlpDefinition } from '@shield/formats'

import type { Taker } from '../search/index.ts'
import { recallMarking, revokedStub } from './stub.ts'
import type { StixObject } from './stub.ts'
import { writeMicros } from './time.ts'

/** One collection while it is brought up to date; the row of the collection is locked. */
export interface Filling extends Taker {
  readonly now: Date
  readonly collection: string
  readonly bits: Uint8Array
  readonly lastAdded: number
}

export interface Content {
  readonly object: StixObject
  /** The source's own body: its times are the source's. */
  readonly isOwn: boolean
  readonly records: readonly number[]
  readonly shown: readonly string[]
}

interface Known {
  readonly object_id: string
  readonly hash: Buffer
  readonly created: Date
  readonly modified: Date
}

interface Version extends Content {
  readonly hash: Buffer
  readonly created: Date
  readonly modified: Date
}

/** Stands for the content of what was taken back. */
export const withdrawn = Buffer.from('revoked')
const idOf = (object: StixObject): string => object['id'] as string

/** Writes a version for each content that is not the newest known, with the definitions of the markings it names before it. */
export async function keepContents(filling: Filling, contents: readonly Content[]): Promise<number> {
  if (contents.length === 0) return filling.lastAdded
  const known = await findKnown(
    filling,
    contents.map((one) => idOf(one.object)),
  )
  const fresh: Version[] = []
  const same: Content[] = []
  for (const content of contents) {
    const before = known.get(idOf(content.object))
    const hash = createHash('sha256').update(JSON.stringify(content.object)).digest()
    if (before?.hash.equals(hash)) same.push(content)
    else fresh.push(dated({ ...content, hash }, before, filling.now))
  }
  await keepRecords(filling, same)
  const definitions = await missingDefinitions(filling, fresh)
  return writeVersions(filling, [...definitions, ...fresh])
}

/** Takes objects back: told once to who had them, and simply gone for who did not. */
export async function withdraw(filling: Filling, objects: readonly string[]): Promise<number> {
  if (objects.length === 0) return filling.lastAdded
  const { client } = filling.tx
  const key = [filling.collection, objects]
  // No page goes out between the look at what was fetched and the end of what it held.
  await client.query('select pg_advisory_xact_lock(7438025, hashtext($1::text))', [filling.collection])
  const had = await client.query<{ object_id: string; object: string; created: Date; modified: Date }>(
    `select o.object_id, v.object, o.created, o.modified from taxii_object o
     join taxii_version v on v.collection_id = o.collection_id and v.object_id = o.object_id and v.is_last
     where o.collection_id = $1 and o.object_id = any($2::text[]) and o.hash <> $3
       and (select min(added) from taxii_version f where f.collection_id = $1 and f.object_id = o.object_id)
           <= (select added from taxii_served where collection_id = $1)
     order by v.added`,
    [...key, withdrawn],
  )
  await client.query(
    `delete from taxii_version v using taxii_object o where v.collection_id = $1 and v.object_id = any($2::text[])
       and o.collection_id = v.collection_id and o.object_id = v.object_id and o.hash <> $3`,
    [...key, withdrawn],
  )
  await client.query(
    `delete from taxii_object where collection_id = $1 and object_id = any($2::text[]) and hash <> $3`,
    [...key, withdrawn],
  )
  if (had.rows.length === 0) return filling.lastAdded
  const stubs = had.rows.map((row): Version => {
    const modified = later(filling.now, row.modified)
    const object = revokedStub(JSON.parse(row.object) as StixObject, modified.toISOString())
    return { object, isOwn: true, records: [], shown: [], hash: withdrawn, created: row.created, modified }
  })
  const definition = contentOf(recallMarking)
  const isKnown = (await findKnown(filling, [idOf(recallMarking)])).size > 0
  return writeVersions(filling, [...(isKnown ? [] : [definition]), ...stubs])
}

async function findKnown(filling: Filling, ids: readonly string[]): Promise<ReadonlyMap<string, Known>> {
  const found = await filling.tx.client.query<Known>(
    'select object_id, hash, created, modified from taxii_object where collection_id = $1 and object_id = any($2::text[])',
    [filling.collection, ids],
  )
  return new Map(found.rows.map((row) => [row.object_id, row]))
}

const later = (now: Date, before: Date | undefined): Date =>
  new Date(Math.max(now.getTime(), (before?.getTime() ?? 0) + 1))

/** Times of a new version: of ours the moment, of a source's own body its own, later only where the last version was not earlier. */
function dated(content: Content & { hash: Buffer }, before: Known | undefined, now: Date): Version {
  const { object, isOwn } = content
  const stated = (key: string): Date | undefined => {
    const date = new Date(typeof object[key] === 'string' ? object[key] : Number.NaN)
    return isOwn && !Number.isNaN(date.getTime()) ? date : undefined
  }
  const created = stated('created') ?? before?.created ?? now
  const own = stated('modified')
  const isLater = own !== undefined && (before === undefined || own > before.modified)
  const modified = isLater ? own : later(now, before?.modified)
  // What has no `created` is an observable, which has no times at all.
  if (object['created'] === undefined || (isOwn && isLater)) return { ...content, created, modified }
  const times = isOwn
    ? { modified: modified.toISOString() }
    : { created: created.toISOString(), modified: modified.toISOString() }
  return { ...content, object: { ...object, ...times }, created, modified }
}

function contentOf(object: StixObject): Version {
  const created = new Date(object['created'] as string)
  const hash = createHash('sha256').update(JSON.stringify(object)).digest()
  return { object, isOwn: true, records: [], shown: [], hash, created, modified: created }
}

/** The same content of other records: it goes with those from now on. */
async function keepRecords(filling: Filling, contents: readonly Content[]): Promise<void> {
  if (contents.length === 0) return
  await filling.tx.client.query(
    `update taxii_version v set records = array(select jsonb_array_elements_text(c.value -> 1)::bigint)
     from jsonb_array_elements($2::jsonb) as c (value)
     where v.collection_id = $1 and v.object_id = c.value ->> 0 and v.is_last
       and v.records <> array(select jsonb_array_elements_text(c.value -> 1)::bigint)`,
    [filling.collection, JSON.stringify(contents.map((one) => [idOf(one.object), one.records]))],
  )
}

/** Objects of markings that are named and not yet in the collection: TLP's, and those the same source defines. */
async function missingDefinitions(
  filling: Filling,
  contents: readonly Content[],
): Promise<readonly Version[]> {
  const own = new Set(contents.map((one) => idOf(one.object)))
  const named = new Map<string, readonly number[]>()
  for (const { object, records } of contents)
    for (const id of markingIds(object)) if (!own.has(id)) named.set(id, records)
  const known = await findKnown(filling, [...named.keys()])
  const missing = [...named].filter(([id]) => !known.has(id))
  const definitions = missing.flatMap(([id]) => {
    const object = tlpDefinition(id)
    return object ? [contentOf(object)] : []
  })
  const others = missing.filter(([id]) => tlpDefinition(id) === undefined)
  if (others.length === 0) return definitions
  const found = await filling.tx.client.query<{ id: number; body: StixObject }>(
    `select distinct on (r.key) r.id, r.body from record said join record r on r.source_id = said.source_id
     where said.id = any($1::bigint[]) and r.key = any($2::text[]) and r.ended_at is null and visible($3, r.marking_id) order by r.key, r.id`,
    [others.flatMap(([, records]) => records), others.map(([id]) => id), Buffer.from(filling.bits)],
  )
  return [...definitions, ...found.rows.map(({ id, body }) => ({ ...contentOf(body), records: [id] }))]
}

/** The one place where date_added is given: later than every one before, one microsecond apart at least. */
async function writeVersions(filling: Filling, versions: readonly Version[]): Promise<number> {
  if (versions.length === 0) return filling.lastAdded
  const from = Math.max(filling.lastAdded + 1, filling.now.getTime() * 1000)
  const rows = versions.map((one, at): readonly Json[] => {
    const added = from + at
    const { object } = one
    return [
      ...[added, idOf(object), object['type'] as string],
      (object['modified'] ?? object['created'] ?? writeMicros(added)) as string,
      (object['spec_version'] ?? specVersionOf(object)) as string,
      ...[one.records, one.shown, JSON.stringify(object)],
      ...[one.hash.toString('hex'), one.created.toISOString(), one.modified.toISOString()],
    ]
  })
  const key = [filling.collection, JSON.stringify(rows)]
  await filling.tx.client.query(
    `update taxii_version v set is_last = false from jsonb_array_elements($2::jsonb) as c (value)
     where v.collection_id = $1 and v.object_id = c.value ->> 1 and v.is_last`,
    key,
  )
  await filling.tx.client.query(
    `insert into taxii_version (collection_id, added, object_id, type, version, spec_version, is_last, records, shown, object)
     select $1, (c.value ->> 0)::bigint, c.value ->> 1, c.value ->> 2, c.value ->> 3, c.value ->> 4, true,
            array(select jsonb_array_elements_text(c.value -> 5)::bigint), array(select jsonb_array_elements_text(c.value -> 6)::uuid), c.value ->> 7
     from jsonb_array_elements($2::jsonb) as c (value)`,
    key,
  )
  await filling.tx.client.query(
    `insert into taxii_object (collection_id, object_id, hash, created, modified)
     select $1, c.value ->> 1, decode(c.value ->> 8, 'hex'), (c.value ->> 9)::timestamptz, (c.value ->> 10)::timestamptz
     from jsonb_array_elements($2::jsonb) as c (value)
     on conflict (collection_id, object_id) do update set hash = excluded.hash, created = excluded.created, modified = excluded.modified`,
    key,
  )
  return from + rows.length - 1
}

/** STIX 2.0 objects carry no version; an observable of 2.1 always does. */
function specVersionOf(object: StixObject): string {
  return object['created'] === undefined ? '2.1' : '2.0'
}
