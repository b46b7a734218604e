const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
/** Addresses and numbers without a space longer than this are shortened in the middle. */
const longCode = 18

/** The caption in at most so many letters: cut between letters, never between a Thai consonant and its vowel. */
export function shortCaption(caption: string, most = 24): string {
  const all = [...letters.segment(caption)].map((one) => one.segment)
  return all.length <= most
    ? caption
    : `${all
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`
}

const short = new Map<string, string>()

/** Under a node: of a wallet, a web address or a long number the middle goes, for people know such by their first and last letters. */
export function nodeCaption(caption: string): string {
  const known = short.get(caption) ?? shortened(caption)
  short.set(caption, known)
  return known
}

function shortened(caption: string): string {
  const isCode = caption.length > longCode && /^[\w.:@/+-]+$/.test(caption)
  return isCode ? `${caption.slice(0, 7)}…${caption.slice(-6)}` : shortCaption(caption)
}
