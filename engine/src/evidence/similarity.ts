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

/**
 * How much of the words of two texts is the same, 0 to 1: each word meets its most similar other once, longer words weigh
 * more, words less alike than 0.85 not at all. For addresses, memos and names where the order of words is free.
 */
export function wordOverlap(left: string, right: string): number {
  const [few, many] = [left.split(' '), right.split(' ')].toSorted((a, b) => a.length - b.length)
  if (!few || !many) return 0
  const isTaken = new Uint8Array(many.length)
  let shared = 0
  for (const word of few) {
    let best = 0
    let bestAt = -1
    for (let at = 0; at < many.length; at += 1) {
      if (isTaken[at] === 1) continue
      const alike = wordSimilarity(word, many[at] ?? '')
      if (alike > best) [best, bestAt] = [alike, at]
    }
    if (bestAt < 0) continue
    isTaken[bestAt] = 1
    shared += best * (word.length + (many[bestAt] ?? '').length)
  }
  const whole = left.length + right.length - (few.length - 1) - (many.length - 1)
  return whole === 0 ? 0 : shared / whole
}

function wordSimilarity(left: string, right: string): number {
  if (left === right) return 1
  // A number with another digit is another number.
  if (/\d/.test(left) || /\d/.test(right) || left.length < 3 || right.length < 3) return 0
  // A slip seldom takes both ends of a word, and this settles most pairs of words.
  if (left[0] !== right[0] && left.at(-1) !== right.at(-1)) return 0
  const alike = jaroWinkler(left, right)
  return alike >= 0.85 ? alike : 0
}
