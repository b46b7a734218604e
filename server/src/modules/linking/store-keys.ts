import type { Client } from '#store/database.ts'
import { listText } from '#store/list-text.ts'
import { mostOf } from './ground.ts'
import type { LinkKey } from './keys.ts'

/** A key of an entity. */
export interface StoredKey extends LinkKey {
  readonly entity: number
}

/** All entities of one handling that have one key. */
export interface KeyGroup {
  readonly key: string
  readonly ground: number
  readonly marking: number
  readonly beside: number
  /** Undefined where they are too many to say anything, and were before the keys that were moved. */
  readonly members: readonly number[] | undefined
}

/** Which keys were written and which taken away. */
export interface MovedKeys {
  readonly added: readonly StoredKey[]
  readonly removed: readonly StoredKey[]
}

export const isTooCommon = ({ ground, members }: KeyGroup): boolean =>
  members === undefined || members.length > mostOf(ground)

export const groupName = ({ key, ground, marking, beside }: LinkKey): string =>
  `${key}/${ground}/${marking}/${beside}`

/** The keys that stand for some entities now. */
export async function storedKeys(client: Client, ids: readonly number[]): Promise<readonly StoredKey[]> {
  if (ids.length === 0) return []
  const found = await client.query<StoredKey>(
    // Entity by entity: of a table that has just begun to fill PostgreSQL knows too little, and would read all of it.
    `select k.entity_id as entity, k.key::text as key, k.kind as ground, k.marking_id as marking, k.beside_id as beside
     from unnest($1::bigint[]) as e (id) cross join lateral (select * from link_key where entity_id = e.id offset 0) as k`,
    [listText(ids)],
  )
  return found.rows
}

/** Puts keys in the place of those that stood for the same entities; what stays is not touched. */
export async function replaceKeys(
  client: Client,
  before: readonly StoredKey[],
  after: readonly StoredKey[],
): Promise<MovedKeys> {
  const removed = without(before, after)
  const added = without(after, before)
  if (removed.length > 0)
    await client.query(
      `delete from link_key k using ${unnested} where k.key = moved.key and k.kind = moved.kind
       and k.entity_id = moved.entity_id and k.marking_id = moved.marking_id and k.beside_id = moved.beside_id`,
      columnsOf(removed),
    )
  if (added.length > 0)
    await client.query(
      `insert into link_key (key, kind, entity_id, marking_id, beside_id) select * from ${unnested}`,
      columnsOf(added),
    )
  return { added, removed }
}

const unnested = `unnest($1::bigint[], $2::smallint[], $3::bigint[], $4::integer[], $5::integer[])
  as moved (key, kind, entity_id, marking_id, beside_id)`

function columnsOf(keys: readonly StoredKey[]): string[] {
  return [
    listText(keys.map((one) => one.key)),
    listText(keys.map((one) => one.ground)),
    listText(keys.map((one) => one.entity)),
    listText(keys.map((one) => one.marking)),
    listText(keys.map((one) => one.beside)),
  ]
}

function without(keys: readonly StoredKey[], taken: readonly StoredKey[]): readonly StoredKey[] {
  if (taken.length === 0) return keys
  const nameOf = (one: StoredKey): string => `${one.entity}/${groupName(one)}`
  const names = new Set(taken.map(nameOf))
  return keys.filter((one) => !names.has(nameOf(one)))
}

interface GroupRow extends Omit<KeyGroup, 'members'> {
  readonly members: string | null
}

/**
 * Who has some keys, by handling, after some were moved; keys that only one entity has are left out. The handlings of a key
 * are walked by the index, and the members of each counted only as far as they may count now or did before: a key that a
 * hundred thousand have costs as much as one that fifty have.
 */
export async function groupsOf(
  client: Client,
  keys: readonly Pick<LinkKey, 'key' | 'ground'>[],
  added: readonly StoredKey[] = [],
): Promise<readonly KeyGroup[]> {
  const distinct = new Map(
    keys.map((one) => [`${one.key}/${one.ground}`, { ...one, most: mostOf(one.ground) }]),
  )
  for (const { key, ground } of added) {
    const asked = distinct.get(`${key}/${ground}`)
    if (asked) asked.most += 1
  }
  const asked = [...distinct.values()]
  if (asked.length === 0) return []
  const found = await client.query<GroupRow>(
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
         order by marking_id, beside_id limit 1) as next),
     counted as (
       select h.*, count(*) over (partition by h.key, h.kind) as handlings,
         array(select entity_id from link_key k where k.key = h.key and k.kind = h.kind and k.marking_id = h.marking_id
               and k.beside_id = h.beside_id limit h.most + 1) as members
       from handling h)
     select key::text as key, kind as ground, marking_id as marking, beside_id as beside,
       case when cardinality(members) <= most then array_to_string(members, ' ') end as members
     from counted where handlings > 1 or cardinality(members) > 1`,
    [
      listText(asked.map((one) => one.key)),
      listText(asked.map((one) => one.ground)),
      listText(asked.map((one) => one.most)),
    ],
  )
  return found.rows.map(({ members, ...row }) => ({ ...row, members: members?.split(' ').map(Number) }))
}
