/**
 * A Latin reading as the sounds that its letters stand for: one code a letter, one for two letters that are one sound
 * (ch, sh, kh, ou, ee …), so that Schmidt, Shmit and Smit differ in one place and not in three.
 * Codes: 0–25 a–z, 26–35 digits, 36– the pairs below. Anything else is left out.
 */
export const symbolCount = 64

const pairs = 'ch sh kh th ph gh zh ts dh bh dz ou oo ee ei ai ie au aa ng'.split(' ')
const firstPair = 36
/** Longer and silent writings of the same sounds. */
const writings: readonly (readonly [string, string])[] = [
  ['shch', 'sh'],
  ['schtsch', 'sh'],
  ['tsch', 'ch'],
  ['tch', 'ch'],
  ['sch', 'sh'],
  ['ck', 'k'],
]

const singles = 'abcdefghijklmnopqrstuvwxyz0123456789'
const codes = new Map([
  ...[...singles].map((letter, code) => [letter, code] as const),
  ...pairs.map((pair, at) => [pair, firstPair + at] as const),
])
for (const [written, as] of writings) codes.set(written, codes.get(as) ?? 0)
const longest = 7

/** What stands at each code, for tables that people read. */
export const symbols: readonly string[] = [...singles, ...pairs]

export function symbolsOf(reading: string): Uint8Array {
  const found = new Uint8Array(reading.length)
  let length = 0
  let at = 0
  while (at < reading.length) {
    let size = Math.min(longest, reading.length - at)
    let code: number | undefined
    for (; size > 0; size -= 1) {
      code = codes.get(size === 1 ? (reading[at] ?? '') : reading.slice(at, at + size))
      if (code !== undefined) break
    }
    if (code !== undefined) found[length++] = code
    at += Math.max(size, 1)
  }
  return found.slice(0, length)
}
