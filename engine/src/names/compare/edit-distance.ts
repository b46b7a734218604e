import { symbolCount } from './letters.ts'

/** What an edit between two sounds costs, 0 to 1: 1 is an edit that no spelling habit explains. */
export interface EditCosts {
  /** Row × symbolCount + column, symmetric, zero on the diagonal. */
  readonly change: Float32Array
  readonly drop: Float32Array
  /** A sound written twice: Hassan, Hasan. */
  readonly double: Float32Array
}

const swapCost = 0.8
const rowLength = 65
const rows = [new Float32Array(rowLength), new Float32Array(rowLength), new Float32Array(rowLength)] as const

/**
 * Least cost of turning one reading into the other (adjacent swaps included), given up above `most`: then more than `most`.
 * Readings longer than 64 sounds are compared by their first 64. 0.2 µs for two words of seven letters.
 */
export function editDistance(left: Uint8Array, right: Uint8Array, costs: EditCosts, most: number): number {
  const height = Math.min(left.length, rowLength - 1)
  const width = Math.min(right.length, rowLength - 1)
  let [before, above, row] = rows
  above[0] = 0
  for (let j = 1; j <= width; j += 1) above[j] = above[j - 1]! + dropOf(right, j - 1, costs)
  for (let i = 1; i <= height; i += 1) {
    const letter = left[i - 1]!
    const drop = dropOf(left, i - 1, costs)
    row[0] = above[0]! + drop
    let least = row[0]!
    for (let j = 1; j <= width; j += 1) {
      const other = right[j - 1]!
      let cost = above[j - 1]! + costs.change[letter * symbolCount + other]!
      const dropped = above[j]! + drop
      if (dropped < cost) cost = dropped
      const added = row[j - 1]! + dropOf(right, j - 1, costs)
      if (added < cost) cost = added
      if (i > 1 && j > 1 && letter === right[j - 2] && left[i - 2] === other && letter !== other) {
        const swapped = before[j - 2]! + swapCost
        if (swapped < cost) cost = swapped
      }
      row[j] = cost
      if (cost < least) least = cost
    }
    if (least > most) return least
    const free = before
    before = above
    above = row
    row = free
  }
  return above[width]!
}

function dropOf(word: Uint8Array, at: number, costs: EditCosts): number {
  const letter = word[at]!
  return at > 0 && word[at - 1] === letter ? costs.double[letter]! : costs.drop[letter]!
}
