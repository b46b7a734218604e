import type { NameRole } from '../normalise/role.ts'
import type { Word } from '../normalise/words.ts'
import { burmeseSyllables } from './burmese.ts'
import { splitHan } from './han.ts'
import { splitHangul } from './hangul.ts'
import { isKnownKanji, splitKanji } from './kanji.ts'

/** A word, or a part of one that other writings set apart. */
export interface Piece extends Word {
  /** Where the script itself tells. */
  readonly role?: NameRole
  /** Han characters that the surname tells to be read as Japanese. */
  readonly isJapanese?: boolean
}

/**
 * A written word as the words other scripts make of it: 陈亚九 is a surname and a given name, အောင်အောင်ဦး three
 * syllables, التكريتي an article and a name. `among` is how many words the whole name has.
 */
export function splitWord(word: Word, among: number): readonly Piece[] {
  const code = word.folded.codePointAt(0) ?? 0
  if (code < 0x590) return [word]
  if (code >= 0x600 && code < 0x700) return articleApart(word)
  if (code >= 0x1000 && code < 0x10a0) return pieces(word, burmeseSyllables(word.folded))
  if (among > 1) return [word]
  if (code >= 0xac00 && code < 0xd7a4) return familyAndGiven(word, splitHangul(word.folded))
  if (code >= 0x3400 && code < 0xa000) {
    const japanese = splitKanji(word.folded)
    return japanese === undefined
      ? familyAndGiven(word, splitHan(word.folded))
      : familyAndGiven(word, japanese).map((piece) => ({ ...piece, isJapanese: true }))
  }
  return [word]
}

/** 鈴木 花子: with a Japanese surname before it the given name is Japanese. */
export function markedJapanese(pieces: readonly Piece[]): readonly Piece[] {
  const [first, second] = pieces
  return pieces.length === 2 && first && second && isKnownKanji(first.folded) && isHan.test(second.folded)
    ? pieces.map((piece) => ({ ...piece, isJapanese: true }))
    : pieces
}

const isHan = /^\p{Script=Han}+$/u

function articleApart(word: Word): readonly Piece[] {
  const name = /^(?:ال)(.{3,})$/u.exec(word.folded)?.[1]
  if (name === undefined || word.folded === 'الله') return [word]
  return [
    { ...word, folded: 'ال', role: 'particle' },
    { ...word, folded: name },
  ]
}

function pieces(word: Word, folded: readonly string[]): readonly Piece[] {
  return folded.length === 0
    ? [word]
    : folded.map((syllable) => ({ ...word, folded: syllable, marked: syllable }))
}

function familyAndGiven(word: Word, split: readonly [string, string] | undefined): readonly Piece[] {
  if (split === undefined) return [word]
  return [
    { ...word, folded: split[0], role: 'family' },
    { ...word, folded: split[1], role: 'given' },
  ]
}
