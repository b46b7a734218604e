import type { Comparison } from '../evidence/comparison.ts'
import { sizeOf, textOf } from './vocabulary.ts'
import type { Vocabulary } from './vocabulary.ts'

const several = 0x80000000 | 0

/**
 * Tells from the letters that two values have whether they could be alike at all. Letters of one that the other lacks match
 * nothing, which bounds the Jaro–Winkler similarity from above.
 */
export function unlikeness(
  vocabulary: Vocabulary,
  { unlikeBelow }: Comparison,
): ((left: number, right: number) => boolean) | undefined {
  if (!unlikeBelow) return undefined
  const { similarity, part } = unlikeBelow
  const size = sizeOf(vocabulary)
  const letters = new Int32Array(size)
  const lengths = new Uint8Array(size)
  const firsts = new Uint16Array(size)
  for (let code = 0; code < size; code += 1) {
    const whole = textOf(vocabulary, code)
    const text = part ? part(whole) : whole
    let set = 0
    for (let at = 0; at < text.length; at += 1) {
      const letter = text.charCodeAt(at)
      set |=
        letter === 32 || letter === 124
          ? several
          : 1 << (letter >= 97 && letter <= 122 ? letter - 97 : 26 + (letter % 5))
    }
    letters[code] = text.length < 4 || text.length > 100 ? several : set
    lengths[code] = Math.min(255, text.length)
    firsts[code] = text.charCodeAt(0)
  }
  return (left, right) => {
    const a = letters[left]!
    const b = letters[right]!
    if ((a | b) < 0) return false
    const long = lengths[left]!
    const wide = lengths[right]!
    const matches = Math.min(long - bitsIn(a & ~b), wide - bitsIn(b & ~a))
    const jaro = (matches / long + matches / wide + 1) / 3
    return (firsts[left] === firsts[right] ? jaro + 0.4 * (1 - jaro) : jaro) < similarity
  }
}

function bitsIn(set: number): number {
  let bits = set - ((set >>> 1) & 0x55555555)
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
