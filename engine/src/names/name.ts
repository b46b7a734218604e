import { legalFormAt, numberOf, setApartForms } from './normalise/legal-form.ts'
import { rolesOf } from './normalise/role.ts'
import type { NameRole } from './normalise/role.ts'
import { scriptOf } from './normalise/script.ts'
import { hasGluedBurmeseTitle, titlesAmong, withoutGluedTitles } from './normalise/titles.ts'
import { joinedGenitives, joinedServants, prepared, wordsOf } from './normalise/words.ts'
import type { Word } from './normalise/words.ts'
import { fromZawgyi } from './normalise/zawgyi.ts'
import { readPlain, recentWords } from './read-plain.ts'
import { partOf } from './romanise/part.ts'
import { markedJapanese, splitWord } from './romanise/split-word.ts'
import type { Piece } from './romanise/split-word.ts'

export type { NameRole } from './normalise/role.ts'

export type NameKind = 'person' | 'organisation' | 'other'

export interface NamePart {
  /** The folded word in its own script. */
  readonly written: string
  /** Latin a–z readings, likeliest first, 1 to 8; for a Latin word the folded word itself first; digits stay. */
  readonly readings: readonly string[]
  /** Script-neutral sound keys of the readings, distinct, 1 to 4. */
  readonly sounds: readonly string[]
  /** A single letter standing for a name. */
  readonly initial: boolean
  readonly role: NameRole
  /** Group of the surname dialect table: 陈 Chen Chan Tan Tran are one number. */
  readonly surname: number | undefined
}

export interface ReadName {
  readonly text: string
  readonly kind: NameKind
  /** The writing system of most of its letters. */
  readonly script: string
  readonly parts: readonly NamePart[]
  /** Titles, ranks and honorifics taken off, as written but small. */
  readonly titles: readonly string[]
}

const burmese = /[\u1000-\u109f]/
const none: readonly string[] = []
const beyondAscii = /[^\x20-\x7e]/

/**
 * A name as its parts, each with how it may be written and heard in Latin letters.
 * Pure; never throws; a text without letters or digits has no parts. Latin names take 2 to 4 µs, others 5 to 40. What words
 * are is remembered in `words`: who reads a list brings a table that holds all of them.
 */
export function readName(text: string, kind: NameKind = 'person', words = recentWords): ReadName {
  const plain = kind === 'person' ? readPlain(text, words) : undefined
  if (plain !== undefined)
    return { text, kind: 'person', script: plain.script, parts: plain.parts, titles: none }
  const unicode = burmese.test(text) ? fromZawgyi(text) : text
  const script = beyondAscii.test(unicode) ? scriptOf(unicode) : 'latin'
  return kind === 'person' ? readPerson(text, unicode, script) : readOther(text, unicode, { kind, script })
}

function readPerson(text: string, unicode: string, script: string): ReadName {
  const { name, titles: glued } =
    script === 'latin' ? { name: unicode, titles: [] } : withoutGluedTitles(unicode)
  const words = wordsOf(prepared(name))
  const marks = titlesAmong(words)
  const kept = joinedGenitives(
    joinedServants(marks === undefined ? words : words.filter((_, at) => !marks[at])),
  )
  const titles = [...glued]
  if (marks !== undefined) titles.push(...words.filter((_, at) => marks[at]).map(({ folded }) => folded))
  let pieces: readonly Piece[] = kept
  if (beyondAscii.test(name)) {
    pieces = markedJapanese(kept.flatMap((word) => splitWord(word, kept.length)))
    if (hasGluedBurmeseTitle(pieces)) {
      titles.push(pieces[0]?.folded ?? '')
      pieces = pieces.slice(1)
    }
  }
  const roles = rolesOf(pieces, script)
  const parts = pieces.map((piece, at) => partOf(piece, piece.role ?? roles[at] ?? 'unknown'))
  return { text, kind: 'person', script, parts, titles }
}

/** M/V, MT, F/V: how a ship is driven or what for, written before its name or not. */
const ofVessel = /^(?:m[./]?[vt]|f[./]?v|s[./][sv]|t[./]b)\.?\s+(?=\S{2})/i
/** Hai Long No. 3 is Hai Long 3. */
const countWords = new Set(['no', 'nr', 'num', 'number'])

/** Organisations and things: legal forms and numbers are told apart, no word is a title and none is left out. */
function readOther(
  text: string,
  unicode: string,
  about: { readonly kind: NameKind; readonly script: string },
): ReadName {
  const plain = about.kind === 'organisation' ? setApartForms(unicode) : unicode.replace(ofVessel, '')
  const words = wordsOf(prepared(plain)).filter(
    ({ folded }, at, all) => !countWords.has(folded) || !/^\d+$/.test(all[at + 1]?.folded ?? ''),
  )
  const folded = words.map((word) => word.folded)
  const parts: NamePart[] = []
  for (let at = 0; at < words.length; at += 1) {
    const form = about.kind === 'organisation' ? legalFormAt(folded, at) : undefined
    if (form !== undefined) {
      parts.push(formPart(folded.slice(at, at + form.words).join(' '), form.kind))
      at += form.words - 1
    } else parts.push(wordPart(words[at]))
  }
  return { text, ...about, parts, titles: [] }
}

function formPart(written: string, kind: string): NamePart {
  return { written, readings: [kind], sounds: [kind], initial: false, role: 'legal-form', surname: undefined }
}

function wordPart(word: Word | undefined): NamePart {
  const piece: Piece = {
    folded: word?.folded ?? '',
    marked: word?.marked ?? '',
    capital: false,
    side: undefined,
  }
  const number = numberOf(piece.folded)
  if (number === undefined) return partOf(piece, 'unknown')
  return {
    written: piece.folded,
    readings: [number],
    sounds: [number],
    initial: false,
    role: 'number',
    surname: undefined,
  }
}
