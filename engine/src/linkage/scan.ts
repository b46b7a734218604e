import { endOfBlock, sharedKeys } from './block-keys.ts'
import { below } from './score-pairs.ts'
import type { Scorer, ScoringTask } from './score-pairs.ts'

/** A part of the pairs that one rule brings together. */
export interface Portion {
  /** Keys of all rules; the pairs of an earlier rule are left to it. */
  readonly keys: readonly Int32Array[]
  readonly rule: number
  /** Only records whose place is `slice` modulo `slices` take the left side. */
  readonly slice: number
  readonly slices: number
  /** Pairs that can't weigh as much are passed over. */
  readonly least: number
  /** Nothing within a file. */
  readonly onlyBetween: boolean
}

/** Every pair of the portion that weighs at least `least`, left < right. Gives how many pairs were looked at. */
export function scanPairs(
  task: ScoringTask,
  scorer: Scorer,
  portion: Portion & { readonly visit: (left: number, right: number, weight: number) => void },
): number {
  const { keys, rule, slice, slices, least, onlyBetween, visit } = portion
  const blocks = sharedKeys(keys[rule] ?? new Int32Array())
  const order = blocks.rows
  const { files } = task
  let seen = 0
  for (let from = 0; from < order.length;) {
    const end = endOfBlock(blocks, from)
    for (let at = from; at < end - 1; at += 1) {
      const left = order[at]!
      if (slices > 1 && left % slices !== slice) continue
      for (let other = at + 1; other < end; other += 1) {
        const right = order[other]!
        if (onlyBetween && files[left] === files[right]) continue
        seen += 1
        const weight = scorer.score(left, right, least)
        if (weight !== below && !isMetBefore(keys, rule, left, right)) visit(left, right, weight)
      }
    }
    from = end
  }
  return seen
}

function isMetBefore(keys: readonly Int32Array[], rule: number, left: number, right: number): boolean {
  for (let earlier = 0; earlier < rule; earlier += 1) {
    const key = keys[earlier]![left]!
    if (key >= 0 && key === keys[earlier]![right]) return true
  }
  return false
}

export interface Edges {
  readonly lefts: Int32Array
  readonly rights: Int32Array
  readonly weights: Int32Array
}

/** The pairs of a portion that weigh enough, and how many were looked at. */
export function collectEdges(
  task: ScoringTask,
  scorer: Scorer,
  portion: Portion,
): Edges & { readonly seen: number } {
  let size = 4096
  let used = 0
  let lefts = new Int32Array(size)
  let rights = new Int32Array(size)
  let weights = new Int32Array(size)
  const wider = (items: Int32Array): Int32Array<ArrayBuffer> => {
    const copy = new Int32Array(size)
    copy.set(items)
    return copy
  }
  const visit = (left: number, right: number, weight: number): void => {
    if (used === size) {
      size *= 2
      lefts = wider(lefts)
      rights = wider(rights)
      weights = wider(weights)
    }
    lefts[used] = left
    rights[used] = right
    weights[used] = weight
    used += 1
  }
  const seen = scanPairs(task, scorer, { ...portion, visit })
  return { lefts: lefts.slice(0, used), rights: rights.slice(0, used), weights: weights.slice(0, used), seen }
}
