const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

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
