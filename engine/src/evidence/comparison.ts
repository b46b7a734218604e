import type { Sketch } from './sketch.ts'

/** One step of likeness that a comparison can find between two values. */
export interface Level {
  readonly name: string
  /** Share of pairs of the same person that stand at this level, before anything was learned from data. */
  readonly share: number
  /** What the level says for (+) or against (−) the same person: log2 of how much oftener it is met there than by chance. */
  readonly bits: number
  /** The level that tells as much and more: whatever is learned from data, this one never says more for or against. */
  readonly within?: string
}

/**
 * How two values of one kind are compared. Values come in normal form; the empty text is a missing value, which says
 * nothing and is never compared. Level 0 is the least alike, the last one is equality.
 */
export interface Comparison {
  readonly levels: readonly Level[]
  readonly normalise: (text: string) => string
  /**
   * Of a text that `normalise` takes for none: what it is where nearly all values beside it are values. 85 is a year in a column
   * of dates of birth, and nothing in one of ages.
   */
  readonly normaliseBeside?: (text: string) => string
  readonly compare: (left: string, right: string) => number
  /** What settles most pairs of values of a batch without their texts. */
  readonly sketch?: Sketch
}

/** Shares are brought to a sum of 1, so that a table of levels can be read and changed by eye. */
export function levelsOf(
  rows: readonly (readonly [name: string, share: number, bits: number, within?: string])[],
): readonly Level[] {
  const sum = rows.reduce((total, [, share]) => total + share, 0)
  return rows.map(([name, share, bits, within]) => ({
    name,
    share: share / sum,
    bits,
    ...(within === undefined ? {} : { within }),
  }))
}
