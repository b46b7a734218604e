import type { CountedPattern } from './pattern.ts'

/**
 * Two fields that agree together oftener than their single agreements say, in pairs of different persons: a town and its
 * postcode, a name and the mailbox made of it. What both say must not be counted twice.
 */
export interface Dependence {
  readonly field: number
  readonly parent: number
  /** Bits to add for each two levels: at level × size of parent + parent's level. Mostly below 0. */
  readonly bits: Float64Array
}

/** Pairs of levels met less often than this are left near independence. */
const shrink = 2
/** Nats of shared knowledge a pair of fields must have, times the pairs drawn, to be more than chance. */
const leastInformation = 20

/** The strongest dependences that make a tree (Chow and Liu), so that nothing is taken away twice either. */
export function findDependences(
  patterns: readonly CountedPattern[],
  sizes: readonly number[],
): readonly Dependence[] {
  const all: (Dependence & { readonly information: number })[] = []
  for (let parent = 0; parent < sizes.length; parent += 1)
    for (let field = parent + 1; field < sizes.length; field += 1)
      all.push(dependenceOf(patterns, sizes, { field, parent }))
  const tree = sizes.map((_, field) => field)
  const root = (field: number): number => (tree[field] === field ? field : root(tree[field] ?? field))
  return all
    .filter(({ information }) => information >= leastInformation)
    .toSorted((a, b) => b.information - a.information)
    .filter(({ field, parent }) => {
      const [a, b] = [root(field), root(parent)]
      if (a === b) return false
      tree[a] = b
      return true
    })
    .map(({ field, parent, bits }) => ({ field, parent, bits }))
}

function dependenceOf(
  patterns: readonly CountedPattern[],
  sizes: readonly number[],
  { field, parent }: { readonly field: number; readonly parent: number },
): Dependence & { readonly information: number } {
  const [height, width] = [sizes[field] ?? 0, sizes[parent] ?? 0]
  const joint = new Float64Array(height * width)
  const ofField = new Float64Array(height)
  const ofParent = new Float64Array(width)
  let total = 0
  for (const { levels, count } of patterns) {
    const [a, b] = [levels[field] ?? -1, levels[parent] ?? -1]
    if (a < 0 || b < 0) continue
    joint[a * width + b]! += count
    ofField[a]! += count
    ofParent[b]! += count
    total += count
  }
  let information = 0
  const bits = joint.map((met, at) => {
    const expected =
      ((ofField[Math.floor(at / width)] ?? 0) * (ofParent[at % width] ?? 0)) / Math.max(total, 1)
    if (met > 0) information += met * Math.log(met / expected)
    return -Math.log2((met + shrink) / (expected + shrink))
  })
  return { field, parent, bits, information }
}
