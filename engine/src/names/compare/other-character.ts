import { isForeignCharacter } from '../romanise/han.ts'
import { isOtherGivenName } from '../romanise/hangul.ts'
import { partOf } from '../romanise/part.ts'
import { isMandarin } from './other-syllable.ts'
import type { Word } from './prepare.ts'

/**
 * Whether a Latin word is other syllables than those that a word of Chinese or Korean characters is made of, however near the
 * whole may sound: 强 is read Qiang or Keung and not Qing, 德华 not Dehai, 지우 neither Ji-ho nor Ji.
 */
export function isOtherCharacter({ script, part }: Word, latin: Word): boolean {
  const { written } = latin.part
  const isSeveral = part.written.length > 1
  const place = part.readings.indexOf(written)
  const isLearned = script === 'han' && isSeveral && isMandarin(written) && place >= likelyReadings
  if (place >= 0 && !isLearned) return false
  if (script === 'hangul') return isOtherGivenName(part.written, written)
  return script === 'han' && (isSeveral ? isOtherHan(part.written, written) : isMandarin(written))
}

/** Behind these a syllable for two characters was learned of foreign names: 文红 is no Wen, but 麻衣 is Mai. */
const likelyReadings = 4

function isOtherHan(word: string, latin: string): boolean {
  const [first = '', second = ''] = word
  // 汉斯 is Hans and Hance: what only carries sounds is held to none.
  if (word.length !== 2 || isForeignCharacter(first) || isForeignCharacter(second)) return false
  let isChinese = isMandarin(latin)
  for (let cut = 1; cut < latin.length; cut += 1) {
    const [begins, ends] = [latin.slice(0, cut), latin.slice(cut)]
    if (!isMandarin(begins) || !isMandarin(ends)) continue
    if (isReadAs(first, begins) && isReadAs(second, ends)) return false
    // Owen is rather no O-wen.
    isChinese ||= begins.length > 1 && ends.length > 1
  }
  return isChinese
}

export function isReadAs(character: string, syllable: string): boolean {
  return readingsOfCharacter(character).includes(syllable)
}

/** In Mandarin, Cantonese and Hokkien, as in a given name. */
export function readingsOfCharacter(character: string): readonly string[] {
  const piece = { folded: character, marked: character, capital: false, side: undefined }
  return partOf(piece, 'given').readings
}
