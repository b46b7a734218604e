import { foldText } from '../names/normalise/fold.ts'

/** `?` stands for one character, `*` for any; small and capital letters are one. Linear in practice: no regular expression. */
export function patternOf(text: string): (candidate: string) => boolean {
  const pattern = text.trim().toLowerCase().replace(/\*+/g, '*')
  return (candidate) => fits(pattern, candidate.toLowerCase())
}

/** The letters before the first `?` or `*`, as names are folded: few words begin so. */
export function beginningOf(text: string): string {
  return foldText(/^[^?*]*/.exec(text.trim())?.[0] ?? '')
}

export function isPattern(text: string): boolean {
  return /[?*]/.test(text)
}

/** Two marks and one step back to the last star: at most pattern length times text length. */
function fits(pattern: string, text: string): boolean {
  let at = 0
  let star = -1
  let retry = 0
  for (let place = 0; place < text.length;) {
    if (at < pattern.length && (pattern[at] === '?' || pattern[at] === text[place]) && pattern[at] !== '*') {
      at += 1
      place += 1
    } else if (pattern[at] === '*') {
      star = at
      retry = place
      at += 1
    } else if (star >= 0) {
      at = star + 1
      retry += 1
      place = retry
    } else return false
  }
  while (pattern[at] === '*') at += 1
  return at === pattern.length
}
