/**
 * A date known in part, as people and documents give it: `2530` (Buddhist era), `1987`, `1987-05`, `1987-05-03`, `~1987`.
 * Always held in the common era as EDTF-like text (ISO 8601-2 level 1, approximate written `~` in front).
 */
export type When = string

const shape = /^(~?)(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/

export interface WhenParts {
  readonly year: number
  readonly month: number | undefined
  readonly day: number | undefined
  readonly about: boolean
}

/** Parts of a partial date, or undefined when the text is none (also for 30 February). */
export function whenParts(text: string): WhenParts | undefined {
  const found = shape.exec(text)
  if (!found) return undefined
  const year = Number(found[2])
  const month = found[3] === undefined ? undefined : Number(found[3])
  const day = found[4] === undefined ? undefined : Number(found[4])
  if (month !== undefined && (month < 1 || month > 12)) return undefined
  if (day !== undefined && (day < 1 || day > daysIn(year, month ?? 1))) return undefined
  return { year, month, day, about: found[1] === '~' }
}

export function isWhen(text: string): boolean {
  return whenParts(text) !== undefined
}

/** First and last day (ISO dates) a partial date can mean; an approximate one is widened by a year each way. */
export function whenRange(when: When): { readonly first: string; readonly last: string } {
  const parts = whenParts(when)
  if (!parts) throw new RangeError('not a partial date')
  const widen = parts.about ? 1 : 0
  const pad = (n: number, width = 2): string => String(n).padStart(width, '0')
  const year = (n: number): string => pad(n, 4)
  const first = `${year(parts.year - widen)}-${pad(parts.month ?? 1)}-${pad(parts.day ?? 1)}`
  const lastMonth = parts.month ?? 12
  const lastYear = parts.year + widen
  const last = `${year(lastYear)}-${pad(lastMonth)}-${pad(parts.day ?? daysIn(lastYear, lastMonth))}`
  return { first, last }
}

/** Thai and Lao papers count from 543 BCE: B.E. 2569 is 2026. */
export const buddhistEraOffset = 543

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}
