import type { Client } from '#store/database.ts'
import { mostOf } from './ground.ts'
import { keysOf } from './keys.ts'
import type { LinkKey } from './keys.ts'
import type { Matched } from './read-values.ts'

/** All entities of one handling that have one key; `members` is cut just above what still says something. */
export interface KeyGroup {
  readonly key: string
  readonly ground: number
  readonly marking: number
  readonly beside: number
  readonly members: readonly number[]
}

export const isTooCommon = ({ ground, members }: KeyGroup): boolean => members.length > mostOf(ground)

export const groupName = ({ key, ground, marking, beside }: Omit<KeyGroup, 'members'>): string =>
  `${key}/${ground}/${marking}/${beside}`

/** The keys that stand for some entities now. */
export async function storedKeys(
  client: Client,
  ids: readonly number[],
): Promise<readonly (LinkKey & { readonly entity: number })[]> {
  const found = await client.query<LinkKey & { readonly entity: number }>(
    `select entity_id as entity, key::text as key, kind as ground, marking_id as marking, beside_id as beside
     from link_key where entity_id = any($1::bigint[])`,
    [ids],
  )
  return found.rows
}

/** Puts the keys of changed entities in the place of those they had. */
export async function replaceKeys(client: Client, changed: ReadonlyMap<number, Matched>): Promise<void> {
  await client.query('delete from link_key where entity_id = any($1::bigint[])', [[...changed.keys()]])
  const rows = [...changed.values()].flatMap(({ id, kind, values }) =>
    keysOf(kind, values).map((key) => ({ id, ...key })),
  )
  await client.query(
    `insert into link_key (key, kind, entity_id, marking_id, beside_id)
     select * from unnest($1::bigint[], $2::smallint[], $3::bigint[], $4::integer[], $5::integer[])`,
    [
      rows.map((row) => row.key),
      rows.map((row) => row.ground),
      rows.map((row) => row.id),
      rows.map((row) => row.marking),
      rows.map((row) => row.beside),
    ],
  )
}

/**
 * Who has some keys, by handling. The handlings of a key are walked by the index and the members of each counted only as far
 * as they may count: a key that a hundred thousand have costs as much as one that fifty have.
 */
export async function groupsOf(
  client: Client,
  keys: readonly Pick<LinkKey, 'key' | 'ground'>[],
): Promise<readonly KeyGroup[]> {
  const distinct = [...new Map(keys.map((one) => [`${one.key}/${one.ground}`, one])).values()]
  const found = await client.query<KeyGroup>(
    `with recursive asked as (
       select * from unnest($1::bigint[], $2::smallint[], $3::integer[]) as asked (key, kind, most)),
     handling as (
       select asked.*, first.marking_id, first.beside_id from asked cross join lateral (
         select marking_id, beside_id from link_key k where k.key = asked.key and k.kind = asked.kind
         order by marking_id, beside_id limit 1) as first
       union all
       select h.key, h.kind, h.most, next.marking_id, next.beside_id from handling h cross join lateral (
         select marking_id, beside_id from link_key k where k.key = h.key and k.kind = h.kind
           and (k.marking_id, k.beside_id) > (h.marking_id, h.beside_id)
         order by marking_id, beside_id limit 1) as next)
     select h.key::text as key, h.kind as ground, h.marking_id as marking, h.beside_id as beside,
       array(select entity_id from link_key k where k.key = h.key and k.kind = h.kind and k.marking_id = h.marking_id
             and k.beside_id = h.beside_id limit h.most + 1) as members
     from handling h`,
    [
      distinct.map((one) => one.key),
      distinct.map((one) => one.ground),
      distinct.map((one) => mostOf(one.ground)),
    ],
  )
  // Lists of bigint come as text.
  return found.rows.map((row) => ({ ...row, members: row.members.map(Number) }))
}
