import { learnedReadings } from './learned.ts'

/** Hiragana in rows of five vowels → Hepburn; katakana is the same 0x60 further. */
const morae: ReadonlyMap<string, string> = new Map([
  ...row('あいうえお', 'a i u e o'),
  ...row('かきくけこ', 'ka ki ku ke ko'),
  ...row('がぎぐげご', 'ga gi gu ge go'),
  ...row('さしすせそ', 'sa shi su se so'),
  ...row('ざじずぜぞ', 'za ji zu ze zo'),
  ...row('たちつてと', 'ta chi tsu te to'),
  ...row('だぢづでど', 'da ji zu de do'),
  ...row('なにぬねの', 'na ni nu ne no'),
  ...row('はひふへほ', 'ha hi fu he ho'),
  ...row('ばびぶべぼ', 'ba bi bu be bo'),
  ...row('ぱぴぷぺぽ', 'pa pi pu pe po'),
  ...row('まみむめも', 'ma mi mu me mo'),
  ...row('やゆよわを', 'ya yu yo wa o'),
  ...row('らりるれろ', 'ra ri ru re ro'),
  ...row('んゔゐゑゎ', 'n vu i e wa'),
])
const small: Readonly<Record<string, string>> = {
  ゃ: 'ya',
  ゅ: 'yu',
  ょ: 'yo',
  ぁ: 'a',
  ぃ: 'i',
  ぅ: 'u',
  ぇ: 'e',
  ぉ: 'o',
  ゎ: 'wa',
}

function row(kana: string, latin: string): readonly (readonly [string, string])[] {
  const spellings = latin.split(' ')
  return [...kana].map((letter, at) => [letter, spellings[at] ?? ''] as const)
}

/** Katakana spells foreign names first: ウラジーミル is vladimir before urajimiru. */
export function readKana(word: string): readonly string[] {
  const hepburn = hepburnReadings(word)
  if (!/[ァ-ヴ]/.test(word)) return hepburn
  const learned = learnedReadings('katakana', word)
  return [...new Set([...learned.slice(0, 5), ...hepburn.slice(0, 2), ...learned])].slice(0, 8)
}

/** Short vowels as passports drop them, then every long vowel written: おおの → ono, oono, ohno. */
export function hepburnReadings(word: string): readonly string[] {
  const long = spelled(word)
  const short = long.replace(/o[ou]/g, 'o').replace(/uu/g, 'u').replace(/-/g, '')
  const bare = long.replace(/([aeiou])-/g, '$1$1')
  const oh = long
    .replace(/o[ou-]/g, 'oh')
    .replace(/uu/g, 'u')
    .replace(/-/g, '')
  return [...new Set([short, bare, oh, short.replace(/n(?=[bp])/g, 'm')])].filter((text) => text !== '')
}

function spelled(word: string): string {
  let text = ''
  let doubled = false
  for (const letter of word) {
    const hiragana =
      letter >= 'ァ' && letter <= 'ヶ' ? String.fromCodePoint((letter.codePointAt(0) ?? 0) - 0x60) : letter
    if (hiragana === 'っ') doubled = true
    else if (letter === 'ー') text += '-'
    else if (small[hiragana] !== undefined) text = withSmall(text, small[hiragana])
    else {
      const mora = morae.get(hiragana) ?? ''
      text += doubled ? (mora.startsWith('ch') ? 't' : mora.slice(0, 1)) + mora : mora
      doubled = false
    }
  }
  return text
}

/** きゃ kya, しゃ sha, ふぁ fa: the small vowel takes the place of the last. */
function withSmall(text: string, vowel: string): string {
  const start = text.replace(/[aeiou]$/, '')
  if (/(?:sh|ch|j)$/.test(start)) return start + vowel.replace(/^y/, '')
  return start + vowel
}
