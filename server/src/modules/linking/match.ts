import type { Client } from '#store/database.ts'
import { mayBeOne, mostOf } from './ground.ts'
import { keysOf } from './keys.ts'
import { readMatched } from './read-values.ts'
import type { Matched } from './read-values.ts'
import { bandStarts, bitsOf } from './score.ts'
import { groupName, groupsOf, isTooCommon, replaceKeys, storedKeys } from './store-keys.ts'
import type { KeyGroup, MovedKeys } from './store-keys.ts'
import { storeCandidates, storeGrounds } from './store-pairs.ts'
import type { Ground, Scored } from './store-pairs.ts'

/**
 * Matches changed entities: their keys anew, the pairs these make, and what each pair weighs. What is written is what all
 * standing values make, whatever came first: a key that has become too common takes its pairs along, also those of others.
 */
export async function matchChanged(client: Client, ids: readonly number[]): Promise<void> {
  const before = await storedKeys(client, ids)
  const changed = await readMatched(client, ids)
  const after = [...changed.values()].flatMap(({ id, kind, values }) =>
    keysOf(kind, values).map((key) => ({ entity: id, ...key })),
  )
  const moved = await replaceKeys(client, before, after)
  const groups = await groupsOf(client, [...after, ...moved.removed], moved.added)
  const own = new Set(ids)
  const others = [...new Set(flipped(groups, moved))].filter((id) => !own.has(id))
  const theirs = await groupsOf(client, await storedKeys(client, others))
  await writePairs(client, {
    affected: new Set([...own, ...others]),
    groups: [...new Map([...groups, ...theirs].map((group) => [groupName(group), group])).values()],
    changed,
  })
}

/** Members of groups that have become too common to say anything, or rare enough again. */
function flipped(groups: readonly KeyGroup[], { added, removed }: MovedKeys): readonly number[] {
  const grownBy = new Map<string, number>()
  for (const [keys, by] of [
    [added, 1],
    [removed, -1],
  ] as const)
    for (const key of keys) grownBy.set(groupName(key), (grownBy.get(groupName(key)) ?? 0) + by)
  return groups.flatMap((group) => {
    if (group.members === undefined) return []
    const wasTooCommon = group.members.length - (grownBy.get(groupName(group)) ?? 0) > mostOf(group.ground)
    return wasTooCommon === isTooCommon(group) ? [] : group.members
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
  await storeGrounds(client, [...affected], kept)
  await storeCandidates(client, [...affected], scored)
}

/** What the groups say of the affected and everybody else in them, each ground once. */
function groundsOf(affected: ReadonlySet<number>, groups: readonly KeyGroup[]): readonly Ground[] {
  const found = new Map<string, Ground>()
  const telling = groups.flatMap(({ members, ...group }) =>
    members === undefined || members.length > mostOf(group.ground) ? [] : [{ ...group, members }],
  )
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
  const bits = bitsOf(left, right)
  const isWhole = left.markings.length === 1 && right.markings.length === 1
  return isWhole && bits < bandStarts.possible ? undefined : { left, right, bits }
}
