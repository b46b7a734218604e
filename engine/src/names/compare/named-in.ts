import type { Word } from './prepare.ts'

/** Words as they stand in the name they come from; where folding has changed their letters, as folded with a capital. */
export function namedIn(text: string, words: readonly Word[]): string {
  const small = text.toLowerCase()
  return words
    .map(({ part: { written } }) => {
      const at = small.length === text.length ? small.indexOf(written) : -1
      return at < 0 ? capital(written) : text.slice(at, at + written.length)
    })
    .join(' ')
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
