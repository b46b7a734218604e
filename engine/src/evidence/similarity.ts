import { lettersOf, leastAlike, mostAlike } from './sketch.ts'

export type Slip = 'substitution' | 'insertion' | 'transposition'

/** The one slip of a typist that makes one text of the other; undefined when they are equal or further apart. */
export function slipBetween(left: string, right: string): Slip | undefined {
  if (Math.abs(left.length - right.length) > 1 || left === right) return undefined
  const [short, long] = left.length <= right.length ? [left, right] : [right, left]
  let at = 0
  while (at < short.length && short[at] === long[at]) at += 1
  if (short.length < long.length) return short.slice(at) === long.slice(at + 1) ? 'insertion' : undefined
  if (short.slice(at + 1) === long.slice(at + 1)) return 'substitution'
  const isSwapped = short[at] === long[at + 1] && short[at + 1] === long[at]
  return isSwapped && short.slice(at + 2) === long.slice(at + 2) ? 'transposition' : undefined
}

const most = 128
const takenLeft = new Uint8Array(most)
const takenRight = new Uint8Array(most)

/** Jaro–Winkler similarity, 0 to 1; only the first 128 letters count. */
export function jaroWinkler(left: string, right: string): number {
  if (left === right) return left === '' ? 0 : 1
  const [a, b] = [Math.min(left.length, most), Math.min(right.length, most)]
  if (a === 0 || b === 0) return 0
  const reach = Math.max(0, (Math.max(a, b) >> 1) - 1)
  takenLeft.fill(0, 0, a)
  takenRight.fill(0, 0, b)
  let matches = 0
  for (let i = 0; i < a; i += 1) {
    const letter = left.charCodeAt(i)
    const end = Math.min(b, i + reach + 1)
    for (let j = Math.max(0, i - reach); j < end; j += 1) {
      if (takenRight[j] === 1 || right.charCodeAt(j) !== letter) continue
      takenLeft[i] = 1
      takenRight[j] = 1
      matches += 1
      break
    }
  }
  if (matches === 0) return 0
  let crossed = 0
  for (let i = 0, j = 0; i < a; i += 1) {
    if (takenLeft[i] === 0) continue
    while (takenRight[j] === 0) j += 1
    if (left.charCodeAt(i) !== right.charCodeAt(j)) crossed += 1
    j += 1
  }
  const jaro = (matches / a + matches / b + (matches - crossed / 2) / matches) / 3
  let prefix = 0
  while (prefix < 4 && prefix < a && prefix < b && left.charCodeAt(prefix) === right.charCodeAt(prefix))
    prefix += 1
  return jaro + prefix * 0.1 * (1 - jaro)
}

/** A text as its words, with what settles most pairs of words without comparing them. */
interface Words {
  readonly texts: readonly string[]
  /** `lettersOf` each word; of a number, or of one or two letters, nothing: with another letter it is another word. */
  readonly letters: Int32Array
}

const known = new Map<string, Words>()
const mostKnown = 20_000

/** Taken apart once while they are remembered: a text of a block meets all the others of it. */
function wordsOf(text: string): Words {
  const before = known.get(text)
  if (before) return before
  if (known.size >= mostKnown) known.clear()
  const texts = text.split(' ')
  const letters = new Int32Array(texts.length * 2)
  texts.forEach((word, at) => {
    if (word.length >= 3 && !/\d/.test(word)) letters.set(lettersOf(word.slice(0, most)), at * 2)
  })
  const words = { texts, letters }
  known.set(text, words)
  return words
}

/**
 * How much of the words of two texts is the same, 0 to 1: each word meets its most similar other once, longer words weigh
 * more, words less alike than 0.85 not at all. For addresses, memos and names where the order of words is free.
 */
export function wordOverlap(left: string, right: string): number {
  const [one, other] = [wordsOf(left), wordsOf(right)]
  const [few, many] = one.texts.length <= other.texts.length ? [one, other] : [other, one]
  const isTaken = new Uint8Array(many.texts.length)
  let shared = 0
  for (let word = 0; word < few.texts.length; word += 1) {
    let best = 0
    let bestAt = -1
    for (let at = 0; at < many.texts.length; at += 1) {
      if (isTaken[at] === 1) continue
      const alike = wordSimilarity(few, word, { words: many, at })
      if (alike > best) [best, bestAt] = [alike, at]
    }
    if (bestAt < 0) continue
    isTaken[bestAt] = 1
    shared += best * (few.texts[word]!.length + many.texts[bestAt]!.length)
  }
  const whole = left.length + right.length - (few.texts.length - 1) - (many.texts.length - 1)
  return whole === 0 ? 0 : shared / whole
}

/** The letters of two words beside each other. */
const both = new Int32Array(4)

function wordSimilarity(
  { texts, letters }: Words,
  word: number,
  other: { readonly words: Words; readonly at: number },
): number {
  const a = texts[word]!
  const b = other.words.texts[other.at]!
  if (a === b) return 1
  both[0] = letters[word * 2]!
  both[1] = letters[word * 2 + 1]!
  both[2] = other.words.letters[other.at * 2]!
  both[3] = other.words.letters[other.at * 2 + 1]!
  if (both[0] === 0 || both[2] === 0) return 0
  // A slip seldom takes both ends of a word.
  if (a.charCodeAt(0) !== b.charCodeAt(0) && a.at(-1) !== b.at(-1)) return 0
  if (mostAlike(both, 0, 2) < leastAlike) return 0
  const alike = jaroWinkler(a, b)
  return alike >= leastAlike ? alike : 0
}
