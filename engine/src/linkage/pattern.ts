/**
 * What is alike in a pair, as a number: the level of each field (−1 missing) in mixed radix, then how much rarer than usual the
 * shared values are, in half bits, then within or between files. Pairs of one pattern are equal evidence.
 */
export type PatternCounts = Map<number, number>

export interface Pattern {
  readonly levels: Int8Array
  /** Bits that the rarity of the shared values adds. */
  readonly rarity: number
  readonly isBetween: boolean
}

export interface CountedPattern extends Pattern {
  readonly count: number
}

const rarities = 256
const noRarity = 128

/** `sizes` is how many levels each field has; twelve fields of eight levels fit a whole number. */
export function patternNumber(
  levels: Int8Array,
  sizes: readonly number[],
  { rarity, isBetween }: { readonly rarity: number; readonly isBetween: boolean },
): number {
  let pattern = 0
  for (let field = 0; field < sizes.length; field += 1)
    pattern = pattern * (sizes[field]! + 1) + levels[field]! + 1
  const halves = Math.max(-noRarity, Math.min(noRarity - 1, Math.round(rarity * 2)))
  return (pattern * rarities + halves + noRarity) * 2 + (isBetween ? 1 : 0)
}

export function readPattern(pattern: number, sizes: readonly number[]): Pattern {
  let rest = Math.floor(pattern / 2)
  const rarity = ((rest % rarities) - noRarity) / 2
  rest = Math.floor(rest / rarities)
  const levels = new Int8Array(sizes.length)
  for (let field = sizes.length - 1; field >= 0; field -= 1) {
    const radix = sizes[field]! + 1
    levels[field] = (rest % radix) - 1
    rest = Math.floor(rest / radix)
  }
  return { levels, rarity, isBetween: pattern % 2 === 1 }
}

/** In a fixed order, so that sums over them are always the same. */
export function readPatterns(counts: PatternCounts, sizes: readonly number[]): readonly CountedPattern[] {
  return [...counts]
    .toSorted(([a], [b]) => a - b)
    .map(([pattern, count]) => ({ ...readPattern(pattern, sizes), count }))
}
