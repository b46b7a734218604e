import { randomFrom } from './random.ts'
import { patternNumber } from './pattern.ts'
import type { PatternCounts } from './pattern.ts'
import { micro, ownPriorOf } from './score-pairs.ts'
import type { Scorer, ScoringTask } from './score-pairs.ts'

/** Pairs with the level of each field, found once: another model weighs the same levels anew. */
export interface LevelledPairs {
  readonly lefts: Int32Array
  readonly rights: Int32Array
  /** levels[pair × fields + field], −1 where a value is missing. */
  readonly levels: Int8Array
}

export function levelPairs(
  scorer: Scorer,
  width: number,
  { lefts, rights }: { readonly lefts: Int32Array; readonly rights: Int32Array },
): LevelledPairs {
  const levels = new Int8Array(lefts.length * width)
  for (let pair = 0; pair < lefts.length; pair += 1)
    scorer.levels(lefts[pair]!, rights[pair]!, levels.subarray(pair * width, (pair + 1) * width))
  return { lefts, rights, levels }
}

/** Pairs drawn at random, or all where there are not so many: nearly all of them are of two persons. */
export function drawPairs(
  count: number,
  drawn: number,
  seed: number,
): { readonly lefts: Int32Array; readonly rights: Int32Array } {
  if ((count * (count - 1)) / 2 <= drawn) return everyPair(count)
  const random = randomFrom(seed)
  const lefts = new Int32Array(drawn)
  const rights = new Int32Array(drawn)
  for (let pair = 0; pair < drawn; pair += 1) {
    const one = Math.floor(random() * count)
    const other = (one + 1 + Math.floor(random() * (count - 1))) % count
    lefts[pair] = Math.min(one, other)
    rights[pair] = Math.max(one, other)
  }
  return { lefts, rights }
}

function everyPair(count: number): { readonly lefts: Int32Array; readonly rights: Int32Array } {
  const total = (count * (count - 1)) / 2
  const lefts = new Int32Array(total)
  const rights = new Int32Array(total)
  let pair = 0
  for (let left = 0; left < count; left += 1)
    for (let right = left + 1; right < count; right += 1) {
      lefts[pair] = left
      rights[pair] = right
      pair += 1
    }
  return { lefts, rights }
}

/** Counts of the patterns of the pairs under the weights of a task; pairs of one of the `clusters` are left out. */
export function countPatterns(task: ScoringTask, pairs: LevelledPairs, clusters?: Int32Array): PatternCounts {
  const counts: PatternCounts = new Map()
  const { lefts, rights, levels } = pairs
  const { cells, fields, files } = task
  const width = fields.length
  const sizes = fields.map((field) => field.levels.length)
  for (let pair = 0; pair < lefts.length; pair += 1) {
    const left = lefts[pair]!
    const right = rights[pair]!
    if (clusters && clusters[left] === clusters[right]) continue
    let rarity = 0
    for (let field = 0; field < width; field += 1) {
      const last = sizes[field]! - 1
      if (levels[pair * width + field] === last)
        rarity += fields[field]!.same[cells[left * width + field]!]! - fields[field]!.levels[last]!
    }
    const own = levels.subarray(pair * width, (pair + 1) * width)
    const number = patternNumber(own, sizes, {
      rarity: rarity / micro,
      isBetween: files[left] !== files[right],
    })
    counts.set(number, (counts.get(number) ?? 0) + 1)
  }
  return counts
}

/** The pairs' weights under a task, from their levels alone. */
export function weighPairs(task: ScoringTask, { lefts, rights, levels }: LevelledPairs): Int32Array {
  const { cells, fields, files, prior, dependences, own } = task
  const ownPrior = ownPriorOf(task)
  const width = fields.length
  const parentSizes = dependences.map(({ parent }) => fields[parent]!.levels.length)
  return lefts.map((left, pair) => {
    let sum = files[left] === files[rights[pair]!] ? prior.within : prior.between
    let mine = ownPrior
    const at = pair * width
    for (let field = 0; field < width; field += 1) {
      const level = levels[at + field]!
      if (level < 0) continue
      const { same, levels: weights } = fields[field]!
      const weight = level === weights.length - 1 ? same[cells[left * width + field]!]! : weights[level]!
      sum += weight
      mine += weight * own[field]!
    }
    dependences.forEach(({ field, parent, weights }, one) => {
      const [a, b] = [levels[at + field]!, levels[at + parent]!]
      if (a >= 0 && b >= 0) sum += weights[a * parentSizes[one]! + b]!
    })
    return Math.min(mine, sum)
  })
}
