import type { Tx } from '#store/database.ts'
import { notFound } from '../../problem.ts'
import { filterHash } from './filter.ts'
import type { Filter } from './filter.ts'
import { readNext, writeNext } from './next.ts'
import type { Asker } from './asker.ts'
import { readMicros } from './time.ts'

export interface VersionRow {
  readonly added: number
  readonly object_id: string
  readonly version: string
  readonly spec_version: string
  readonly shown: readonly string[]
  readonly object: string
}

export interface VersionPage {
  readonly rows: readonly VersionRow[]
  /** Absent on the last page. */
  readonly next: string | undefined
}

interface Asked {
  readonly filter: Filter
  /** The resource, for `next`. */
  readonly resource: string
  /** One object; one that is not there is not found. */
  readonly object?: string
}

/**
 * Versions in the order of date_added: a scan of the key from where the last page ended. What was hidden a moment ago and is not yet
 * taken back is passed over: each version goes with the records it was made of.
 */
export async function readPage(asker: Asker, { filter, resource, object }: Asked): Promise<VersionPage> {
  const { tx, node, collection, epoch } = asker
  const place = { collection, epoch, filter: filterHash(`${resource} ${object ?? ''}`, filter) }
  const after = filter.next === undefined ? 0 : readNext(node, filter.next, place)
  const { text, values } = pageQuery(asker, { filter, after, object })
  // Asked together: each way there and back on a busy machine is longer than what is asked (16 of them in a page, so 7).
  const [, , found] = await Promise.all([
    // Until this page is told, what it shows is not taken back as never fetched.
    tx.client.query('select pg_advisory_xact_lock_shared(7438025, hashtext($1::text))', [collection]),
    object === undefined && filter.ids === undefined ? tx.client.query(inOrderOfKey) : undefined,
    tx.client.query<VersionRow>(text, values),
  ])
  const rows = found.rows.slice(0, filter.limit)
  if (object !== undefined && rows.length === 0 && !(await isThere(tx, asker, object))) throw notFound()
  const last = rows.at(-1)?.added
  const isMore = found.rows.length > filter.limit
  return { rows, next: isMore ? writeNext(node, { ...place, last: last ?? 0 }) : undefined }
}

/** Keeps how far the client has fetched. */
export async function noteServed({ tx, collection }: Asker, { rows }: VersionPage): Promise<void> {
  const last = rows.at(-1)?.added
  if (last === undefined) return
  await tx.client.query('update taxii_served set added = $2 where collection_id = $1 and added < $2', [
    ...[collection, last],
  ])
}

/**
 * A page is a scan of the key from a place on. Of a collection that was just filled PostgreSQL has no counts, takes it for small, and
 * reads and sorts all of it for every page (20,000 objects, a loaded machine: 87 ms; so 1.4 ms).
 */
const inOrderOfKey = `select set_config('enable_sort', 'off', true), set_config('enable_bitmapscan', 'off', true)`

const standing = `not exists (
  select 1 from unnest(v.records) as made (id) left join record r on r.id = made.id
  where r.id is null or not visible($2, r.marking_id) or (v.is_last and r.ended_at is not null)
    or (not v.is_last and exists (select 1 from batch b where b.id = r.batch_id and b.state = 'undone')))`

function pageQuery(
  asker: Asker,
  asked: { readonly filter: Filter; readonly after: number; readonly object: string | undefined },
): { readonly text: string; readonly values: unknown[] } {
  const { filter, after, object } = asked
  const values: unknown[] = [
    ...[asker.collection, Buffer.from(asker.bits), Math.max(after, filter.addedAfter ?? 0), filter.limit + 1],
  ]
  const value = (one: unknown): string => `$${values.push(one)}`
  const wheres = ['v.collection_id = $1', 'v.added > $3', standing]
  const ids = object === undefined ? filter.ids : [object]
  if (ids) wheres.push(`v.object_id = any(${value(ids)}::text[])`)
  if (filter.specVersions) wheres.push(`v.spec_version = any(${value(filter.specVersions)}::text[])`)
  const stamps = filter.versions.filter((word) => readMicros(word) !== undefined)
  const versions = [
    ...(filter.versions.includes('all') ? ['true'] : []),
    ...(filter.versions.includes('last') ? ['v.is_last'] : []),
    ...(filter.versions.includes('first') ? [isFirst] : []),
    ...(stamps.length === 0 ? [] : [`v.version::timestamptz = any(${value(stamps)}::timestamptz[])`]),
  ]
  if (!versions.includes('true')) wheres.push(`(${versions.join(' or ')})`)
  const page = (of: readonly string[]): string =>
    `select v.added, v.object_id, v.version, v.spec_version, v.shown, v.object from taxii_version v
     where ${of.join(' and ')} order by v.added limit $4`
  if (!filter.types) return { text: page(wheres), values }
  // Type by type: of a rare one among many others a scan in the order of all would read all of them.
  const ofType = page([...wheres, 'v.type = wanted.type'])
  const types = `unnest(${value(filter.types)}::text[]) as wanted (type)`
  return {
    text: `select one.* from ${types} cross join lateral (${ofType}) as one order by one.added limit $4`,
    values,
  }
}

const isFirst = `not exists (select 1 from taxii_version o
  where o.collection_id = v.collection_id and o.object_id = v.object_id and o.added < v.added)`

async function isThere(tx: Tx, asker: Asker, object: string): Promise<boolean> {
  const found = await tx.client.query(
    `select 1 from taxii_version v where v.collection_id = $1 and ${standing} and v.object_id = $3 limit 1`,
    [asker.collection, Buffer.from(asker.bits), object],
  )
  return found.rowCount !== 0
}
