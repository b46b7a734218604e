/**
 * Whole numbers of a value, made once, that settle most pairs of different values without comparing their texts: a block of
 * records brings each value to many others, and nearly all of these are unlike. Of 3.0 million pairs of different given names
 * of febrl 2 one in forty still had to be compared, of 6.0 million pairs of address lines one in six.
 */
export interface Sketch {
  /** How many numbers a value has. */
  readonly width: number
  readonly of: (normal: string) => readonly number[]
  /** The level of two different values, whose numbers begin at these two places, or `unsure` where only their texts can tell. */
  readonly level: (numbers: Int32Array, left: number, right: number) => number
}

/** No level; −1 is that of a missing value. */
export const unsure = -2

/** Of a value too short, too long or with too many words to be told by its sketch. */
export const several = 0x80000000 | 0

/**
 * By the letters that two words have: letters of one that the other lacks match nothing, which bounds their Jaro–Winkler
 * similarity from above. Words of which it stays below `similarity` are at level 0, unless they have a `sound` in common.
 */
export function letterSketch({
  similarity,
  part = (normal) => normal,
  sound,
}: {
  readonly similarity: number
  readonly part?: (normal: string) => string
  readonly sound?: (normal: string) => string
}): Sketch {
  return {
    width: 3,
    of: (normal) => {
      const text = part(normal)
      if (text.length < 4 || text.length > 100 || /[ |]/.test(text)) return [several, 0, 0]
      return [...lettersOf(text), sound ? hashOf(sound(text)) : 0]
    },
    level: (numbers, left, right) => {
      if ((numbers[left]! | numbers[right]!) < 0 || mostAlike(numbers, left, right) >= similarity)
        return unsure
      return sound !== undefined && numbers[left + 2] === numbers[right + 2] ? unsure : 0
    },
  }
}

/** The set of a word's letters; its first letter and length. Of words of 255 letters at most. */
export function lettersOf(text: string): readonly [letters: number, head: number] {
  let set = 0
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charCodeAt(at)
    set |= 1 << (letter >= 97 && letter <= 122 ? letter - 97 : 26 + (letter % 5))
  }
  return [set, (text.charCodeAt(0) << 8) | text.length]
}

/** The most that the Jaro–Winkler similarity of two words can be, whose `lettersOf` begin at these two places. */
export function mostAlike(numbers: Int32Array, left: number, right: number): number {
  const a = numbers[left]!
  const b = numbers[right]!
  const headA = numbers[left + 1]!
  const headB = numbers[right + 1]!
  const long = headA & 0xff
  const wide = headB & 0xff
  const matches = Math.min(long - bitsIn(a & ~b), wide - bitsIn(b & ~a))
  const jaro = (matches / long + matches / wide + 1) / 3
  return headA >>> 8 === headB >>> 8 ? jaro + 0.4 * (1 - jaro) : jaro
}

/** Two words less alike than this have nothing to do with each other. */
export const leastAlike = 0.85

function bitsIn(set: number): number {
  let bits = set - ((set >>> 1) & 0x55555555)
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

const endLength = 3

/** By both ends: one slip of the pen in seven characters or more leaves the first three or the last three as they were. */
export const endSketch: Sketch = {
  width: 2,
  of: (normal) =>
    normal.length > endLength * 2
      ? [hashOf(normal.slice(0, endLength)), hashOf(normal.slice(-endLength))]
      : [several, several],
  level: (numbers, left, right) => {
    if (numbers[left] === several || numbers[right] === several) return unsure
    return numbers[left] === numbers[right] || numbers[left + 1] === numbers[right + 1] ? unsure : 0
  },
}

/** FNV-1a, never `several`: two texts of one number are only compared for nothing. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash & 0x7fffffff
}
