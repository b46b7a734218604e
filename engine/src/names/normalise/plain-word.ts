import { isKnownKanji } from '../romanise/kanji.ts'
import { splitWord } from '../romanise/split-word.ts'
import type { Piece } from '../romanise/split-word.ts'
import { tellsRoles } from './role.ts'
import { scriptOf } from './script.ts'
import { mayBeTitle } from './titles.ts'
import { joinsOthers, wordsOf } from './words.ts'

/** A word that means the same wherever it stands in a person's name: no title, particle, patronymic or half of a word. */
export interface PlainWord {
  readonly script: string
  /** The word, or the article and the word behind it. */
  readonly pieces: readonly Piece[]
  /** Of capitals alone, two and more. */
  readonly isCapital: boolean
  readonly hasSmall: boolean
}

const onlyLetters = /^\p{L}[\p{L}\p{M}]*$/u
const small = /\p{Ll}/u
const capitals = /^\p{Lu}[\p{Lu}\p{M}]+$/u
/** What stands before a name on an air ticket without a space. */
const ticketTitle = /^[A-Z]{4,}(?:MR|MRS|MSTR|MISS)$/
// Cut into syllables, and told from Zawgyi by the whole text.
const burmese = /[\u1000-\u109f]/

const plainLatin = /^[A-Za-z]+$/
const smallLatin = /[a-z]/

/** A word between spaces as it was written, undefined where it may mean something else beside other words. */
export function plainWord(written: string): PlainWord | undefined {
  if (plainLatin.test(written)) return latinWord(written)
  if (!onlyLetters.test(written) || burmese.test(written)) return undefined
  const [word, ...others] = wordsOf(written)
  if (word === undefined || others.length > 0 || word.folded === '') return undefined
  const { folded, marked } = word
  if (mayBeTitle(written, word) || joinsOthers(folded) || tellsRoles(folded) || isKnownKanji(folded))
    return undefined
  return {
    script: scriptOf(written),
    pieces: splitWord({ folded, marked, capital: false, side: undefined }, among),
    isCapital: capitals.test(written),
    hasSmall: small.test(written),
  }
}

/** The same of a word in plain Latin letters, as most are. */
function latinWord(written: string): PlainWord | undefined {
  const folded = written.toLowerCase()
  const word = { folded, marked: folded, capital: false, side: undefined }
  if (ticketTitle.test(written) || mayBeTitle(written, word) || joinsOthers(folded) || tellsRoles(folded))
    return undefined
  const hasSmall = smallLatin.test(written)
  return { script: 'latin', pieces: [word], isCapital: written.length > 1 && !hasSmall, hasSmall }
}

// As one of several words: a name of one word may be a surname and a given name.
const among = 2
