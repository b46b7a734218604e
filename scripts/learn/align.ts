/** A word as characters of its script and as the Latin letters somebody wrote for it. */
export interface Pair {
  readonly characters: readonly string[]
  readonly latin: string
  readonly weight: number
}

/** A character and the Latin piece that stands for it there. */
export type Graphone = readonly [character: string, piece: string]

/** What a piece of each length weighs before anything is known: one letter is the rule. */
const prior = [0.05, 1, 0.5, 0.12, 0.03, 0.01]

export type PieceTable = ReadonlyMap<string, ReadonlyMap<string, number>>

/**
 * P(piece | character) by expectation-maximisation over all ways to cut the Latin word into one piece of
 * 0 to 5 letters for each character. Deterministic: five rounds from the prior above.
 */
export function learnPieces(pairs: readonly Pair[], rounds = 5): PieceTable {
  let table: PieceTable | undefined
  for (let round = 0; round < rounds; round += 1) {
    const counts = new Map<string, Map<string, number>>()
    for (const pair of pairs) expect(pair, table, counts)
    table = normalised(counts, round === rounds - 1 ? 0.004 : 0)
  }
  return table ?? new Map()
}

function weightOf(table: PieceTable | undefined, character: string, piece: string): number {
  if (table === undefined) return prior[piece.length] ?? 0
  return table.get(character)?.get(piece) ?? 0
}

function expect(pair: Pair, table: PieceTable | undefined, counts: Map<string, Map<string, number>>): void {
  const { characters, latin, weight } = pair
  const [rows, columns] = [characters.length + 1, latin.length + 1]
  const forward = new Float64Array(rows * columns)
  const backward = new Float64Array(rows * columns)
  forward[0] = 1
  backward[rows * columns - 1] = 1
  const each = (i: number, use: (j: number, length: number, p: number, piece: string) => void): void => {
    for (let j = 0; j < columns; j += 1)
      for (let length = 0; length < prior.length && j + length < columns; length += 1) {
        const piece = latin.slice(j, j + length)
        const p = weightOf(table, characters[i] ?? '', piece)
        if (p > 0) use(j, length, p, piece)
      }
  }
  for (let i = 0; i + 1 < rows; i += 1)
    each(i, (j, length, p) => {
      forward[(i + 1) * columns + j + length]! += (forward[i * columns + j] ?? 0) * p
    })
  const total = forward[rows * columns - 1] ?? 0
  if (total <= 0) return
  for (let i = rows - 2; i >= 0; i -= 1)
    each(i, (j, length, p) => {
      backward[i * columns + j]! += (backward[(i + 1) * columns + j + length] ?? 0) * p
    })
  for (let i = 0; i + 1 < rows; i += 1)
    each(i, (j, length, p, piece) => {
      const share =
        ((forward[i * columns + j] ?? 0) * p * (backward[(i + 1) * columns + j + length] ?? 0)) / total
      if (share < 1e-6) return
      const character = characters[i] ?? ''
      const row = counts.get(character) ?? new Map<string, number>()
      row.set(piece, (row.get(piece) ?? 0) + share * weight)
      counts.set(character, row)
    })
}

function normalised(counts: ReadonlyMap<string, ReadonlyMap<string, number>>, least: number): PieceTable {
  return new Map(
    [...counts].map(([character, row]) => {
      const total = [...row.values()].reduce((sum, count) => sum + count, 0)
      const kept = [...row].filter(([, count]) => count / total > least && (least === 0 || count >= 1.5))
      return [character, new Map(kept.map(([piece, count]) => [piece, count / total]))]
    }),
  )
}

/** The likeliest cut of a pair, or nothing where it costs more than `most` nats a character: then it is no transliteration. */
export function cut(pair: Pair, table: PieceTable, most: number): readonly Graphone[] | undefined {
  const { characters, latin } = pair
  const columns = latin.length + 1
  let costs = new Float64Array(columns).fill(Infinity)
  costs[0] = 0
  const lengths: Int8Array[] = []
  for (const character of characters) {
    const next = new Float64Array(columns).fill(Infinity)
    const chosen = new Int8Array(columns)
    const row = table.get(character)
    for (const [piece, p] of row ?? [])
      for (let j = 0; j + piece.length < columns; j += 1) {
        const cost = (costs[j] ?? Infinity) - Math.log(p)
        if (cost < (next[j + piece.length] ?? Infinity) && latin.startsWith(piece, j)) {
          next[j + piece.length] = cost
          chosen[j + piece.length] = piece.length
        }
      }
    lengths.push(chosen)
    costs = next
  }
  if ((costs[latin.length] ?? Infinity) > most * characters.length) return undefined
  const graphones: Graphone[] = []
  let end = latin.length
  for (let i = characters.length - 1; i >= 0; i -= 1) {
    const length = lengths[i]?.[end] ?? 0
    graphones.unshift([characters[i] ?? '', latin.slice(end - length, end)])
    end -= length
  }
  return graphones
}
