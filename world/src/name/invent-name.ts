import type { Random } from '../random.ts'
import { amharic, chinese, english, filipino, hindi, indonesian, korean } from './elsewhere.ts'
import { burmese, khmer, lao, vietnamese } from './mekong.ts'
import type { NameLanguage, NamePart } from './part.ts'
import { thai } from './thai.ts'

export const languages = {
  thai,
  burmese,
  khmer,
  lao,
  chinese,
  vietnamese,
  korean,
  hindi,
  amharic,
  indonesian,
  filipino,
  english,
} as const satisfies Record<string, NameLanguage>
export type LanguageName = keyof typeof languages

export type Sex = 'F' | 'M'

/** An invented name: its parts in the order its own people write them. */
export interface InventedName {
  readonly language: LanguageName
  readonly given: readonly NamePart[]
  readonly family: NamePart | undefined
}

/** A name put together from common parts. No two of the given parts are equal. */
export function inventName(random: Random, language: LanguageName, sex: Sex): InventedName {
  const rules: NameLanguage = languages[language]
  const [least, most] = rules.given
  const given = random.shuffle(sex === 'F' ? rules.female : rules.male).slice(0, random.between(least, most))
  return { language, given, family: rules.family.length > 0 ? random.pick(rules.family) : undefined }
}

/** In its own script and order. */
export function nativeName(name: InventedName): string {
  return ordered(name)
    .map((part) => part.native)
    .join(languages[name.language].joint)
}

/** In Latin letters, native order; `way` chooses among the spellings of each part. */
export function latinName(name: InventedName, way = 0): string {
  if (name.language === 'chinese' || name.language === 'korean') {
    const [family, given] = [latinOf(name.family, way), joinedGiven(name, way)]
    return `${family} ${given}`
  }
  return ordered(name)
    .map((part) => latinOf(part, way))
    .join(' ')
}

/** As a passport's machine-readable line gives it: `SURNAME, GIVEN NAMES`, plain capitals. */
export function passportName(name: InventedName, way = 0): string {
  const given =
    name.language === 'chinese' || name.language === 'korean'
      ? joinedGiven(name, way)
      : name.given.map((part) => latinOf(part, way)).join(' ')
  return plainLatin(name.family ? `${latinOf(name.family, way)}, ${given}` : given).toUpperCase()
}

/** In Thai letters, or in plain Latin where no usual Thai form is known. */
export function thaiName(name: InventedName): string {
  const all = ordered(name)
  if (all.some((part) => part.thai === '')) return plainLatin(latinName(name))
  return all.map((part) => part.thai).join(' ')
}

/** In Chinese characters, or undefined where one part has no usual form. Thai surnames are dropped, as chat groups do. */
export function hanName(name: InventedName): string | undefined {
  const all = name.language === 'thai' ? name.given : ordered(name)
  return all.every((part) => part.han !== '') ? all.map((part) => part.han).join('') : undefined
}

/** Latin letters without marks: what a form or a code page without them keeps. */
export function plainLatin(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('Đ', 'D').replaceAll('đ', 'd')
}

function ordered(name: InventedName): readonly NamePart[] {
  if (!name.family) return name.given
  return languages[name.language].order === 'family-first'
    ? [name.family, ...name.given]
    : [...name.given, name.family]
}

function latinOf(part: NamePart | undefined, way: number): string {
  if (!part) return ''
  return part.latin[way % part.latin.length] ?? part.native
}

/** Two given syllables are written as one word, the second in small letters. */
function joinedGiven(name: InventedName, way: number): string {
  const [first, ...rest] = name.given.map((part) => latinOf(part, way))
  return `${first ?? ''}${rest.map((text) => text.toLowerCase()).join('')}`
}
