import { properties } from '@shield/core'

import type { Client } from '#store/database.ts'
import { listText } from '#store/list-text.ts'
import { identifierNumbers } from './ground.ts'
import { keyNameNumbers } from './keys.ts'
import type { KeyValue } from './keys.ts'

/** An entity as it is matched: its kind and the values that say who or what it is. */
export interface Matched {
  readonly id: number
  readonly kind: number
  readonly source: number
  /** The handlings of its standing values, ascending. */
  readonly markings: readonly number[]
  readonly values: readonly KeyValue[]
}

const others = [
  properties.firstName,
  properties.lastName,
  properties.weakAlias,
  properties.nickname,
  properties.username,
  properties.birthDate,
  properties.birthPlace,
  properties.address,
  properties.province,
  properties.foundingDate,
].map((one) => one.number)

/** What says who somebody is. Nationality, sex, religion and health are not read. */
export const matchedNumbers: readonly number[] = [...keyNameNumbers, ...identifierNumbers, ...others]

/** Beyond this many values of one handling an entity is a list; the first so many are looked at. */
const mostValues = 200

/** The standing values of entities that count for matching; `visible` limits them to what a reader sees. */
export async function readMatched(
  client: Client,
  ids: readonly number[],
  visible?: Uint8Array,
): Promise<ReadonlyMap<number, Matched>> {
  const entities = await client.query<{ id: number; kind: number; source_id: number; markings: number[] }>(
    'select id, kind, source_id, markings from entity where id = any($1::bigint[])',
    [listText(ids)],
  )
  const found = await client.query<KeyValue & { readonly entity: number }>(
    // Entity by entity: an array of thousands of ids is looked for in each of the partitions.
    `select e.id as entity, st.property, st.value, st.norm, st.marking_id as marking
     from unnest($1::bigint[]) as e (id)
     cross join lateral (
       select property, value, norm, marking_id, row_number() over (partition by marking_id order by property, value, id) as place
       from statement where entity_id = e.id and retracted_at is null and property = any($2::smallint[])
         and ($3::bytea is null or visible($3, marking_id)) offset 0) as st
     where st.place <= ${mostValues} order by e.id, st.property, st.value`,
    [listText(ids), listText(matchedNumbers), visible === undefined ? null : Buffer.from(visible)],
  )
  const values = Map.groupBy(found.rows, (row) => row.entity)
  return new Map(
    entities.rows.map(({ id, kind, source_id: source, markings }) => [
      id,
      { id, kind, source, markings: markings.toSorted((a, b) => a - b), values: values.get(id) ?? [] },
    ]),
  )
}
