import { unifyArabic } from './arabic-letters.ts'
import { compatible, foldText, withoutLookAlikes } from './fold.ts'

export interface Word {
  /** Folded, of one script. */
  readonly folded: string
  /** Small letters with their marks, for umlauts; the same string as `folded` where there are none. */
  readonly marked: string
  /** Written in capitals among words that are not. */
  readonly capital: boolean
  /** 0 before, 1 after the comma that sets the family name first; undefined without one. */
  readonly side: 0 | 1 | undefined
}

const ascii = /^[\x20-\x7e]*$/
const word =
  /[\p{L}\p{N}][\p{L}\p{M}\p{N}\u200c\u200d]*(?:(?:['’ʼ`ʻ׳"״](?=\p{L}))[\p{L}\p{M}\p{N}\u200c\u200d]+)*(?:[׳'](?![\p{L}\p{M}]))?/gu
const asciiWord = /[A-Za-z0-9]+(?:['`](?=[A-Za-z])[A-Za-z0-9]+)*/g
/** s/o, d/o, w/o, c/o of South Asia and a/l, a/p of Malaysia. */
const relation = /(?<![\p{L}\p{M}])([sdwchaSDWCHA])\/([oOlLpP])(?![\p{L}\p{M}])/gu

const relations: Readonly<Record<string, string>> = {
  's/o': 'sonof',
  'a/l': 'sonof',
  'd/o': 'daughterof',
  'a/p': 'daughterof',
  'w/o': 'wifeof',
  'c/o': 'careof',
  'h/o': 'husbandof',
}

const plainLatin = /^[A-Za-z]+(?: [A-Za-z]+)*$/
const lower = /[a-z]/

/** The words of a name as written, in order; family first is told by a comma, a slash of an air ticket, or `<<`. */
export function wordsOf(text: string): readonly Word[] {
  if (plainLatin.test(text)) return plainWords(text)
  const sided = familyFirst(text)
  const mixed = /\p{Ll}/u.test(text)
  if (sided === undefined) return cutWords(text, mixed, undefined)
  return [...cutWords(sided[0], mixed, 0), ...cutWords(sided[1], mixed, 1)]
}

/** Most names of a Latin list: letters and single spaces. */
function plainWords(text: string): readonly Word[] {
  const mixed = lower.test(text)
  return text.split(' ').map((one) => {
    const folded = one.toLowerCase()
    return { folded, marked: folded, capital: mixed && one.length > 1 && !lower.test(one), side: undefined }
  })
}

function cutWords(text: string, mixed: boolean, side: 0 | 1 | undefined): readonly Word[] {
  const written = ascii.test(text) ? text.match(asciiWord) : compatible(text).match(word)
  const words: Word[] = []
  for (const one of written ?? []) {
    const marked = one.toLowerCase()
    const folded = ascii.test(one) ? marked.replace(/['`]/g, '') : foldedWord(marked)
    const capital = mixed && one.length > 1 && /^\p{Lu}[\p{Lu}\p{M}'’-]+$/u.test(one)
    if (folded !== '') words.push({ folded, marked, capital, side })
  }
  return words
}

function foldedWord(marked: string): string {
  const folded = withoutLookAlikes(foldText(marked))
  if (/\p{Script=Arabic}/u.test(folded)) return unifyArabic(folded)
  // In Hebrew the apostrophe is a letter's mark; elsewhere it joins (O'Neil, N'Gozi).
  return /\p{Script=Hebrew}/u.test(folded)
    ? folded.replace(/[׳’]/g, "'").replace(/["״]/g, '"')
    : folded.replace(/['’ʼ`ʻ׳"״]/g, '')
}

/** A text in two parts where its writer set the family name apart. */
function familyFirst(text: string): readonly [string, string] | undefined {
  const mrz = text.indexOf('<<')
  if (mrz > 0 && /[A-Z]/.test(text.slice(mrz))) return [text.slice(0, mrz), text.slice(mrz)]
  const comma = text.search(/[,،，、]/u)
  if (
    comma > 0 &&
    /\p{L}/u.test(text.slice(comma)) &&
    !/^[,،，、]\s*(?:jr|sr|ii|iii|iv|esq|phd|md)\b\.?\s*$/iu.test(text.slice(comma))
  )
    return [text.slice(0, comma), text.slice(comma + 1)]
  const ticket = /^([A-Z][A-Z' -]+)\/([A-Z][A-Z' -]*)$/.exec(text)
  return ticket === null ? undefined : [ticket[1] ?? '', ticket[2] ?? '']
}

/** Ma. Theresa: so Maria is shortened in the Philippines and in Spain; without its dot Ma is a name of many others. */
const maria = /(?<![\p{L}\p{M}])(?:Ma|MA)\.\s*(?=\p{Lu})/gu

/** What stands before the names on a passport's first line: P, a kind, the state in three letters (ICAO 9303). */
const ofPassport = /^[PVIAC]<(?:[A-Z]{3}|D<<)(?=[A-Z]+(?:<[A-Z]+)*<<)/
/** A whole line has 44 letters, on visas and cards 36; its second letter may then be any. */
const ofWholeLine = /^[PVIAC][A-Z<](?:[A-Z]{3}|D<<)(?=(?:[A-Z<]{39}|[A-Z<]{31})$)/

/** Before words are cut: passports' marks and titles of air tickets off the names, relations as words of their own. */
export function prepared(text: string): string {
  let plain = text.includes('.') ? text.replace(maria, 'Maria ') : text
  if (text.includes('<<')) plain = plain.replace(ofPassport, '').replace(ofWholeLine, '')
  if (text.includes('/'))
    plain = plain.replace(relation, (written) => ` ${relations[written.toLowerCase()] ?? written} `)
  if (/^[A-Z</, ]+$/.test(plain)) plain = plain.replace(/(?<=[A-Z]{4})(MR|MRS|MSTR|MISS)(?=$|[ </,])/g, ' $1')
  return plain
}

const servant = /^(?:abd|abd[aeou][lrnstdz]|عبد)$/u
const servantArticle = /^(?:al|el|ul|ol|ar|er|ur|as|es|us|ad|ed|ud|an|en|un|ash|esh|ush|at|et|ut|az|uz)$/

/** Abdul Rahman, Abd al-Rahman, عبد الرحمن: servant of one of God's names is one name, however many words it takes. */
export function joinedServants(words: readonly Word[]): readonly Word[] {
  if (!words.some(({ folded }) => (folded.startsWith('abd') || folded === 'عبد') && servant.test(folded)))
    return words
  const joined: Word[] = []
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at]
    if (word === undefined) continue
    const article = servantArticle.test(words[at + 1]?.folded ?? '') ? 1 : 0
    const name = words[at + 1 + article]
    const apart = article === 0 && word.folded === 'abd' && !/^[aeu]ll?ah?$/.test(name?.folded ?? '')
    if (
      !servant.test(word.folded) ||
      name === undefined ||
      name.folded.length < 3 ||
      apart ||
      !isServed(word, name)
    ) {
      joined.push(word)
      continue
    }
    const folded = word.folded + (article === 1 ? 'ul' : '') + name.folded
    joined.push({ ...word, folded, marked: folded })
    at += 1 + article
  }
  return joined
}

const religion = /^d(?:i|ee|y|ea)ne?$/
const religionArticle = /^(?:al|el|ul|ud|ad|ed)$/
const ofReligion = /^الد[يی]ن$/u
const ofGod = /^الله$/u
const long = 3

/**
 * جلال الدين, قدرت الله, Jalal al-Din: two nouns that are one name, for most Latin papers write Jalaluddin and Qudratullah.
 * Jalal Uddin stays two words, as in Bengal the second is passed on as a surname.
 */
export function joinedGenitives(words: readonly Word[]): readonly Word[] {
  if (words.length < 2 || !words.some(({ folded }) => endsGenitive(folded))) return words
  const joined: Word[] = []
  for (const [at, word] of words.entries()) {
    const before = joined.at(-1)
    const article = words[at - 1]
    if (ofReligion.test(word.folded) || ofGod.test(word.folded)) {
      if (before === undefined || before.folded.length < 2 || !/^[\u0600-\u06ff]/.test(before.folded))
        joined.push(word)
      else joined[joined.length - 1] = together(before, word.folded)
    } else if (religion.test(word.folded) && article !== undefined && religionArticle.test(article.folded)) {
      const noun = joined.at(-2)
      if (noun === undefined || noun.folded.length < long || noun.side !== word.side) joined.push(word)
      else joined.splice(-2, 2, together(noun, 'uddin'))
    } else joined.push(word)
  }
  return joined
}

/** Whether a word may be half of one with its neighbours. */
export function joinsOthers(folded: string): boolean {
  return servant.test(folded) || endsGenitive(folded)
}

function endsGenitive(folded: string): boolean {
  return religion.test(folded) || ofReligion.test(folded) || ofGod.test(folded)
}

function together(noun: Word, rest: string): Word {
  const folded = noun.folded + rest
  return { ...noun, folded, marked: folded }
}

/** In Arabic script the article must follow; abd and abu take a name only of the same side of a comma. */
function isServed(word: Word, name: Word): boolean {
  return word.side === name.side && (word.folded === 'عبد' ? name.folded.startsWith('ال') : true)
}

/** Names in one text that are of one person each by itself: "Somchai @ Lek", "John alias Jack", "Li (李) a.k.a. Lee". */
export function splitAliases(text: string): readonly string[] {
  return text
    .split(
      /\s*(?:@|;|\balias\b|\ba\.?\/?k\.?\/?a\.?(?=\s)|\bf\.?\/?k\.?\/?a\.?(?=\s)|[()（）[\]]|หรือ(?=\s)|又名|别名|化名)\s*/iu,
    )
    .map((name) => name.trim())
    .filter((name) => /\p{L}/u.test(name))
}
