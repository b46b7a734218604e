/**
 * A Latin reading as the sounds that its letters stand for: one code a letter, one for two letters that are one sound
 * (ch, sh, kh, ou, ee …), so that Schmidt, Shmit and Smit differ in one place and not in three.
 * Codes: 0–25 a–z, 26–35 digits, 36– the pairs below. Anything else is left out.
 */
export const symbolCount = 64

const pairs = 'ch sh kh th ph gh zh ts dh bh dz ou oo ee ei ai ie au aa ng ky gy'.split(' ')
const firstPair = 36
/** Longer and silent writings of the same sounds, the longest first. */
const writings: readonly (readonly [string, string])[] = [
  ['schtsch', 'sh'],
  ['shch', 'sh'],
  ['tsch', 'ch'],
  ['sch', 'sh'],
  ['tch', 'ch'],
  ['ck', 'k'],
]

const singles = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** What stands at each code, for tables that people read. */
export const symbols: readonly string[] = [...singles, ...pairs]

const none = 255
const letters = 26
/** Code of two letters by their places in the alphabet. */
const pairCodes = new Uint8Array(letters * letters).fill(none)
for (const [at, pair] of pairs.entries())
  pairCodes[placeOf(pair, 0) * letters + placeOf(pair, 1)] = firstPair + at
const longer = writings.map(([written, as]) => ({ written, code: symbols.indexOf(as) }))
const beginsLonger = new Set(writings.map(([written]) => placeOf(written, 0)))

/** Place in the alphabet, digits behind it; 255 for anything else. */
function placeOf(text: string, at: number): number {
  const code = text.charCodeAt(at)
  if (code >= 0x61 && code <= 0x7a) return code - 0x61
  return code >= 0x30 && code <= 0x39 ? code - 0x30 + letters : none
}

const y = 24
const vowels = new Set([...'aeiou'].map((vowel) => placeOf(vowel, 0)))

/** Code of a sound of two letters; ky and gy are one before a vowel only: Kyaw, but Kyrill. */
function pairAt(place: number, next: number, third: number): number {
  if (place >= letters || next >= letters) return none
  if (next === y && !vowels.has(third)) return none
  return pairCodes[place * letters + next] ?? none
}

const found = new Uint8Array(256)

export function symbolsOf(reading: string): Uint8Array {
  let length = 0
  let at = 0
  while (at < reading.length && length < found.length) {
    const place = placeOf(reading, at)
    const long = beginsLonger.has(place)
      ? longer.find(({ written }) => reading.startsWith(written, at))
      : undefined
    if (long) {
      found[length++] = long.code
      at += long.written.length
      continue
    }
    const next = placeOf(reading, at + 1)
    const pair = pairAt(place, next, placeOf(reading, at + 2))
    if (pair !== none) found[length++] = pair
    else if (place !== none) found[length++] = place
    at += pair === none ? 1 : 2
  }
  return found.slice(0, length)
}
