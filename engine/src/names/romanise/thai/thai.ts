import { spellings } from './spell.ts'
import { syllablesOf } from './syllable.ts'

/** Latin readings of a Thai word: สมชาย → somchai, somchay; ศุภวงศ์ → suphawong, subhavongs. */
export function readThai(word: string): readonly string[] {
  return spellings(syllablesOf(word))
}
