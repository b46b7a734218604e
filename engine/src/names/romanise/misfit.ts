import { modelOf, unitsOf } from './learned.ts'
import type { LearnedScript } from './learned.ts'
import { piecesOf } from './piece-tree.ts'
import type { PieceTree } from './piece-tree.ts'

/** Sixteenths of a nat, as the model counts: a Latin letter that no character stands for, a character left unread. */
const letterTooMany = 40
const characterTooMany = 64
const perNat = 16
const longest = 24

const rows = [new Int32Array(longest + 1), new Int32Array(longest + 1)] as const
const letters = new Uint8Array(longest)

/**
 * By how much less likely than the likeliest a Latin spelling of a word is, in nats for each of its letters: 威茨 is read
 * weizi, and may yet be Waits. The eight readings of a word are the likeliest of thousands; this asks for one that is not
 * among them. Half of the Latin spellings in the learned pairs lie below 0.5, of other words one in a thousand below 1.
 * Undefined where a word is too long. Half a microsecond.
 */
export function misfit(script: LearnedScript, word: string, latin: string): number | undefined {
  if (latin.length > longest) return undefined
  for (let at = 0; at < latin.length; at += 1) letters[at] = latin.charCodeAt(at)
  return misfitOf(treesOf(script, word), { bytes: letters, from: 0, to: latin.length })
}

/** What each character of a word may stand for; characters that the model does not know are passed over. */
export function treesOf(script: LearnedScript, word: string): readonly PieceTree[] {
  const model = modelOf(script)
  return unitsOf(script, word).flatMap((character) => piecesOf(model, character) ?? [])
}

/** The same of a spelling whose letters lie somewhere, a byte each. */
export function misfitOf(
  trees: readonly PieceTree[],
  { bytes, from, to }: { readonly bytes: Uint8Array; readonly from: number; readonly to: number },
): number | undefined {
  const length = to - from
  if (length === 0 || length > longest) return undefined
  let [row, next] = rows
  for (let at = 0; at <= length; at += 1) row[at] = at * letterTooMany
  for (const { children, costs } of trees) {
    for (let at = 0; at <= length; at += 1) next[at] = (row[at] as number) + characterTooMany
    for (let at = 0; at <= length; at += 1) {
      const before = row[at] as number
      let node = 0
      for (let end = at; ; end += 1) {
        const cost = before + (costs[node] as number)
        if (cost < (next[end] as number)) next[end] = cost
        if (end === length) break
        const letter = (bytes[from + end] as number) - firstLetter
        node = letter >= 0 && letter < alphabet ? (children[node * alphabet + letter] as number) : 0
        if (node === 0) break
      }
    }
    for (let at = 1; at <= length; at += 1) {
      const cost = (next[at - 1] as number) + letterTooMany
      if (cost < (next[at] as number)) next[at] = cost
    }
    const read = row
    row = next
    next = read
  }
  return (row[length] as number) / (perNat * length)
}

const firstLetter = 97
const alphabet = 26
