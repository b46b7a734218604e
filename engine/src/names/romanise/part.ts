import type { NamePart } from '../name.ts'
import type { NameRole } from '../normalise/role.ts'
import { readHanSurname, readJapanese } from './han.ts'
import { readHangulSurname } from './hangul.ts'
import { readMarked } from './latin.ts'
import { readWord } from './read-word.ts'
import { soundsOf, soundsOfLatin } from './sound.ts'
import type { Piece } from './split-word.ts'
import { surnameGroup } from './surnames.ts'

/** Words already read, the newest 50,000 to 100,000: names repeat, and a part weighs some 400 bytes. */
const MOST = 50_000
let fresh = new Map<string, NamePart>()
let stale = new Map<string, NamePart>()

/** The part a piece of a name is; remembered, the same object for the same word in the same role. */
export function partOf(piece: Piece, role: NameRole): NamePart {
  const { folded, marked } = piece
  const word = marked === folded ? folded : `${folded}\t${marked}`
  const told = role === 'unknown' ? word : `${word}\t${role}`
  const key = piece.isJapanese === true ? `${told}\tja` : told
  const known = fresh.get(key)
  if (known !== undefined) return known
  const part = stale.get(key) ?? made(piece, role)
  if (fresh.size >= MOST) {
    stale = fresh
    fresh = new Map()
  }
  fresh.set(key, part)
  return part
}

function made(piece: Piece, role: NameRole): NamePart {
  const { folded } = piece
  const readings = readingsOf(piece, role)
  return {
    written: folded,
    readings,
    sounds: folded === readings[0] ? soundsOfLatin(readings) : soundsOf(readings),
    initial: role !== 'particle' && isInitial(folded),
    role: /^\d+$/.test(folded) ? 'number' : role,
    surname: surnameOf(folded, readings, role),
  }
}

/** Group of the surname: of a word that is one or may be; a Hangul surname is known by its first spelling. */
function surnameOf(folded: string, readings: readonly string[], role: NameRole): number | undefined {
  if (role !== 'family' && role !== 'unknown') return undefined
  const group = surnameGroup(folded)
  if (group !== undefined || role === 'unknown') return group
  return /^[가-힣]/.test(folded) ? surnameGroup(readings[0] ?? '') : undefined
}

function readingsOf({ folded, marked, isJapanese }: Piece, role: NameRole): readonly string[] {
  if (isJapanese === true) return readJapanese(folded)
  const first = folded.codePointAt(0) ?? 0
  if (first < 0x250) return /^[a-z]+$/.test(folded) ? readMarked(folded, marked) : readWord(folded)
  if (role === 'family' && first >= 0x3400 && first < 0xa000 && folded.length < 3) {
    const asSurname = readHanSurname(folded)
    // A character that no table reads is told by its number, as elsewhere.
    if (asSurname.length > 0) return asSurname
  }
  if (role === 'family' && first >= 0xac00 && first < 0xd7a4) return readHangulSurname(folded)
  return readWord(folded)
}

/** Scripts that write a letter for a sound: one alone stands for a name. Burmese, Han and Hangul signs are syllables. */
function isInitial(folded: string): boolean {
  return (
    folded.length === 1 &&
    /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Georgian}\p{Script=Thai}]/u.test(
      folded,
    )
  )
}
