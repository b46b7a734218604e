import { chosen, oneOf, textOf } from '../../ui/url.ts'

export const wordStates = ['signed', 'draft', 'missing'] as const

/** The sets; or one set in one language, all of it or what is in one state. */
export interface WordsUrl {
  readonly set?: string
  readonly language?: string
  readonly state?: (typeof wordStates)[number]
}

export function wordsOf(raw: Record<string, unknown>): WordsUrl {
  return chosen({
    set: textOf(raw['set'], 60),
    language: textOf(raw['language'], 20),
    state: oneOf(raw['state'], wordStates),
  })
}
