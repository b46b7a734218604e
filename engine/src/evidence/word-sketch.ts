import { hashOf, leastAlike, lettersOf, mostAlike, several, unsure } from './sketch.ts'
import type { Sketch } from './sketch.ts'

const mostWords = 4
const longestWord = 100
/** Numbers of a text before those of its words: how many words and letters it has, its ends, its first three letters. */
const ofText = 4
const ofWord = 3

/**
 * By the words of two texts: those that no word of the other resembles share nothing, which bounds the overlap of their words
 * from above. Texts below `overlap` are at level 0, unless a slip or a space alone could part them or, where `startCounts`,
 * they begin alike.
 */
export function wordSketch(overlap: number, startCounts = false): Sketch {
  return {
    width: ofText + mostWords * ofWord,
    of: (normal) => numbersOf(normal),
    level: (numbers, left, right) => {
      const [count, otherCount] = [numbers[left]!, numbers[right]!]
      if (count < 0 || otherCount < 0) return unsure
      if (startCounts && numbers[left + 3] === numbers[right + 3]) return unsure
      const [letters, others] = [numbers[left + 1]!, numbers[right + 1]!]
      const [ends, otherEnds] = [numbers[left + 2]!, numbers[right + 2]!]
      // A slip, or a space more, leaves one end or the other, and the number of letters but for one.
      const isNear = (ends & 0xffff) === (otherEnds & 0xffff) || ends >>> 16 === otherEnds >>> 16
      if (isNear && Math.abs(letters - others) <= 1) return unsure
      const shared =
        sharedLetters(numbers, { from: left, count, to: right, others: otherCount }) +
        sharedLetters(numbers, { from: right, count: otherCount, to: left, others: count })
      return shared < overlap * (letters + others) ? 0 : unsure
    },
  }
}

function numbersOf(normal: string): readonly number[] {
  const words = normal.split(' ')
  const width = ofText + mostWords * ofWord
  if (words.length > mostWords || words.some((word) => word.length > longestWord))
    return [several, ...new Int32Array(width - 1)]
  const told = words.flatMap((word) => {
    const [letters, head] = lettersOf(word)
    // A number, or a word of one or two letters, resembles nothing but itself.
    return word.length < 3 || /\d/.test(word)
      ? [0, head, hashOf(word)]
      : [letters, head, word.charCodeAt(word.length - 1)]
  })
  const total = words.reduce((sum, word) => sum + word.length, 0)
  const ends = (normal.charCodeAt(0) << 16) | normal.charCodeAt(normal.length - 1)
  const rest = (mostWords - words.length) * ofWord
  return [words.length, total, ends, hashOf(normal.slice(0, 3)), ...told, ...new Int32Array(rest)]
}

/** The letters of those words of one text that a word of the other may resemble. */
function sharedLetters(
  numbers: Int32Array,
  side: { readonly from: number; readonly count: number; readonly to: number; readonly others: number },
): number {
  const { from, count, to, others } = side
  let sum = 0
  for (let word = 0; word < count; word += 1)
    for (let other = 0; other < others; other += 1)
      if (mayResemble(numbers, from + ofText + word * ofWord, to + ofText + other * ofWord)) {
        sum += numbers[from + ofText + word * ofWord + 1]! & 0xff
        break
      }
  return sum
}

function mayResemble(numbers: Int32Array, word: number, other: number): boolean {
  if (numbers[word] === 0 || numbers[other] === 0)
    return numbers[word] === numbers[other] && numbers[word + 2] === numbers[other + 2]
  const sharesEnd =
    numbers[word + 1]! >>> 8 === numbers[other + 1]! >>> 8 || numbers[word + 2] === numbers[other + 2]
  return sharesEnd && mostAlike(numbers, word, other) >= leastAlike
}
