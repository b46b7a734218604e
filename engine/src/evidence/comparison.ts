/** One step of likeness that a comparison can find between two values. */
export interface Level {
  readonly name: string
  /** Share of pairs of the same person that stand at this level, before anything was learned from data. */
  readonly share: number
  /** What the level says for (+) or against (−) the same person: log2 of how much oftener it is met there than by chance. */
  readonly bits: number
}

/**
 * How two values of one kind are compared. Values come in normal form; the empty text is a missing value, which says
 * nothing and is never compared. Level 0 is the least alike, the last one is equality.
 */
export interface Comparison {
  readonly levels: readonly Level[]
  readonly normalise: (text: string) => string
  readonly compare: (left: string, right: string) => number
  /**
   * Two texts of one word whose Jaro–Winkler similarity stays below this are at level 0. It lets a batch settle most pairs by
   * the letters they have, without comparing them. `part` is the text it speaks of, where that is not the whole.
   */
  readonly unlikeBelow?: { readonly similarity: number; readonly part?: (normal: string) => string }
}

/** Shares are brought to a sum of 1, so that a table of levels can be read and changed by eye. */
export function levelsOf(
  rows: readonly (readonly [name: string, share: number, bits: number])[],
): readonly Level[] {
  const sum = rows.reduce((total, [, share]) => total + share, 0)
  return rows.map(([name, share, bits]) => ({ name, share: share / sum, bits }))
}
