import type { NameRole } from '../name.ts'
import { isNameWord } from './meeting.ts'

/** Where a part's role and a name's kind and script are kept as numbers; only ever added to at the end. */
export const roles: readonly NameRole[] = [
  'unknown',
  'given',
  'family',
  'patronymic',
  'particle',
  'generation',
  'legal-form',
  'number',
]
export const kinds = ['person', 'organisation', 'other'] as const
/** The first stands for any that is not here. */
export const scripts: readonly string[] = [
  'other',
  'latin',
  'cyrillic',
  'greek',
  'armenian',
  'georgian',
  'hebrew',
  'arabic',
  'ethiopic',
  'indic',
  'sinhala',
  'thai',
  'lao',
  'burmese',
  'khmer',
  'hangul',
  'kana',
  'han',
  'common',
]
/** Bit of `partForm` that says the part is an initial. */
export const initialBit = 16
/** Bit of `partForm` that says the part is written as its first reading. */
export const latinBit = 32
/**
 * The lower bits of an entry of `deletions` are the reading, of one of `meetings` the name; the upper eight are the lowest of
 * its hash, by which those in the same bucket for another hash are told apart without being looked at.
 */
export const entryBits = 24
export const entryMask = 2 ** entryBits - 1

/** Whether a name is of Latin letters, by its `recordForm`. */
export function isLatinForm(form: number): boolean {
  return form >> 2 === latin
}

const latin = scripts.indexOf('latin')

const nameForms = Array.from({ length: 64 }, (_, form) =>
  isNameWord({ initial: (form & initialBit) !== 0, role: roles[form & 15] ?? 'unknown' }),
)

/** `isNameWord` of a part as the index keeps it. */
export function isNameForm(form: number): boolean {
  return nameForms[form] === true
}
