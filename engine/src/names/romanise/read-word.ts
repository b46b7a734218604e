import { scriptOf } from '../normalise/script.ts'
import type { Script } from '../normalise/script.ts'
import { readArabic } from './arabic.ts'
import { readBurmeseSyllable } from './burmese.ts'
import { withCommon } from './common-names.ts'
import { readCyrillic } from './cyrillic.ts'
import { readHanWord } from './han.ts'
import { readHangul } from './hangul.ts'
import { readIndic } from './indic.ts'
import { readKana } from './kana.ts'
import { readKanji } from './kanji.ts'
import { readKhmer } from './khmer.ts'
import { readLao } from './lao.ts'
import { readLatin } from './latin.ts'
import { learnedReadings } from './learned.ts'
import { readEthiopic, readLetters, readSinhala } from './letters.ts'
import { readThai } from './thai/thai.ts'

const readers: Readonly<Record<Script, (word: string) => readonly string[]>> = {
  latin: readLatin,
  cyrillic: readCyrillic,
  greek: (word) => readLetters('greek', word),
  armenian: (word) => readLetters('armenian', word),
  georgian: (word) => readLetters('georgian', word),
  hebrew: (word) => withCommon(word, learnedReadings('hebrew', word)),
  arabic: (word) => withCommon(word, readArabic(word)),
  ethiopic: readEthiopic,
  indic: readIndic,
  sinhala: readSinhala,
  thai: readThai,
  lao: readLao,
  burmese: readBurmeseSyllable,
  khmer: readKhmer,
  hangul: readHangul,
  kana: readKanaWord,
  han: readHanOrMixed,
  other: spelledOut,
  common: spelledOut,
}

/** Latin readings of a folded word of any script, likeliest first, 1 to 8 of them, of a–z and 0–9. */
export function readWord(word: string): readonly string[] {
  const readings = readers[scriptOf(word)](word).filter((reading) => /^[a-z0-9]+$/.test(reading))
  return readings.length === 0 ? spelledOut(word) : readings.slice(0, 8)
}

/** 高橋みなみ: kanji and kana in one word are read each by their own and joined. */
function readHanOrMixed(word: string): readonly string[] {
  return /[ぁ-ヶー]/.test(word) ? readKanaWord(word) : readHanWord(word)
}

function readKanaWord(word: string): readonly string[] {
  if (!/\p{Script=Han}/u.test(word)) return readKana(word)
  const pieces = (word.match(/\p{Script=Han}+|\P{Script=Han}+/gu) ?? []).map((piece) =>
    /\p{Script=Han}/u.test(piece) ? readKanji(piece) : readKana(piece),
  )
  return [0, 1, 2]
    .map((at) => pieces.map((readings) => readings[at] ?? readings[0] ?? '').join(''))
    .filter((reading, at, all) => all.indexOf(reading) === at)
}

/** A word no reader knows, as letters a–p for its code points: it equals itself and nothing else. */
function spelledOut(word: string): readonly string[] {
  const kept = word.replace(/[^a-z0-9]/g, '')
  if (kept !== '') return [kept]
  const letters = [...word].map((character) =>
    (character.codePointAt(0) ?? 0)
      .toString(16)
      .replace(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16))),
  )
  return [`q${letters.join('')}`]
}
