import { levelsOf } from './comparison.ts'
import type { Comparison } from './comparison.ts'
import { foldText } from '../names/normalise/fold.ts'
import { mayBeOneYear, readBareYear, readShortDate, shortYears } from './short-year.ts'

const buddhistShift = 543

const birthNames = [
  'far',
  'different',
  'short-apart',
  'same-year',
  'short-part',
  'two-parts',
  'partial',
  'one-digit',
  'swapped',
  'short-year',
  'other-era',
  'same',
] as const
const birthLevels = levelsOf([
  ['far', 0.02, -8],
  ['different', 0.03, -4],
  ['short-apart', 0.003, -3, 'different'],
  ['same-year', 0.02, -0.5],
  ['short-part', 0.005, 2.5, 'partial'],
  ['two-parts', 0.03, 3],
  ['partial', 0.01, 5],
  ['one-digit', 0.04, 4],
  ['swapped', 0.01, 6],
  ['short-year', 0.01, 7, 'same'],
  ['other-era', 0.005, 8.5],
  ['same', 0.82, 9],
])

type BirthLevel = (typeof birthNames)[number]
const birthNumbers = Object.fromEntries(birthNames.map((name, level) => [name, level])) as Readonly<
  Record<BirthLevel, number>
>

/** First and last days that databases and spreadsheets know, kept where none was told. */
const fillers = new Set(
  '0001-01-01 1111-11-11 1899-12-30 1899-12-31 1900-01-01 9999-12-31 XX00 XX00-01-01 XX11-11-11'.split(' '),
)

/** Dates of birth. Two dates that are far apart count much against, but never decide: people have papers with two. */
export const birthDates: Comparison = {
  levels: birthLevels,
  normalise: (text) => told(normaliseDate(text) || readShortDate(plainDate(text))),
  normaliseBeside: (text) => told(readBareYear(plainDate(text))),
  compare: (left, right) => birthNumbers[birthLevel(dayOf(left), dayOf(right))],
  sketch: {
    width: 1,
    of: (normal) => [dayOf(normal)],
    level: (numbers, left, right) => birthNumbers[birthLevel(numbers[left]!, numbers[right]!)],
  },
}

function told(date: string): string {
  return fillers.has(date) ? '' : date
}

/**
 * A date as `1987-05-03`, `1987-05` or `1987`, however it was written with numbers; empty when it is none. Impossible months
 * and days are kept: they are slips of a date that can still be compared. Years from 2401 to 2700 are Buddhist.
 */
export function normaliseDate(text: string): string {
  const plain = plainDate(text)
  const found =
    /^(?<year>\d{4})(?:[-/. ](?<month>\d{1,2})(?:[-/. ](?<day>\d{1,2}))?)?$/.exec(plain) ??
    /^(?<year>1[0-9]\d\d|2[0-7]\d\d)(?<month>\d{2})(?<day>\d{2})$/.exec(plain) ??
    /^(?<day>\d{1,2})[-/. ](?<month>\d{1,2})[-/. ](?<year>\d{4})$/.exec(plain) ??
    /^(?<day>\d{2})(?<month>\d{2})(?<year>\d{4})$/.exec(plain)
  if (!found?.groups) return ''
  const { year, month, day } = found.groups
  const written = Number(year)
  if (written === 0) return ''
  const common = written > 2400 && written <= 2700 ? written - buddhistShift : written
  const parts = [month, day].map((part) => Number(part ?? 0))
  // A month above 12 before a day that is none: the other order.
  const [first = 0, second = 0] =
    (parts[0] ?? 0) > 12 && (parts[1] ?? 0) <= 12 && (parts[1] ?? 0) > 0 && !/^\d{8}$|^\d{4}/.test(plain)
      ? parts.toReversed()
      : parts
  const pad = (part: number): string => String(part).padStart(2, '0')
  const known = first === 0 ? [] : second === 0 ? [pad(first)] : [pad(first), pad(second)]
  return [String(common).padStart(4, '0'), ...known].join('-')
}

/** Folded, without the time of day. */
function plainDate(text: string): string {
  return foldText(text).replace(/^[~\s]+|t\d{2}:\d{2}.*$|\s\d{1,2}:\d{2}.*$|\s+$/g, '')
}

/** A date as one number, 19870503; a month or day that is not known is 0, and a year of two digits counted from 10000. */
function dayOf(normal: string): number {
  return yearOf(normal) * 10_000 + Number(normal.slice(5, 7)) * 100 + Number(normal.slice(8, 10))
}

function yearOf(normal: string): number {
  return normal.startsWith('X') ? shortYears + Number(normal.slice(2, 4)) : Number(normal.slice(0, 4))
}

function birthLevel(a: number, b: number): BirthLevel {
  if (a === b) return 'same'
  if (a >= firstShort || b >= firstShort) return shortLevel(a, b)
  const [yearA, yearB] = [Math.floor(a / 10_000), Math.floor(b / 10_000)]
  const [monthA, monthB] = [Math.floor(a / 100) % 100, Math.floor(b / 100) % 100]
  const [dayA, dayB] = [a % 100, b % 100]
  const years = Math.abs(yearA - yearB)
  const apart = years === 0 ? 'same-year' : years <= 3 ? 'different' : 'far'
  if (dayA === 0 || dayB === 0) {
    const isPart = years === 0 && (monthA === monthB || monthA === 0 || monthB === 0)
    return isPart ? 'partial' : apart
  }
  if (isOtherEra(a, b)) return 'other-era'
  const same = Number(years === 0) + Number(monthA === monthB) + Number(dayA === dayB)
  // A slip leaves at least one of the three as it was, so most pairs end here.
  if (same === 0) return apart
  if (years === 0 && monthA === dayB && dayA === monthB) return 'swapped'
  return isOneSlip(a, b) ? 'one-digit' : same === 2 ? 'two-parts' : apart
}

const firstShort = shortYears * 10_000

/** Never more than the same finding in whole years: two digits agree by chance in one pair of forty. */
function shortLevel(a: number, b: number): BirthLevel {
  const [monthA, monthB] = [Math.floor(a / 100) % 100, Math.floor(b / 100) % 100]
  const [dayA, dayB] = [a % 100, b % 100]
  const isYear = mayBeOneYear(Math.floor(a / 10_000), Math.floor(b / 10_000))
  const [isMonth, isDay] = [monthA === monthB, dayA === dayB]
  if (dayA === 0 || dayB === 0) {
    const isPart = isMonth || monthA === 0 || monthB === 0
    return isYear ? (isPart ? 'short-part' : 'same-year') : 'short-apart'
  }
  if (isMonth && isDay && isYear) return suspectDays.has(a % 10_000) ? 'short-part' : 'short-year'
  if (isMonth && isDay) return 'two-parts'
  if (!isYear) return 'short-apart'
  const isSwapped = monthA === dayB && dayA === monthB
  return isMonth || isDay || isSwapped ? 'short-part' : 'same-year'
}

/** Whether one digit is another, or two neighbours are exchanged. */
function isOneSlip(left: number, right: number): boolean {
  let [a, b] = [left, right]
  while (a % 10 === b % 10) [a, b] = [Math.floor(a / 10), Math.floor(b / 10)]
  const isExchanged = a % 10 === Math.floor(b / 10) % 10 && b % 10 === Math.floor(a / 10) % 10
  return (
    Math.floor(a / 10) === Math.floor(b / 10) || (isExchanged && Math.floor(a / 100) === Math.floor(b / 100))
  )
}

/** The same day counted from another beginning: Buddhist years left or taken twice, or one of the two in the Hijri calendar. */
function isOtherEra(a: number, b: number): boolean {
  const [early, late] = a < b ? [a, b] : [b, a]
  if (late - early === buddhistShift * 10_000) return true
  const year = Math.floor(early / 10_000)
  if (year < 1300 || year > 1500 || late < 1882_00_00) return false
  const month = Math.floor(early / 100) % 100
  // Tabular Islamic calendar: within two days of what was seen in the sky.
  const days =
    Math.floor((11 * year + 3) / 30) +
    354 * year +
    30 * month -
    Math.floor((month - 1) / 2) +
    (early % 100) -
    385
  return Math.abs(days + 1_948_440 - julianDay(late)) <= 2
}

function julianDay(day: number): number {
  const [year, month] = [Math.floor(day / 10_000), Math.floor(day / 100) % 100]
  return Math.floor(Date.UTC(year, Math.max(month, 1) - 1, Math.max(day % 100, 1)) / 86_400_000) + 2_440_588
}

/**
 * Whether the day of a full date is likelier a filler than known: first of January, first of July, 15 June, last of December.
 * Lists are full of them, so such a day says no more than its year.
 */
export function isSuspectDay(date: string): boolean {
  return date.length === wholeLength && suspectDays.has(dayOf(date) % 10_000)
}

const suspectDays: ReadonlySet<number> = new Set([101, 701, 615, 1231])

/** A filler date counts like its year. */
const suspectBits = 3

/** The most that having a date in common can say: no more than what is known of it, however seldom it is met. */
export function mostBirthBits(date: string): number {
  const isShort = date.startsWith('X')
  if (date.length < wholeLength) return bitsOf(isShort ? 'short-part' : 'partial')
  if (isSuspectDay(date)) return isShort ? bitsOf('short-part') : suspectBits
  return isShort ? bitsOf('short-year') : Infinity
}

const wholeLength = '1987-05-03'.length

function bitsOf(level: BirthLevel): number {
  return birthLevels[birthNumbers[level]]?.bits ?? 0
}

const eventLevels = levelsOf([
  ['far', 0.02, -7],
  ['within-month', 0.08, -1],
  ['within-ten-days', 0.15, 1.5],
  ['within-three-days', 0.25, 3.5],
  ['within-a-day', 0.2, 5],
  ['same', 0.3, 6.5],
])

/** Days on which something happened, as two sides booked it. */
export const eventDates: Comparison = {
  levels: eventLevels,
  normalise: normaliseDate,
  compare: (left, right) =>
    left === right ? 5 : eventLevel(julianDay(dayOf(left)), julianDay(dayOf(right))),
  sketch: {
    width: 1,
    of: (normal) => [julianDay(dayOf(normal))],
    level: (numbers, left, right) => eventLevel(numbers[left]!, numbers[right]!),
  },
}

function eventLevel(left: number, right: number): number {
  const days = Math.abs(left - right)
  if (days <= 1) return 4
  if (days <= 3) return 3
  return days <= 10 ? 2 : days <= 31 ? 1 : 0
}
