import { levelsOf } from './comparison.ts'
import type { Comparison } from './comparison.ts'
import { foldText } from '../names/normalise/fold.ts'
import { readName } from '../names/name.ts'
import { soundsOf } from '../names/romanise/sound.ts'
import { isNotKnown } from './not-known.ts'
import { letterSketch } from './sketch.ts'
import { jaroWinkler, slipBetween, wordOverlap } from './similarity.ts'
import { wordSketch } from './word-sketch.ts'

const nameLevels = levelsOf([
  ['different', 0.06, -4],
  ['initial', 0.02, 2],
  ['alike', 0.05, 4],
  ['near', 0.06, 7],
  ['crossed', 0.01, 8],
  ['same', 0.8, 9],
])
/** What stands in the column of the other part: given and family name exchanged. Found by whoever has both parts in hand. */
export const crossedLevel = 4

/** Given and family names as words of their own. Other scripts by their Latin readings, `chen|chan|tan` where there are several. */
export const nameWords: Comparison = {
  levels: nameLevels,
  normalise: normaliseNameWords,
  compare: compareNameWords,
  // Two words less alike than this are at level 0, but for those of one sound.
  sketch: letterSketch({ similarity: 0.82, sound: soundOf }),
}

export function normaliseNameWords(text: string): string {
  if (isNotKnown(foldedWords(text))) return ''
  const { parts } = readName(text, 'person')
  return parts
    .map(({ written, readings }) => (isLatin.test(written) ? written : readings.slice(0, 3).join('|')))
    .join(' ')
}

const isLatin = /^[a-z]+$/

/** The script-neutral sound key of a Latin reading. */
export function soundOf(reading: string): string {
  return soundsOf([reading])[0] ?? ''
}

function compareNameWords(left: string, right: string): number {
  if (left === right) return 5
  if (left.includes('|') || right.includes('|')) {
    let best = 0
    for (const a of alternatives(left))
      for (const b of alternatives(right)) best = Math.max(best, a === b ? 3 : compareSpellings(a, b))
    return best
  }
  return compareSpellings(left, right)
}

function compareSpellings(left: string, right: string): number {
  const [short, long] = left.length <= right.length ? [left, right] : [right, left]
  if (short.length <= 2) return long.startsWith(short) ? 1 : 0
  const slip = slipBetween(left, right)
  if (slip !== undefined) return short.length >= 4 ? 3 : 2
  const alike = jaroWinkler(left, right)
  if (alike >= 0.94) return 3
  if (alike >= 0.82) return 2
  if (left.includes(' ') || right.includes(' ')) return sharesWord(left, right) ? 2 : 0
  if (alike < 0.7) return 0
  const sound = soundOf(left)
  return sound.length >= 2 && sound === soundOf(right) ? 2 : 0
}

function sharesWord(left: string, right: string): boolean {
  const words = left.split(' ')
  return right.split(' ').some((word) => word.length >= 3 && words.includes(word))
}

/** The readings of a normal form, at most nine: the first of each word, then each word's others. */
export function alternatives(normal: string): readonly string[] {
  if (!normal.includes('|')) return [normal]
  const words = normal.split(' ').map((word) => word.split('|'))
  let found: readonly string[] = ['']
  for (const word of words)
    found = found
      .flatMap((start) => word.map((reading) => (start === '' ? reading : `${start} ${reading}`)))
      .slice(0, 9)
  return found
}

const placeLevels = levelsOf([
  ['different', 0.2, -2],
  ['alike', 0.06, 3],
  ['near', 0.06, 5],
  ['same', 0.68, 4.5],
])

/** Names of places, and of what people do. */
export const places: Comparison = {
  levels: placeLevels,
  normalise: normaliseWords,
  compare: (left, right) => {
    if (left === right) return 3
    const alike = jaroWinkler(left, right)
    // One slip says little of a word of three letters, whichever of the two has them.
    const isLong = Math.min(left.length, right.length) >= 4
    if (alike >= 0.95 || (isLong && slipBetween(left, right) !== undefined)) return 2
    if (alike >= 0.86) return 1
    return wordOverlap(left, right) >= 0.5 ? 1 : 0
  },
  sketch: letterSketch({ similarity: 0.83 }),
}

export const occupations: Comparison = {
  ...places,
  levels: levelsOf([
    ['different', 0.25, -1.5],
    ['alike', 0.05, 2],
    ['near', 0.05, 4],
    ['same', 0.65, 4],
  ]),
}

/** Letters and digits of any script as words, folded; words that mean "not known" are a missing value. */
export function normaliseWords(text: string): string {
  const plain = foldedWords(text)
  return isNotKnown(plain) || /^(?:na|n a|none|null|nan|nil)$/.test(plain) ? '' : plain
}

function foldedWords(text: string): string {
  return (foldText(text).match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).join(' ')
}

const addressLevels = levelsOf([
  ['different', 0.15, -3],
  ['some', 0.08, 1],
  ['most', 0.1, 6],
  ['near', 0.07, 9],
  ['same', 0.6, 10],
])

export const addresses: Comparison = {
  levels: addressLevels,
  normalise: normaliseWords,
  compare: (left, right) => {
    if (left === right) return 4
    if (slipBetween(left, right) !== undefined && Math.min(left.length, right.length) >= 5) return 3
    // Words torn apart or run together: "pridham street", "pridhamstreet".
    if (left.at(-1) === right.at(-1) && left.replaceAll(' ', '') === right.replaceAll(' ', '')) return 3
    const shared = wordOverlap(left, right)
    if (shared >= 0.9) return 3
    return shared >= 0.6 ? 2 : shared >= 0.35 ? 1 : 0
  },
  sketch: wordSketch(0.35),
}

const textLevels = levelsOf([
  ['different', 0.15, -2.5],
  ['some', 0.15, 1.5],
  ['same-start', 0.15, 5],
  ['most', 0.15, 6],
  ['same', 0.4, 8],
])

/** Memos and other short texts, which banks and forms cut off at the end. */
export const texts: Comparison = {
  levels: textLevels,
  normalise: normaliseWords,
  compare: (left, right) => {
    if (left === right) return 4
    const shared = wordOverlap(left, right)
    if (shared >= 0.75) return 3
    const [short, long] = left.length <= right.length ? [left, right] : [right, left]
    let start = 0
    while (start < short.length && short[start] === long[start]) start += 1
    if (start >= 6 || (start === short.length && start >= 3)) return 2
    return shared >= 0.35 || start >= 3 ? 1 : 0
  },
  sketch: wordSketch(0.35, true),
}

const postcodeLevels = levelsOf([
  ['different', 0.25, -3],
  ['same-region', 0.1, 1.5],
  ['same-district', 0.1, 5],
  ['one-edit', 0.05, 6],
  ['same', 0.5, 9],
])

export const postcodes: Comparison = {
  levels: postcodeLevels,
  normalise: (text) => normaliseWords(text).replaceAll(' ', '').toUpperCase(),
  compare: (left, right) => {
    if (left === right) return 4
    const district = districtOf(left)
    if (district.length >= 2 && district === districtOf(right)) return 2
    if (slipBetween(left, right) !== undefined) return 3
    return left.slice(0, 2) === right.slice(0, 2) ? 1 : 0
  },
}

/** The part of a postcode that names a town or a part of one: TQ13 of TQ138DF, 101 of 10110, 40 of 4011. */
export function districtOf(postcode: string): string {
  return postcode.slice(0, /[A-Z]/.test(postcode) && postcode.length >= 5 ? -3 : -2)
}

const mailLevels = levelsOf([
  ['different', 0.35, -1],
  ['alike', 0.04, 4],
  ['same-mailbox', 0.05, 7],
  ['near', 0.06, 9],
  ['same', 0.5, 15],
])

/** Addresses of e-mail. The mailbox says who, the domain mostly where it is kept. */
export const mails: Comparison = {
  levels: mailLevels,
  normalise: (text) => {
    const plain = foldText(text).replaceAll(/\s/g, '')
    return plain.length >= 3 ? plain : ''
  },
  compare: (left, right) => {
    if (left === right) return 4
    const [a = '', b = ''] = [left.split('@')[0], right.split('@')[0]]
    if (Math.min(a.length, b.length) < 4)
      return a === b && a !== '' && slipBetween(left, right) !== undefined ? 3 : 0
    if (slipBetween(left, right) !== undefined) return 3
    if (a === b) return 2
    return jaroWinkler(a, b) >= 0.9 ? 1 : 0
  },
  sketch: letterSketch({ similarity: 0.8, part: (normal) => normal.split('@')[0] ?? '' }),
}
