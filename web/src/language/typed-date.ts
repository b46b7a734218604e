import { buddhistEraOffset, whenParts } from '@shield/core'
import type { When } from '@shield/core'

/** The three boxes of a date as somebody typed them; '' where a part is not known. */
export interface TypedDate {
  readonly day: string
  /** '1' to '12'. */
  readonly month: string
  readonly year: string
}

export type ReadDate =
  | { readonly state: 'empty' }
  | { readonly state: 'wrong' }
  | { readonly state: 'read'; readonly when: When }

/**
 * Reads typed parts into a partial date. A year from 2400 on is of the Buddhist era in whatever language it is typed:
 * nobody here was born in 2400 CE, and a person copying a Thai card into an English screen must not make a date 543 years off.
 * Thai digits count.
 */
export function readTypedDate({ day, month, year }: TypedDate): ReadDate {
  const [d, m, y] = [westernDigits(day), month, westernDigits(year)]
  if (d === '' && m === '' && y === '') return { state: 'empty' }
  if (!/^\d{4}$/.test(y) || (d !== '' && m === '') || !/^\d{0,2}$/.test(d)) return { state: 'wrong' }
  const common = Number(y) >= 2400 ? Number(y) - buddhistEraOffset : Number(y)
  const when = [
    String(common).padStart(4, '0'),
    m.padStart(m === '' ? 0 : 2, '0'),
    d.padStart(d === '' ? 0 : 2, '0'),
  ]
    .filter((part) => part !== '')
    .join('-')
  return whenParts(when) && common >= 1000 ? { state: 'read', when } : { state: 'wrong' }
}

/** The boxes for a known date, its year in the era of the reader. */
export function typedDate(when: When | undefined, buddhist: boolean): TypedDate {
  const parts = when === undefined ? undefined : whenParts(when)
  if (!parts) return { day: '', month: '', year: '' }
  return {
    day: parts.day === undefined ? '' : String(parts.day),
    month: parts.month === undefined ? '' : String(parts.month),
    year: String(buddhist ? parts.year + buddhistEraOffset : parts.year),
  }
}

function westernDigits(text: string): string {
  return text.trim().replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50))
}
