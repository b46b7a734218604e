import type { Client } from '#store/database.ts'
import { mayBeOne } from './ground.ts'
import { readMatched } from './read-values.ts'
import type { Matched } from './read-values.ts'
import { bandStarts, weighPair } from './score.ts'
import { groupName, groupsOf, isTooCommon, replaceKeys, storedKeys } from './store-keys.ts'
import type { KeyGroup } from './store-keys.ts'

interface Ground {
  readonly left: number
  readonly right: number
  readonly ground: number
  readonly leftMarking: number
  readonly leftBeside: number
  readonly rightMarking: number
  readonly rightBeside: number
}

interface Scored {
  readonly left: Matched
  readonly right: Matched
  readonly bits: number
}

/**
 * Matches changed entities: their keys anew, the pairs these make, and what each pair weighs. What is written is what all
 * standing values make, whatever came first: a key that has become too common takes its pairs along, also those of others.
 */
export async function matchChanged(client: Client, ids: readonly number[]): Promise<void> {
  const before = await groupsOf(client, await storedKeys(client, ids))
  const changed = await readMatched(client, ids)
  await replaceKeys(client, changed)
  const touched = [...before, ...(await storedKeys(client, ids))]
  const after = await groupsOf(client, touched)
  const affected = new Set([...ids, ...flipped(before, after)])
  const groups =
    affected.size === ids.length ? after : await groupsOf(client, await storedKeys(client, [...affected]))
  await writePairs(client, { affected, groups, changed })
}

/** Members of groups that have become too common to say anything, or rare enough again. */
function flipped(before: readonly KeyGroup[], after: readonly KeyGroup[]): readonly number[] {
  const then = new Map(before.map((group) => [groupName(group), group]))
  return after.flatMap((group) => {
    const was = then.get(groupName(group))
    const wasTooCommon = was !== undefined && isTooCommon(was)
    if (wasTooCommon === isTooCommon(group)) return []
    return wasTooCommon ? group.members : (was?.members ?? [])
  })
}

interface Affected {
  readonly affected: ReadonlySet<number>
  readonly groups: readonly KeyGroup[]
  readonly changed: ReadonlyMap<number, Matched>
}

async function writePairs(client: Client, { affected, groups, changed }: Affected): Promise<void> {
  const found = groundsOf(affected, groups)
  const missing = new Set(found.flatMap(({ left, right }) => [left, right]).filter((id) => !changed.has(id)))
  const known = new Map([...changed, ...(await readMatched(client, [...missing]))])
  const { kept, scored } = weighAll(found, known)
  await writeGrounds(client, [...affected], kept)
  await writeCandidates(client, [...affected], scored)
}

/** What the groups say of the affected and everybody else in them, each ground once. */
function groundsOf(affected: ReadonlySet<number>, groups: readonly KeyGroup[]): readonly Ground[] {
  const found = new Map<string, Ground>()
  const telling = groups.filter((group) => !isTooCommon(group))
  for (const sides of Map.groupBy(telling, ({ key, ground }) => `${key}/${ground}`).values())
    for (const side of sides)
      for (const one of side.members.filter((id) => affected.has(id)))
        for (const otherSide of sides)
          for (const other of otherSide.members) {
            if (one === other) continue
            const [low, high] = one < other ? [side, otherSide] : [otherSide, side]
            const ground = {
              left: Math.min(one, other),
              right: Math.max(one, other),
              ground: side.ground,
              leftMarking: low.marking,
              leftBeside: low.beside,
              rightMarking: high.marking,
              rightBeside: high.beside,
            }
            found.set(Object.values(ground).join('/'), ground)
          }
  return [...found.values()]
}

/** Pairs of what may be one, weighed. What all who could see it would see as weak is not kept: nobody may see only a part of it. */
function weighAll(
  found: readonly Ground[],
  known: ReadonlyMap<number, Matched>,
): { readonly kept: readonly Ground[]; readonly scored: readonly Scored[] } {
  const scored = new Map<string, Scored | undefined>()
  const kept = found.filter((ground) => {
    const pair = `${ground.left}/${ground.right}`
    if (!scored.has(pair)) scored.set(pair, scoreOf(known.get(ground.left), known.get(ground.right)))
    return scored.get(pair) !== undefined
  })
  return { kept, scored: [...scored.values()].filter((one) => one !== undefined) }
}

function scoreOf(left: Matched | undefined, right: Matched | undefined): Scored | undefined {
  if (!left || !right || !mayBeOne(left.kind, right.kind)) return undefined
  const { bits } = weighPair(left, right)
  const isWhole = left.markings.length === 1 && right.markings.length === 1
  return isWhole && bits < bandStarts.possible ? undefined : { left, right, bits }
}

const groundColumns =
  'left_entity, right_entity, kind, left_marking, left_beside, right_marking, right_beside'

async function writeGrounds(
  client: Client,
  affected: readonly number[],
  kept: readonly Ground[],
): Promise<void> {
  const columns = [
    kept.map((one) => one.left),
    kept.map((one) => one.right),
    kept.map((one) => one.ground),
    kept.map((one) => one.leftMarking),
    kept.map((one) => one.leftBeside),
    kept.map((one) => one.rightMarking),
    kept.map((one) => one.rightBeside),
  ]
  const fresh = `unnest($1::bigint[], $2::bigint[], $3::smallint[], $4::integer[], $5::integer[], $6::integer[], $7::integer[]) as fresh (${groundColumns})`
  await client.query(
    `delete from candidate_ground g where (left_entity = any($8::bigint[]) or right_entity = any($8::bigint[]))
     and (${groundColumns}) not in (select * from ${fresh})`,
    [...columns, affected],
  )
  await client.query(
    `insert into candidate_ground (${groundColumns}) select * from ${fresh} on conflict do nothing`,
    columns,
  )
}

async function writeCandidates(
  client: Client,
  affected: readonly number[],
  scored: readonly Scored[],
): Promise<void> {
  const ends = [scored.map(({ left }) => left.id), scored.map(({ right }) => right.id)]
  await client.query(
    `delete from candidate c where (left_entity = any($3::bigint[]) or right_entity = any($3::bigint[]))
     and (left_entity, right_entity) not in (select * from unnest($1::bigint[], $2::bigint[]))`,
    [...ends, affected],
  )
  await client.query(
    `insert into candidate (left_entity, right_entity, left_markings, right_markings, bits)
     select fresh.l, fresh.r, string_to_array(fresh.lm, ',')::integer[], string_to_array(fresh.rm, ',')::integer[], fresh.bits
     from unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[], $5::real[]) as fresh (l, r, lm, rm, bits)
     on conflict (left_entity, right_entity) do update set left_markings = excluded.left_markings,
       right_markings = excluded.right_markings, bits = excluded.bits`,
    [
      ...ends,
      scored.map(({ left }) => left.markings.join(',')),
      scored.map(({ right }) => right.markings.join(',')),
      scored.map(({ bits }) => bits),
    ],
  )
}
