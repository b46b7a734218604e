import { foldText, withoutLookAlikes } from './normalise/fold.ts'
import { scriptOf } from './normalise/script.ts'
import { soundOf } from './romanise/sound.ts'

export type NameKind = 'person' | 'organisation' | 'other'

export type NameRole =
  | 'given'
  | 'family'
  | 'patronymic'
  | 'particle'
  | 'generation'
  | 'legal-form'
  | 'number'
  | 'unknown'

export interface NamePart {
  /** The folded word in its own script. */
  readonly written: string
  /** Latin a–z readings, likeliest first, 1 to 8; for a Latin word the folded word itself first. */
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
  /** Titles, ranks and honorifics taken off, folded. */
  readonly titles: readonly string[]
}

/** A name as its parts, each with how it may be written and heard in Latin letters. */
export function readName(text: string, kind: NameKind = 'person'): ReadName {
  const words = foldText(text).match(/[\p{L}\p{M}\p{N}]+(?:['’ʼ`ʻ][\p{L}\p{M}]+)*/gu) ?? []
  const parts = words.map((word) => partOf(withoutLookAlikes(word.replace(/['’ʼ`ʻ]/g, ''))))
  return { text, kind, script: scriptOf(text), parts, titles: [] }
}

function partOf(written: string): NamePart {
  return {
    written,
    readings: [written],
    sounds: [soundOf(written)],
    initial: /^\p{L}$/u.test(written),
    role: /^\d+$/.test(written) ? 'number' : 'unknown',
    surname: undefined,
  }
}
