import { buddhistEraOffset, isWhen } from '@shield/core'
import type { When } from '@shield/core'

import { plainDigits, plainText } from './text.ts'

export interface DateOptions {
  /** How the source counts years. Unless told, 2401 to 2700 are Buddhist (1858 to 2157); 9999 stays the never of databases. */
  readonly era?: 'buddhist' | 'gregorian'
  /** Order of all-number dates; day first unless told, as in Thailand and the UN's papers. `ymd` takes no other order. */
  readonly order?: 'dmy' | 'mdy' | 'ymd'
}

const thaiMonths = [
  ['มกราคม', 'ม.ค.'],
  ['กุมภาพันธ์', 'ก.พ.'],
  ['มีนาคม', 'มี.ค.'],
  ['เมษายน', 'เม.ย.'],
  ['พฤษภาคม', 'พ.ค.'],
  ['มิถุนายน', 'มิ.ย.'],
  ['กรกฎาคม', 'ก.ค.'],
  ['สิงหาคม', 'ส.ค.'],
  ['กันยายน', 'ก.ย.'],
  ['ตุลาคม', 'ต.ค.'],
  ['พฤศจิกายน', 'พ.ย.'],
  ['ธันวาคม', 'ธ.ค.'],
] as const
const englishMonths = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/**
 * A date as people write it, as a partial date of the common era; undefined when it is none (also for 30 February).
 * A span of at most three years is its middle, about: `1962 to 1964` is `~1963`.
 */
export function readDate(text: string, options: DateOptions = {}): When | undefined {
  const plain = plainDigits(plainText(text)).toLowerCase()
  const about = /^(?:c\.?|ca\.?|circa|about|approx(?:imately|\.)?|ประมาณ|~)\s*(?=\S)/.exec(plain)?.[0] ?? ''
  const era = eraOf(plain) ?? options.era
  const rest = plain
    .slice(about.length)
    .replace(/พ\.?\s?ศ\.?|ค\.?\s?ศ\.?|วันที่|เดือน|\b(?:b\.?e|c\.?e|a\.?d)\b\.?/g, ' ')
    .replace(/t\d{2}:\d{2}.*$|\s\d{1,2}:\d{2}(?::\d{2})?.*$/, '')
    .trim()
  const found = inOrder(rest) ?? inWords(rest) ?? inNumbers(rest, options.order ?? 'dmy')
  if (!found) return span(rest, era)
  const pad = (value: number): string => String(value).padStart(2, '0')
  const when = [
    `${about === '' ? '' : '~'}${String(yearOf(found.year, era)).padStart(4, '0')}`,
    ...(found.month === undefined ? [] : [pad(found.month)]),
    ...(found.day === undefined || found.month === undefined ? [] : [pad(found.day)]),
  ].join('-')
  return isWhen(when) ? when : undefined
}

function eraOf(text: string): DateOptions['era'] {
  if (/พ\.?\s?ศ|\bb\.?e\b/.test(text)) return 'buddhist'
  return /ค\.?\s?ศ|\b(?:c\.?e|a\.?d)\b/.test(text) ? 'gregorian' : undefined
}

/** 1962 to 1964, between 1962 and 1964, 1962-1964, 1962/1964. */
function span(text: string, era: DateOptions['era']): When | undefined {
  const found = /^(?:between\s+|from\s+)?(\d{4})\s*(?:to|and|until|ถึง|[-–/])\s*(\d{4})$/.exec(text)
  if (!found) return undefined
  const [first, last] = [yearOf(Number(found[1]), era), yearOf(Number(found[2]), era)]
  if (last < first || last - first > 2) return undefined
  const middle = `~${String(Math.floor((first + last) / 2)).padStart(4, '0')}`
  return isWhen(middle) ? middle : undefined
}

interface Parts {
  readonly year: number
  readonly month?: number
  readonly day?: number
}

function yearOf(year: number, era: DateOptions['era']): number {
  if (era === 'buddhist' || (era === undefined && year > 2400 && year <= 2700))
    return year - buddhistEraOffset
  return year
}

/** 1987, 1987-05, 1987-05-03, 1987/05/03, 19870503. */
function inOrder(text: string): Parts | undefined {
  const found =
    /^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  if (!found) return undefined
  // Sources write an unknown month or day as 00.
  const month = Number(found[2] ?? 0)
  const day = Number(found[3] ?? 0)
  return { year: Number(found[1]), ...(month > 0 ? { month } : {}), ...(month > 0 && day > 0 ? { day } : {}) }
}

/** 3 May 1987, May 1987, 03-May-1987, ๓ พ.ค. ๒๕๓๐. */
function inWords(text: string): Parts | undefined {
  const found =
    /^(?:(\d{1,2})(?:st|nd|rd|th)?[\s\-./]*)?([^\d\s]+(?:\s?[^\d\s]+)?)[\s\-./]*(?:(\d{1,2}),?\s+)?(\d{4})$/.exec(
      text,
    )
  if (!found) return undefined
  const month = monthOf(found[2] ?? '')
  if (month === undefined) return undefined
  const day = found[1] ?? found[3]
  return { year: Number(found[4]), month, ...(day === undefined ? {} : { day: Number(day) }) }
}

/**
 * `12-MAR-85` and `๑๒ มี.ค. ๒๘` as `12/3/85` and `12/3/28`: a year of two digits leaves open which one it is, so this is no date
 * yet, but a text that the evidence of birth can compare. Undefined where the text has no such form.
 */
export function shortDateInNumbers(text: string): string | undefined {
  const found = /^(\d{1,2})(?:st|nd|rd|th)?[\s\-./]*([^\d\s]+(?:\s?[^\d\s]+)?)[\s\-./]*?(\d{2})$/.exec(
    plainDigits(plainText(text)).toLowerCase(),
  )
  const month = monthOf(found?.[2]?.replace(/\s*['’]$/, '') ?? '')
  return found && month !== undefined ? `${found[1]}/${month}/${found[3]}` : undefined
}

function monthOf(word: string): number | undefined {
  const thai = word.replaceAll(' ', '')
  const dotless = thai.replaceAll('.', '')
  const at = thaiMonths.findIndex(([whole, short]) => thai === whole || dotless === short.replaceAll('.', ''))
  if (at >= 0) return at + 1
  const english = englishMonths.indexOf(word.replace(/[.,-]/g, '').slice(0, 3))
  return english >= 0 && /^[a-z.,-]+$/.test(word) ? english + 1 : undefined
}

/** 3/5/1987, 03.05.2530. A first number above 12 can only be a day, whatever the order. */
function inNumbers(text: string, order: 'dmy' | 'mdy' | 'ymd'): Parts | undefined {
  if (order === 'ymd') return undefined
  const found = /^(\d{1,2})[/.\-\s](\d{1,2})[/.\-\s](\d{4})$/.exec(text)
  if (!found) {
    const month = /^(\d{1,2})[/.-](\d{4})$/.exec(text)
    return month ? { year: Number(month[2]), month: Number(month[1]) } : undefined
  }
  const [first, second, year] = [Number(found[1]), Number(found[2]), Number(found[3])]
  const isDayFirst = first > 12 || (order === 'dmy' && second <= 12)
  return isDayFirst ? { year, month: second, day: first } : { year, month: first, day: second }
}
