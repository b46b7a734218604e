/**
 * The script-neutral key of a Latin reading: its consonants in nine classes, vowels left out, runs merged.
 * It lets สมชาย, Somchai and SOMCHAY meet. Coarse on purpose: one reason among others, never enough alone.
 * Classes: K k g q c, T t d, P p b f, S s z ch j x ts, N n ng ny, M m, L l r, W w v, A any other beginning.
 */
const A = 1,
  K = 2,
  L = 3,
  M = 4,
  N = 5,
  P = 6,
  S = 7,
  T = 8,
  W = 9
const names = ' AKLMNPSTW'
const single = new Uint8Array(128)
for (const [letters, sound] of [
  ['kgqc', K],
  ['lr', L],
  ['m', M],
  ['n', N],
  ['pbf', P],
  ['szjx', S],
  ['td', T],
  ['wv', W],
] as const)
  for (const letter of letters) single[letter.charCodeAt(0)] = sound

/** How one reading sounds; `open` leaves out r before a consonant or at the end, as much of the world speaks it. */
export function soundOf(reading: string, open = false): string {
  let key = ''
  let last = 0
  const add = (sound: number): void => {
    if (sound !== last) key += names[sound] ?? ''
    last = sound
  }
  if (/^(?:[aeiouy]|h(?![^aeiouy]))/.test(reading)) add(A)
  for (let at = 0; at < reading.length; at += 1) {
    const letter = reading[at] ?? ''
    const next = reading[at + 1] ?? ''
    const sound = single[letter.charCodeAt(0)] ?? 0
    if (sound === 0) {
      if (letter >= '0' && letter <= '9') key += letter
      if (letter !== 'h') last = isVowel(letter) ? 0 : last
    } else if (letter === 'c') {
      add(next === 'h' || next === 'z' || next === 's' || ('eiy'.includes(next) && next !== '') ? S : K)
      if (next === 'z' || next === 's' || next === 'h') at += 1
    } else if (letter === 's' && reading.startsWith('sch', at)) {
      add(S)
      at += 2
    } else if (
      (letter === 't' || letter === 'd') &&
      (next === 's' || next === 'z' || next === 'j' || reading.startsWith('ch', at + 1))
    ) {
      // ts, tz, dz, dj, tch are one sound: the stop is left to the hiss.
    } else if (letter === 'p' && next === 'h') add(P)
    else if (letter === 'x' && at > 0 && isVowel(reading[at - 1] ?? '') && !'iu'.includes(next)) {
      add(K)
      add(S)
    } else if (letter === 'n' && next === 'g' && !isVowel(reading[at + 2] ?? '')) {
      add(N)
      at += 1
    } else if (letter === 'n' && (next === 'b' || next === 'p')) add(M)
    else if (sound === W && letter === 'w' && at > 0 && !isVowel(next)) continue
    else if (letter === 'r' && open && at > 0 && isVowel(reading[at - 1] ?? '') && !isVowel(next)) continue
    else if (letter === 'g' && next === 'h' && at > 0 && !isVowel(reading[at + 2] ?? '')) add(K)
    else
      add(
        letter === 'f' && next === 'f' && at + 2 === reading.length && /[oe]/.test(reading[at - 1] ?? '')
          ? W
          : sound,
      )
  }
  return key === '' ? 'A' : key
}

function isVowel(letter: string): boolean {
  return letter !== '' && 'aeiouy'.includes(letter)
}

/** Distinct keys of readings, likeliest first, at most four; the key without r comes last. */
export function soundsOf(readings: readonly string[]): readonly string[] {
  const keys = new Set<string>()
  for (const reading of readings) {
    keys.add(soundOf(reading))
    if (keys.size === 4) return [...keys]
  }
  for (const reading of readings) {
    keys.add(soundOf(reading, true))
    if (keys.size === 4) break
  }
  return [...keys]
}
