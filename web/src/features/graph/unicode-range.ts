/** Does a face with this css `unicode-range` (`U+0E01-0E5B, U+200C`) hold one of these letters? A face without a range holds all. */
export function coversSome(range: string, letters: Iterable<string>): boolean {
  const spans = [...range.matchAll(/U\+([0-9A-F?]+)(?:-([0-9A-F]+))?/gi)].map(([, from = '', to]) => [
    Number.parseInt(from.replaceAll('?', '0'), 16),
    Number.parseInt(to ?? from.replaceAll('?', 'F'), 16),
  ])
  if (spans.length === 0) return true
  for (const letter of letters) {
    const code = letter.codePointAt(0) ?? 0
    if (spans.some(([from = 0, to = 0]) => code >= from && code <= to)) return true
  }
  return false
}
