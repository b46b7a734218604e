import type { Hash } from './merkle.ts'

/** What is wrong between the events of one tile and its stored hashes, said of either side: the heads tell which was touched. */
export interface Differences {
  readonly events: readonly string[]
  readonly tiles: readonly string[]
}

/** Compares event hashes in their places (undefined: no event there) with the tile's; without a tile only gaps are seen. */
export function diagnose(
  first: number,
  leaves: readonly (Hash | undefined)[],
  stored: readonly Hash[] | undefined,
): Differences {
  if (!stored) {
    const gaps = leaves.flatMap((leaf, at) => (leaf ? [] : [missing(first + at)]))
    return { events: gaps, tiles: gaps }
  }
  const hex = (hash: Hash | undefined): string => hash?.toString('hex') ?? ''
  const present = new Set(leaves.map(hex))
  const expected = new Map(stored.map((hash, at) => [hex(hash), at]))
  const isFull = leaves.every((leaf) => leaf !== undefined)
  const events: string[] = []
  const tiles: string[] = []
  for (const [at, hash] of stored.entries()) {
    const leaf = leaves[at]
    if (leaf?.equals(hash)) continue
    const place = first + at
    const belongs = leaf && expected.get(hex(leaf))
    tiles.push(`the hash at place ${place} of level 0 was changed`)
    if (!present.has(hex(hash)))
      events.push(leaf && belongs === undefined ? `the event at place ${place} was changed` : missing(place))
    else if (isFull && belongs !== undefined)
      events.push(`the event at place ${place} belongs to place ${first + belongs}: the order was changed`)
  }
  return { events, tiles }
}

function missing(place: number): string {
  return `the event at place ${place} is missing`
}
