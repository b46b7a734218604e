import { buddhistEraOffset, isWhen } from '@shield/core'
import type { When } from '@shield/core'

import { plainDigits, plainText } from './text.ts'

export interface DateOptions {
  /** How the source counts years. Unless told, years above 2400 are Buddhist: nobody alive was born in 2400 CE. */
  readonly era?: 'buddhist' | 'gregorian'
  /** Order of all-number dates; day first unless told, as in Thailand, the Philippines' papers and the UN's. */
  readonly order?: 'dmy' | 'mdy'
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

/** A date as people write it, as a partial date of the common era; undefined when it is none (also for 30 February). */
export function readDate(text: string, options: DateOptions = {}): When | undefined {
  const plain = plainDigits(plainText(text)).toLowerCase()
  const about = /^(?:c\.?|ca\.?|circa|about|approximately|ประมาณ|~)\s*/.exec(plain)?.[0] ?? ''
  const said = /พ\.?\s?ศ\.?|b\.?e\.?(?=\s|\d|$)/.test(plain) ? 'buddhist' : options.era
  const rest = plain
    .slice(about.length)
    .replace(/พ\.?\s?ศ\.?|ค\.?\s?ศ\.?|วันที่|\bb\.?e\.?(?=\s|$)/g, ' ')
    .replace(/t\d{2}:\d{2}.*$|\s\d{1,2}:\d{2}(?::\d{2})?.*$/, '')
    .trim()
  const found = inOrder(rest) ?? inWords(rest) ?? inNumbers(rest, options.order ?? 'dmy')
  if (!found) return undefined
  const year = yearOf(found.year, said)
  const pad = (value: number): string => String(value).padStart(2, '0')
  const when = [
    `${about === '' ? '' : '~'}${String(year).padStart(4, '0')}`,
    ...(found.month === undefined ? [] : [pad(found.month)]),
    ...(found.day === undefined || found.month === undefined ? [] : [pad(found.day)]),
  ].join('-')
  return isWhen(when) ? when : undefined
}

interface Parts {
  readonly year: number
  readonly month?: number
  readonly day?: number
}

function yearOf(year: number, era: DateOptions['era']): number {
  if (era === 'buddhist' || (era === undefined && year > 2400)) return year - buddhistEraOffset
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

function monthOf(word: string): number | undefined {
  const thai = word.replaceAll(' ', '')
  const dotless = thai.replaceAll('.', '')
  const at = thaiMonths.findIndex(([whole, short]) => thai === whole || dotless === short.replaceAll('.', ''))
  if (at >= 0) return at + 1
  const english = englishMonths.indexOf(word.replace(/[.,-]/g, '').slice(0, 3))
  return english >= 0 && /^[a-z.,-]+$/.test(word) ? english + 1 : undefined
}

/** 3/5/1987, 03.05.2530. A first number above 12 can only be a day, whatever the order. */
function inNumbers(text: string, order: 'dmy' | 'mdy'): Parts | undefined {
  const found = /^(\d{1,2})[/.\-\s](\d{1,2})[/.\-\s](\d{4})$/.exec(text)
  if (!found) {
    const month = /^(\d{1,2})[/.-](\d{4})$/.exec(text)
    return month ? { year: Number(month[2]), month: Number(month[1]) } : undefined
  }
  const [first, second, year] = [Number(found[1]), Number(found[2]), Number(found[3])]
  const isDayFirst = first > 12 || (order === 'dmy' && second <= 12)
  return isDayFirst ? { year, month: second, day: first } : { year, month: first, day: second }
}
