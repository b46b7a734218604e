// Titles and honorifics that say nothing about who somebody is; written before the name, often without a space in Thai.
const thaiTitles = /^(?:นางสาว|น\.ส\.|นาย|นาง|เด็กชาย|เด็กหญิง|ด\.ช\.|ด\.ญ\.|คุณ|ท้าว)\s*/u
const titles = new Set(
  'mr mrs ms miss dr haji hajji sheikh shaikh u daw mg ko ma naw saw sai nang lok srey'.split(' '),
)
const shortTitles = new Set(['u', 'ko', 'ma', 'mg', 'lok', 'saw', 'sai'])
const han = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]{3,}$/u

/** Letters folded for comparing: NFKC, small, Latin without diacritics, digits of every script as 0-9. */
export function foldText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(/(?<=\p{Script=Latin})\p{M}+/gu, '')
    .replace(/\p{Nd}/gu, digitOf)
    .replaceAll('đ', 'd')
    .replaceAll('ł', 'l')
    .replaceAll('ø', 'o')
    .replaceAll('ı', 'i')
    .normalize('NFC')
}

/** Decimal digits stand in runs of ten in every script (Unicode, general category Nd). */
function digitOf(digit: string): string {
  let zero = digit.codePointAt(0) ?? 0
  const code = zero
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1
  return String((code - zero) % 10)
}

/** Words of a name, folded, without titles. Never empty for a text that has letters: a title alone is kept as a name. */
export function nameTokens(text: string): readonly string[] {
  const words =
    foldText(text.normalize('NFC').trim().replace(thaiTitles, '')).match(
      /[\p{L}\p{M}\p{N}\u200c\u200d]+/gu,
    ) ?? []
  // A one-word name may be what elsewhere is a title: Ma, Ko.
  const named = words.filter(
    (word, at) => !(titles.has(word) && (at === 0 || !shortTitles.has(word)) && words.length > 1),
  )
  const kept = named.length === 0 ? words : named
  return kept.flatMap((word) => (han.test(word) ? [word, ...pairsOf(word)] : [word]))
}

/** Names of scripts without spaces are found by any two neighbouring characters. */
function pairsOf(word: string): readonly string[] {
  const characters = [...word]
  return characters.slice(1).map((character, at) => `${characters[at] ?? ''}${character}`)
}
