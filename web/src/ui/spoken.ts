import type { Texts } from '@shield/core'

/** What is read out to somebody: by language tag, and the languages in which nobody has signed the words yet. */
export interface Spoken {
  readonly texts: Texts
  readonly drafts: readonly string[]
}

/** Words as the node gives them. `drafts`: languages in which nobody has signed them. */
export function spokenOf(texts: Texts, drafts: readonly string[]): Spoken {
  return { texts, drafts }
}

/** What stands in the places of a text (`organisation`, `date`), in a language. */
export type Places = (language: string) => Readonly<Record<string, string>>

/** The words with their places filled in, each in its own language; a place that nothing is known for stays a gap. */
export function fillIn({ texts, drafts }: Spoken, places: Places): Spoken {
  const filled = Object.entries(texts).map(([language, text]): [string, string] => {
    const known = places(language)
    return [language, text.replaceAll(/\{(\w+)\}/g, (_, name: string) => known[name] ?? '……')]
  })
  return { texts: Object.fromEntries(filled), drafts }
}

export interface SpokenSide {
  readonly language: string
  readonly text: string
  readonly isDraft: boolean
  /** There is no text in the language asked for: this one stands in its place. */
  readonly isInstead: boolean
}

/** The text in a language, or what stands in its place: of `zh-Hant` that of `zh`, else the English. */
export function sideOf({ texts, drafts }: Spoken, language: string): SpokenSide {
  const wanted = [language, language.split('-')[0] ?? language]
  const found = wanted.find((tag) => texts[tag] !== undefined)
  const shown = found ?? 'en'
  return {
    language: shown,
    text: texts[shown] ?? '',
    isDraft: drafts.includes(shown),
    isInstead: found === undefined,
  }
}
