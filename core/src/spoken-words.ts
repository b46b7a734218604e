import type { IndicatorSet, Texts } from './indicator-set.ts'

/** Languages in which what this release ships is read out; a node may load more. English is the source of each. */
export const spokenLanguages = ['en', 'th', 'my', 'km', 'lo', 'zh', 'vi', 'hi', 'id', 'am', 'sw'] as const
export type SpokenLanguage = (typeof spokenLanguages)[number]

/** What is read out beside the questions of an interview: safety, agreement, arrival, answers. */
export const readAloudSet = 'read-aloud'

/** A text with its English source. `forOfficer`: a name or note that nobody reads out to the person. */
export interface SpokenText {
  readonly id: string
  readonly en: string
  readonly forOfficer: boolean
}

/** Everything of a set that is put into other languages: what is read out by the id of its indicator, names as `ID.name`. */
export function textsOf(set: IndicatorSet): readonly SpokenText[] {
  const named = [...set.dimensions, ...set.indicators, ...set.contraInformation, ...set.conclusions]
  return [
    ...set.indicators.map(({ id, question }) => ({ id, en: question['en'] ?? '', forOfficer: false })),
    ...named.map(({ id, name }) => ({ id: `${id}.name`, en: name['en'] ?? '', forOfficer: true })),
    ...set.contraInformation.map(({ id, note }) => ({
      id: `${id}.note`,
      en: note['en'] ?? '',
      forOfficer: true,
    })),
  ]
}

/** Texts of one language by their ids. */
export interface WordsOf {
  readonly language: string
  readonly texts: Readonly<Record<string, string>>
}

/** A set with its texts in these languages beside the English. */
export function withWords(set: IndicatorSet, words: readonly WordsOf[]): IndicatorSet {
  const spoken = (id: string, own: Texts): Texts => ({
    ...own,
    ...Object.fromEntries(
      words.flatMap(({ language, texts }) =>
        texts[id] === undefined ? [] : [[language, texts[id]] as const],
      ),
    ),
  })
  const named = <T extends { readonly id: string; readonly name: Texts }>(all: readonly T[]): readonly T[] =>
    all.map((one) => ({ ...one, name: spoken(`${one.id}.name`, one.name) }))
  return {
    ...set,
    dimensions: named(set.dimensions),
    indicators: named(set.indicators).map((one) => ({ ...one, question: spoken(one.id, one.question) })),
    contraInformation: named(set.contraInformation).map((one) => ({
      ...one,
      note: spoken(`${one.id}.note`, one.note),
    })),
    conclusions: named(set.conclusions),
  }
}

/** Letters of each language; of a language that is not here any letter may stand. Burmese has its Unicode block, so Zawgyi's own marks are seen. */
const letters: Readonly<Record<string, RegExp>> = {
  am: /\p{Script=Ethiopic}/u,
  en: /\p{Script=Latin}/u,
  hi: /\p{Script=Devanagari}/u,
  id: /\p{Script=Latin}/u,
  km: /\p{Script=Khmer}/u,
  lo: /\p{Script=Lao}/u,
  my: /[\u1000-\u104f\uaa60-\uaa7f\ua9e0-\ua9fe]/u,
  sw: /\p{Script=Latin}/u,
  th: /\p{Script=Thai}/u,
  vi: /\p{Script=Latin}/u,
  zh: /\p{Script=Han}/u,
}

/** Words that everybody on the phone says in Latin letters, whatever the language. */
const everywhere = ['ID', 'IT', 'SIM']

/** Letters and marks of a text that its language has not; placeholders and words said everywhere alike are left out. */
export function strayLetters(language: string, text: string): readonly string[] {
  const own = letters[language]
  if (!own) return []
  const words = text.replaceAll(/\{\w+\}/g, ' ').replaceAll(/[A-Za-z]+/g, (word) => {
    return everywhere.includes(word) ? ' ' : word
  })
  return [...new Set(words.match(/[\p{L}\p{M}]/gu) ?? [])].filter((one) => !own.test(one))
}

/** Places for a name or a date in a text, sorted: a translation has the same as its source. */
export function placesIn(text: string): readonly string[] {
  return [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).toSorted()
}

/** Whether a version is later than another: numbers between dots, 0.10 after 0.9. */
export function isLater(version: string, than: string): boolean {
  const [left, right] = [numbersOf(version), numbersOf(than)]
  const at = left.findIndex((number, index) => number !== (right[index] ?? 0))
  return at === -1 ? false : (left[at] ?? 0) > (right[at] ?? 0)
}

function numbersOf(version: string): readonly number[] {
  return version.split('.').map(Number)
}
