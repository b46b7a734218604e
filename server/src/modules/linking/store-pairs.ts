import type { Client } from '#store/database.ts'
import { listText } from '#store/list-text.ts'
import type { Matched } from './read-values.ts'

/** Why two entities are a pair, by the handling of the values on both sides. */
export interface Ground {
  readonly left: number
  readonly right: number
  readonly ground: number
  readonly leftMarking: number
  readonly leftBeside: number
  readonly rightMarking: number
  readonly rightBeside: number
}

export interface Scored {
  readonly left: Matched
  readonly right: Matched
  readonly bits: number
}

const groundColumns =
  'left_entity, right_entity, kind, left_marking, left_beside, right_marking, right_beside'

/** Makes these the grounds of all pairs of some entities. What stands already is not written again. */
export async function storeGrounds(
  client: Client,
  entities: readonly number[],
  grounds: readonly Ground[],
): Promise<void> {
  const found = await client.query<Ground>(
    `select left_entity as left, right_entity as right, kind as ground, left_marking as "leftMarking",
       left_beside as "leftBeside", right_marking as "rightMarking", right_beside as "rightBeside"
     from ${ofEntities('candidate_ground', groundColumns)}`,
    [listText(entities)],
  )
  const standing = new Map(found.rows.map((one) => [textOf(one), one]))
  const fresh = new Map(grounds.map((one) => [textOf(one), one]))
  const unnested = `unnest($1::bigint[], $2::bigint[], $3::smallint[], $4::integer[], $5::integer[], $6::integer[], $7::integer[])`
  const gone = [...standing].flatMap(([text, one]) => (fresh.has(text) ? [] : [one]))
  if (gone.length > 0)
    await client.query(
      `delete from candidate_ground where (${groundColumns}) in (select * from ${unnested})`,
      columnsOf(gone),
    )
  const added = [...fresh].flatMap(([text, one]) => (standing.has(text) ? [] : [one]))
  if (added.length > 0)
    await client.query(
      `insert into candidate_ground (${groundColumns}) select * from ${unnested}`,
      columnsOf(added),
    )
}

const columns = 'left_entity, right_entity, left_markings, right_markings, bits'

interface CandidateRow {
  readonly left: number
  readonly right: number
  readonly left_markings: readonly number[]
  readonly right_markings: readonly number[]
  readonly bits: number
}

/** Makes these the pairs of some entities. What stands already is not written again. */
export async function storeCandidates(
  client: Client,
  entities: readonly number[],
  scored: readonly Scored[],
): Promise<void> {
  const found = await client.query<CandidateRow>(
    `select left_entity as left, right_entity as right, left_markings, right_markings, bits
     from ${ofEntities('candidate', columns)}`,
    [listText(entities)],
  )
  const standing = new Map(
    found.rows.map((row) => [
      `${row.left}/${row.right}`,
      `${row.left_markings}/${row.right_markings}/${row.bits}`,
    ]),
  )
  const pairs = new Set(scored.map(({ left, right }) => `${left.id}/${right.id}`))
  const gone = found.rows.filter((row) => !pairs.has(`${row.left}/${row.right}`))
  if (gone.length > 0)
    await client.query(
      `delete from candidate where (left_entity, right_entity) in (select * from unnest($1::bigint[], $2::bigint[]))`,
      [listText(gone.map((row) => row.left)), listText(gone.map((row) => row.right))],
    )
  const moved = scored.filter(
    ({ left, right, bits }) =>
      standing.get(`${left.id}/${right.id}`) !== `${left.markings}/${right.markings}/${bits}`,
  )
  if (moved.length > 0)
    await client.query(
      `insert into candidate (${columns})
       select fresh.l, fresh.r, string_to_array(fresh.lm, ',')::integer[], string_to_array(fresh.rm, ',')::integer[], fresh.bits
       from unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[], $5::real[]) as fresh (l, r, lm, rm, bits)
       on conflict (left_entity, right_entity) do update set left_markings = excluded.left_markings,
         right_markings = excluded.right_markings, bits = excluded.bits`,
      [
        listText(moved.map(({ left }) => left.id)),
        listText(moved.map(({ right }) => right.id)),
        moved.map(({ left }) => left.markings.join(',')),
        moved.map(({ right }) => right.markings.join(',')),
        listText(moved.map(({ bits }) => bits)),
      ],
    )
}

/** Rows with one of the entities of $1 on either side; a pair of two of them comes twice. */
function ofEntities(table: string, selected: string): string {
  return `unnest($1::bigint[]) as e (id) cross join lateral (
    select ${selected} from ${table} where left_entity = e.id
    union all select ${selected} from ${table} where right_entity = e.id offset 0) as pair`
}

const textOf = (one: Ground): string => valuesOf(one).join('/')

function valuesOf(one: Ground): readonly number[] {
  const { left, right, ground, leftMarking, leftBeside, rightMarking, rightBeside } = one
  return [left, right, ground, leftMarking, leftBeside, rightMarking, rightBeside]
}

function columnsOf(grounds: readonly Ground[]): string[] {
  const rows = grounds.map(valuesOf)
  return groundColumns.split(', ').map((_, at) => listText(rows.map((row) => row[at] ?? 0)))
}
