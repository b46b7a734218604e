/** Latin letters that have no decomposition, and those whose case folding leaves a mark. */
const plain: Readonly<Record<string, string>> = {
  đ: 'd',
  ð: 'd',
  ø: 'o',
  ł: 'l',
  ı: 'i',
  ħ: 'h',
  ŧ: 't',
  ŋ: 'ng',
  þ: 'th',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ə: 'a',
  ɛ: 'e',
  ɔ: 'o',
  ɓ: 'b',
  ɗ: 'd',
  ƙ: 'k',
  ƴ: 'y',
  ĸ: 'k',
  ſ: 's',
}
const plainLetters = new RegExp(`[${Object.keys(plain).join('')}]`, 'g')
/** Zero-width, direction and variation marks, soft hyphen, byte order mark: seen by no reader, kept by copy and paste. */
const invisible =
  /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]/g
const latinMarks = /(?<=\p{Script=Latin}\p{M}*)\p{M}/gu
const ascii = /^[\x20-\x7e]*$/

/** Letters of other scripts drawn like Latin ones. */
const lookAlike = new Map([
  ...zip('авеікмнорстухѕјԁԛԝһ', 'abeikmhopctyxsjdqwh'),
  ...zip('αβεικνορτυχ', 'abeikvoptux'),
])

/** Latin letters drawn like Cyrillic ones, as capitals or small; and those that are when small. */
const cyrillicAlike = new Map(zip('abeikmhopctyxsj', 'авеікмнорстухѕј'))
const smallAlike = new Set('aeiopcyxsj')

/** Folded for comparing: NFKC, small letters, Latin without diacritics, digits of every script as 0–9, nothing invisible. */
export function foldText(text: string): string {
  if (ascii.test(text)) return text.toLowerCase()
  return compatible(text)
    .toLowerCase()
    .normalize('NFD')
    .replace(latinMarks, '')
    .replace(/\p{Nd}/gu, digitOf)
    .replace(plainLetters, (letter) => plain[letter] ?? letter)
    .normalize('NFC')
}

/** One code for one sign (NFKC), nothing invisible; am of Thai and Lao stays one letter, as people type it. */
export function compatible(text: string): string {
  return text
    .normalize('NFKC')
    .replace(invisible, '')
    .replaceAll('\u0e4d\u0e32', '\u0e33')
    .replaceAll('\u0ecd\u0eb2', '\u0eb3')
}

/**
 * Nobody writes a word in two alphabets: a Latin word with Cyrillic letters in it (а in "pаypal") is the Latin one it looks
 * like, a Cyrillic word with Latin ones (o in "Пoпов") the Cyrillic one.
 */
export function withoutLookAlikes(word: string): string {
  let latin = 0
  let alike = 0
  let isLatin = false
  let isOther = false
  let isBoth = true
  for (const letter of word)
    if (letter >= 'a' && letter <= 'z') {
      latin += 1
      isLatin ||= !smallAlike.has(letter)
      isBoth &&= cyrillicAlike.has(letter)
    } else if (lookAlike.has(letter)) alike += 1
    else if (letter >= 'а' && letter <= 'ԯ') isOther = true
    else if (letter !== "'") return word
  if (latin === 0 || (alike === 0 && !isOther)) return word
  if (!isOther && (isLatin || latin >= alike)) return swapped(word, lookAlike)
  return isOther && isBoth ? swapped(word, cyrillicAlike) : word
}

function swapped(word: string, letters: ReadonlyMap<string, string>): string {
  return [...word].map((letter) => letters.get(letter) ?? letter).join('')
}

/** Decimal digits stand in runs of ten in every script (Unicode, general category Nd). */
function digitOf(digit: string): string {
  let zero = digit.codePointAt(0) ?? 0
  const code = zero
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1
  return String((code - zero) % 10)
}

function zip(from: string, to: string): readonly (readonly [string, string])[] {
  const latin = [...to]
  return [...from].map((letter, at) => [letter, latin[at] ?? letter] as const)
}
