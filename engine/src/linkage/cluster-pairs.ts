import { orderByKey } from './block-keys.ts'
import type { Edges } from './scan.ts'
import type { Scorer } from './score-pairs.ts'
import { below, micro } from './score-pairs.ts'

/** Beyond so many bits a single pair says no more: one contradiction must not outvote a whole cluster, nor one agreement. */
const limit = 12 * micro

/**
 * Clusters by merging along the edges, the strongest first, equal ones in the order they come in. Two clusters become one only
 * when the pairs across, all of them and not the best alone, speak for it: so a chain of chance likenesses breaks at its weak
 * bridge. Gives the cluster of each record. The edges' weights are those that the scorer gives. With `files`, of which none has
 * a person twice, two records of one file never come into one cluster: the strongest link takes the place.
 */
export function clusterPairs(
  count: number,
  { lefts, rights, weights }: Edges,
  { scorer, least, files }: { readonly scorer: Scorer; readonly least: number; readonly files?: Uint16Array },
): Int32Array {
  const cluster = Int32Array.from({ length: count }, (_, at) => at)
  const sizes = new Uint32Array(count).fill(1)
  // The members of a cluster hang on the record it is numbered by, each on the one before.
  const next = new Int32Array(count).fill(-1)
  const lasts = cluster.slice()
  const refused = new Map<number, number>()
  const across = (low: number, high: number): number => {
    let sum = 0
    for (let one = low; one >= 0; one = next[one]!)
      for (let other = high; other >= 0; other = next[other]!)
        sum += limited(scorer.score(Math.min(one, other), Math.max(one, other), below + 1))
    return sum
  }
  const isFromOneFile = (low: number, high: number): boolean => {
    if (files === undefined) return false
    for (let one = low; one >= 0; one = next[one]!)
      for (let other = high; other >= 0; other = next[other]!) if (files[one] === files[other]) return true
    return false
  }
  const merge = (into: number, from: number): void => {
    for (let one = from; one >= 0; one = next[one]!) cluster[one] = into
    next[lasts[into]!] = from
    lasts[into] = lasts[from]!
    sizes[into]! += sizes[from]!
  }
  for (const edge of strongestFirst(weights)) {
    const weight = weights[edge]!
    if (weight < least) break
    const left = cluster[lefts[edge]!]!
    const right = cluster[rights[edge]!]!
    if (left === right || isFromOneFile(left, right)) continue
    const [low, high] = left < right ? [left, right] : [right, left]
    const pairs = sizes[low]! * sizes[high]!
    const bridge = low * count + high
    if (pairs > 1 && refused.get(bridge) === pairs) continue
    if ((pairs === 1 ? limited(weight) : across(low, high)) < least * pairs) refused.set(bridge, pairs)
    else if (sizes[low]! >= sizes[high]!) merge(low, high)
    else merge(high, low)
  }
  return cluster
}

function limited(weight: number): number {
  return Math.max(-limit, Math.min(limit, weight))
}

function strongestFirst(weights: Int32Array): Uint32Array {
  let most = 0
  for (const weight of weights) if (weight > most) most = weight
  return orderByKey({
    rows: Uint32Array.from(weights.keys()),
    keys: weights.map((weight) => most - weight),
  }).rows
}
