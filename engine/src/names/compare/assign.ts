/** Names beyond this are compared by their first words. */
export const mostWords = 24
/** Up to this many words on the longer side the best assignment is searched for among all; above it the best pair is taken first. */
const mostExact = 6

const bestOf = new Float64Array((mostExact + 1) << mostExact)
const choiceOf = new Int8Array((mostExact + 1) << mostExact)
const taken = new Uint8Array(mostWords)

/**
 * Which column each row gets so that the gains add up to most; no column twice, −1 where the columns do not suffice.
 * `gains` has `mostWords` columns a row. Rows are at most as many as columns. Mostly each row's best column is its own,
 * and then nothing has to be searched: 50 ns; the search over subsets takes 0.2 to 2 µs.
 */
export function assign(gains: Float32Array, rows: number, columns: number, result: Int8Array): void {
  if (everyBest(gains, rows, columns, result)) return
  if (columns <= mostExact) bySubsets(gains, rows, columns, result)
  else byBestPair(gains, rows, columns, result)
}

function everyBest(gains: Float32Array, rows: number, columns: number, result: Int8Array): boolean {
  taken.fill(0)
  for (let row = 0; row < rows; row += 1) {
    let best = -1
    let gain = 0
    for (let column = 0; column < columns; column += 1) {
      const one = gains[row * mostWords + column] ?? 0
      if (one > gain) {
        gain = one
        best = column
      }
    }
    if (best < 0 || taken[best] === 1) return false
    taken[best] = 1
    result[row] = best
  }
  return true
}

/** Best gain of the rows from `row` on with the columns of a set still free, by dynamic programming. */
function bySubsets(gains: Float32Array, rows: number, columns: number, result: Int8Array): void {
  const sets = 1 << columns
  bestOf.fill(0, rows * sets, (rows + 1) * sets)
  for (let row = rows - 1; row >= 0; row -= 1)
    for (let free = 0; free < sets; free += 1) {
      let best = bestOf[(row + 1) * sets + free] ?? 0
      let choice = -1
      for (let column = 0; column < columns; column += 1) {
        if ((free & (1 << column)) === 0) continue
        const gain =
          (gains[row * mostWords + column] ?? 0) + (bestOf[(row + 1) * sets + (free ^ (1 << column))] ?? 0)
        if (choice < 0 ? gain >= best : gain > best) {
          best = gain
          choice = column
        }
      }
      bestOf[row * sets + free] = best
      choiceOf[row * sets + free] = choice
    }
  let free = sets - 1
  for (let row = 0; row < rows; row += 1) {
    const choice = choiceOf[row * sets + free] ?? -1
    result[row] = choice
    if (choice >= 0) free ^= 1 << choice
  }
}

function byBestPair(gains: Float32Array, rows: number, columns: number, result: Int8Array): void {
  result.fill(-1, 0, rows)
  taken.fill(0)
  for (let round = 0; round < rows; round += 1) {
    let bestRow = -1
    let bestColumn = -1
    let best = -1
    for (let row = 0; row < rows; row += 1) {
      if (result[row] !== -1) continue
      for (let column = 0; column < columns; column += 1) {
        const gain = gains[row * mostWords + column] ?? 0
        if (taken[column] === 1 || gain <= best) continue
        best = gain
        bestRow = row
        bestColumn = column
      }
    }
    if (bestRow < 0) return
    result[bestRow] = bestColumn
    taken[bestColumn] = 1
  }
}
