import type { Client } from '#store/database.ts'
import { copyRows } from './copy.ts'
import { createRowMaker } from '#store/rows.ts'
import type { Rows } from '#store/rows.ts'
import type { PreparedRound } from '../../../prepare-records.ts'

/** Where a round is decided; gone with the transaction. */
const tables = `
create temp table if not exists stage_record (
  n integer not null, key text not null, version text not null, hash bytea not null,
  outcome text not null default 'new', old_id bigint, old_batch bigint,
  record_id bigint not null default nextval('record_id_seq')) on commit drop;
create temp table if not exists stage_entity (
  e integer not null, key text not null,
  entity_id bigint not null default nextval('entity_id_seq')) on commit drop;
create temp table if not exists stage_link (
  n integer not null, wire uuid not null, key text not null, kind smallint not null, from_key text not null, to_key text not null,
  starts text, ends text, amount text, currency text, detail text, marking_id integer not null) on commit drop;`
const emptied = ['stage_record', 'stage_entity', 'stage_link']
/** Up to so many records are deleted row by row: TRUNCATE makes three new files, which for a partner's single record was most of the work. */
const fewRecords = 100

/** Puts the keys of a round into the staging table, where each gets the id its record will have. */
export async function stageKeys(client: Client, { keys }: PreparedRound): Promise<void> {
  const isFew = keys.starts.length - 1 <= fewRecords
  const empty = isFew
    ? emptied.map((name) => `delete from ${name}`).join('; ')
    : `truncate ${emptied.join(', ')}`
  await client.query(`${tables} ${empty}`)
  await copyRows(client, { table: 'stage_record', columns: 'n, key, version, hash' }, keys)
}

export interface Entities {
  /** By its number in the round. */
  readonly idOf: Float64Array
  /** Whether it was there before; by its number as well. */
  readonly isKnown: Uint8Array
}

/** Gives each entity of the round that is asked for its id: the one it has in this source, or a new one. */
export async function stageEntities(
  client: Client,
  source: number,
  { entityKeys, isAsked }: { readonly entityKeys: Rows; readonly isAsked: (e: number) => boolean },
): Promise<Entities> {
  const all = entityKeys.starts.length - 1
  const asked = Array.from({ length: all }, (_, e) => e).filter(isAsked)
  const table = { table: 'stage_entity', columns: 'e, key' }
  await copyRows(client, table, asked.length === all ? entityKeys : chosen(entityKeys, asked))
  const ids = await idsOf(
    client,
    'select range_agg(int8range(entity_id, entity_id, $$[]$$))::text as ids from stage_entity',
  )
  const idOf = new Float64Array(all)
  asked.forEach((e, at) => {
    idOf[e] = ids[at] ?? 0
  })
  const isKnown = new Uint8Array(all)
  const known = await client.query<{ e: number; id: number }>(findEntities, [source])
  for (const { e, id } of known.rows) {
    idOf[e] = id
    isKnown[e] = 1
  }
  return { idOf, isKnown }
}

// Each row asks the index, as the decision of records does.
const findEntities = `
update stage_entity s set entity_id = found.id
from (select d.e, r.id from stage_entity d cross join lateral (
        select id from entity where source_id = $1 and key = d.key limit 1) as r) as found
where found.e = s.e
returning s.e, s.entity_id as id`

export function chosen(rows: Rows, places: readonly number[]): Rows {
  const maker = createRowMaker()
  for (const place of places) maker.again(rows, place)
  return maker.rows()
}

/** Ids that were given to rows in their order, as the ranges they make: `{[1,4001)}`, a few bytes where a row each would be 4,000. */
export async function idsOf(client: Client, query: string): Promise<readonly number[]> {
  const found = await client.query<{ ids: string | null }>(query)
  const ids: number[] = []
  for (const [, from, until] of (found.rows[0]?.ids ?? '').matchAll(/\[(\d+),(\d+)\)/g))
    for (let id = Number(from); id < Number(until); id += 1) ids.push(id)
  return ids
}
