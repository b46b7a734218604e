import { plainThai } from './thai/plain.ts'
import { wadeAsPinyin } from './wade.ts'

/** Abbreviations of given names that papers carry as names. */
const abbreviated: Readonly<Record<string, readonly string[]>> = {
  md: ['mohammad', 'muhammad', 'mohammed'],
  mohd: ['mohammad', 'muhammad', 'mohammed'],
  muhd: ['muhammad', 'mohammad'],
  mhd: ['muhammad', 'mohammad'],
  muh: ['muhammad', 'mohammad'],
  mg: ['maung'],
  bdr: ['bahadur'],
  mohamad: ['mohammad', 'muhammad'],
  wm: ['william'],
  chas: ['charles'],
  geo: ['george'],
  jas: ['james'],
  jno: ['john'],
  thos: ['thomas'],
  robt: ['robert'],
}

/** Letters with marks that machine-readable zones and typists without the key spell with two (ICAO 9303-3, section 6). */
const spelledWithTwo: readonly (readonly [RegExp, string])[] = [
  [/ä|æ/g, 'ae'],
  [/ö|ø|œ/g, 'oe'],
  [/ü/g, 'ue'],
  [/å/g, 'aa'],
  [/ñ/g, 'nxx'],
]
const twoForOne = /(?<=[^aeiouq]|^)(?:ae|oe|ue|aa)(?![aeiou])|nxx/g

/** Other spellings of a Latin word: Müller also mueller, MUELLER also muller, Md. also mohammad, Hsiao also xiao. */
export function readLatin(word: string): readonly string[] {
  return [word, ...(abbreviated[word] ?? []), ...wadeAsPinyin(word), ...plainThai(word), ...shortened(word)]
}

/** The readings of a word with its marks: those of `folded`, and the two letters its marks stand for. */
export function readMarked(folded: string, marked: string): readonly string[] {
  if (marked === folded) return readLatin(folded)
  const two = spelledWithTwo.reduce(
    (text, [letter, latin]) => text.replace(letter, latin),
    marked.normalize('NFC'),
  )
  const plain = two.normalize('NFD').replace(/[^a-z]/g, '')
  return two === marked || plain === folded
    ? readLatin(folded)
    : [folded, plain, ...readLatin(folded).slice(1)]
}

function shortened(word: string): readonly string[] {
  if (word.length < 4 || word.search(twoForOne) < 0) return []
  const short = word.replace(twoForOne, (two) => two.slice(0, 1))
  return short === word ? [] : [short]
}
