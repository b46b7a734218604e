import type { Edges } from './scan.ts'
import type { Scorer } from './score-pairs.ts'
import { below, micro } from './score-pairs.ts'

/** Beyond so many bits a single pair says no more: one contradiction must not outvote a whole cluster, nor one agreement. */
const limit = 12 * micro

/**
 * Clusters by merging along the edges, the strongest first. Two clusters become one only when the pairs across, all of them and
 * not the best alone, speak for it: so a chain of chance likenesses breaks at its weak bridge. Gives the cluster of each record.
 */
export function clusterPairs(
  count: number,
  { lefts, rights, weights }: Edges,
  { scorer, least }: { readonly scorer: Scorer; readonly least: number },
): Int32Array {
  const order = Uint32Array.from(weights.keys()).sort(
    (a, b) => weights[b]! - weights[a]! || lefts[a]! - lefts[b]! || rights[a]! - rights[b]!,
  )
  const cluster = Int32Array.from({ length: count }, (_, at) => at)
  const members = new Map<number, number[]>()
  const membersOf = (at: number): number[] => members.get(at) ?? [at]
  const refused = new Map<number, number>()
  for (const edge of order) {
    const weight = weights[edge]!
    if (weight < least) break
    const left = cluster[lefts[edge]!]!
    const right = cluster[rights[edge]!]!
    if (left === right) continue
    const [low, high] = left < right ? [left, right] : [right, left]
    const a = membersOf(low)
    const b = membersOf(high)
    const pair = low * count + high
    const size = a.length * 0x10000 + b.length
    if (refused.get(pair) === size) continue
    let sum = 0
    for (const one of a)
      for (const other of b)
        sum += Math.max(
          -limit,
          Math.min(limit, scorer.score(Math.min(one, other), Math.max(one, other), below + 1)),
        )
    if (sum < least * a.length * b.length) {
      refused.set(pair, size)
      continue
    }
    const [into, from, moved] = a.length >= b.length ? [low, a, b] : [high, b, a]
    for (const one of moved) {
      cluster[one] = into
      from.push(one)
    }
    members.set(into, from)
    members.delete(into === low ? high : low)
  }
  return cluster
}
