import { isoDay } from '../calendar.ts'
import { inventName } from '../name/invent-name.ts'
import type { InventedName, LanguageName, Sex } from '../name/invent-name.ts'
import type { Random } from '../random.ts'
import { issuers } from '../safe-value.ts'
import type { SafeValues } from '../safe-value.ts'

/** An invented person as the world knows him or her; what an agency writes down may differ. */
export interface Being {
  readonly id: string
  readonly cast: string
  readonly name: InventedName
  readonly sex: Sex
  /** ISO day. */
  readonly birth: string
  /** ISO 3166 alpha-2, as papers state it. */
  readonly nationality: string
  readonly passport: string
  readonly issuer: string
  readonly phones: readonly string[]
}

export interface BeingWish {
  readonly id: string
  readonly cast: string
  readonly language: LanguageName
  readonly sex?: Sex
  readonly name?: InventedName
  readonly phones?: number
  readonly youngest?: number
  readonly oldest?: number
}

const nationalities: Readonly<Record<LanguageName, string>> = {
  thai: 'th',
  burmese: 'mm',
  khmer: 'kh',
  lao: 'la',
  chinese: 'cn',
  vietnamese: 'vn',
  korean: 'kr',
  hindi: 'in',
  amharic: 'et',
  indonesian: 'id',
  filipino: 'ph',
  english: 'gb',
}

/** Makes one person. Ages are whole years on the story's first day; 20 to 58 unless the wish says otherwise. */
export function makeBeing(random: Random, safe: SafeValues, wish: BeingWish): Being {
  const sex = wish.sex ?? random.pick(['F', 'M'] as const)
  return {
    id: wish.id,
    cast: wish.cast,
    name: wish.name ?? inventName(random, wish.language, sex),
    sex,
    birth: birthOf(random, wish.youngest ?? 20, wish.oldest ?? 58),
    nationality: nationalities[wish.language],
    passport: safe.passport(),
    issuer: random.pick(issuers),
    phones: Array.from({ length: wish.phones ?? 1 }, safe.phone),
  }
}

function birthOf(random: Random, youngest: number, oldest: number): string {
  return isoDay(-random.between(youngest * 366, oldest * 365))
}

/**
 * A birth date as an agency wrote it: mostly right, else the year alone, day and month exchanged,
 * or one year off (the usual slip when a Buddhist year is turned back with 544).
 */
export function birthAsWritten(random: Random, birth: string): string {
  const [year = '', month = '', day = ''] = birth.split('-')
  const turn = random.next()
  if (turn < 0.74) return birth
  if (turn < 0.84) return year
  if (turn < 0.92 && Number(day) <= 12) return `${year}-${day}-${month}`
  if (turn < 0.97 && !(month === '02' && day === '29')) return `${Number(year) - 1}-${month}-${day}`
  return birth
}
