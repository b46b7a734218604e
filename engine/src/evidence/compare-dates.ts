import { levelsOf } from './comparison.ts'
import type { Comparison } from './comparison.ts'
import { foldText } from '../names/normalise/fold.ts'
import { slipBetween } from './similarity.ts'

const buddhistShift = 543

const birthNames = [
  'far',
  'different',
  'same-year',
  'two-parts',
  'partial',
  'one-digit',
  'swapped',
  'other-era',
  'same',
] as const
const birthLevels = levelsOf([
  ['far', 0.02, -8],
  ['different', 0.03, -4],
  ['same-year', 0.02, -0.5],
  ['two-parts', 0.03, 3],
  ['partial', 0.01, 5],
  ['one-digit', 0.04, 4],
  ['swapped', 0.01, 6],
  ['other-era', 0.005, 8.5],
  ['same', 0.82, 9],
])

type BirthLevel = (typeof birthNames)[number]

/** Dates of birth. Two dates that are far apart count much against, but never decide: people have papers with two. */
export const birthDates: Comparison = {
  levels: birthLevels,
  normalise: normaliseDate,
  compare: (left, right) => birthNames.indexOf(birthLevel(left, right)),
}

/**
 * A date as `1987-05-03`, `1987-05` or `1987`, however it was written with numbers; empty when it is none. Impossible months
 * and days are kept: they are slips of a date that can still be compared. Years from 2401 to 2700 are Buddhist.
 */
export function normaliseDate(text: string): string {
  const plain = foldText(text).replace(/^[~\s]+|t\d{2}:\d{2}.*$|\s\d{1,2}:\d{2}.*$|\s+$/g, '')
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

function birthLevel(left: string, right: string): BirthLevel {
  if (left === right) return 'same'
  if (left.length === 10 && right.length === 10 && isUnlike(left, right))
    return yearsApart(left, right) <= 3 ? 'different' : 'far'
  const [a, b] = [left.split('-'), right.split('-')]
  const [yearA = '', monthA, dayA] = a
  const [yearB = '', monthB, dayB] = b
  const years = Math.abs(Number(yearA) - Number(yearB))
  if (a.length < 3 || b.length < 3) {
    const isPart = a.every((part, at) => b[at] === undefined || b[at] === part)
    return isPart ? 'partial' : years === 0 ? 'same-year' : years <= 3 ? 'different' : 'far'
  }
  if (isOtherEra(a.map(Number), b.map(Number))) return 'other-era'
  if (years === 0 && monthA === dayB && dayA === monthB) return 'swapped'
  const slip = slipBetween(a.join(''), b.join(''))
  if (slip === 'substitution' || slip === 'transposition') return 'one-digit'
  const same = Number(years === 0) + Number(monthA === monthB) + Number(dayA === dayB)
  if (same === 2) return 'two-parts'
  return years === 0 ? 'same-year' : years <= 3 ? 'different' : 'far'
}

/** Full dates with years, months and days that all differ, in more than a digit: most pairs, told without taking them apart. */
function isUnlike(left: string, right: string): boolean {
  let differing = 0
  for (let at = 0; at < 10; at += 1) if (left.charCodeAt(at) !== right.charCodeAt(at)) differing += 1
  if (differing <= 2 || left.startsWith(right.slice(0, 4)) || left.endsWith(right.slice(5))) return false
  const isOneEraAway = Number(left.slice(0, 4)) < 1501 !== Number(right.slice(0, 4)) < 1501
  return !isOneEraAway && left.slice(5, 7) !== right.slice(5, 7) && left.slice(8) !== right.slice(8)
}

function yearsApart(left: string, right: string): number {
  return Math.abs(Number(left.slice(0, 4)) - Number(right.slice(0, 4)))
}

/** The same day counted from another beginning: Buddhist years left or taken twice, or one of the two in the Hijri calendar. */
function isOtherEra(a: readonly number[], b: readonly number[]): boolean {
  const [yearA = 0, monthA = 0, dayA = 0] = a
  const [yearB = 0, monthB = 0, dayB = 0] = b
  if (Math.abs(yearA - yearB) === buddhistShift) return monthA === monthB && dayA === dayB
  const [hijri, common] = yearA < yearB ? [a, b] : [b, a]
  const [year = 0, month = 0, day = 0] = hijri
  if (year < 1300 || year > 1500 || (common[0] ?? 0) < 1882) return false
  // Tabular Islamic calendar: within two days of what was seen in the sky.
  const days =
    Math.floor((11 * year + 3) / 30) + 354 * year + 30 * month - Math.floor((month - 1) / 2) + day - 385
  return Math.abs(days + 1_948_440 - julianDay(common)) <= 2
}

function julianDay([year = 0, month = 1, day = 1]: readonly number[]): number {
  return Math.floor(Date.UTC(year, month - 1, day) / 86_400_000) + 2_440_588
}

/**
 * Whether the day of a full date is likelier a filler than known: first of January, first of July, 15 June, last of December.
 * Lists are full of them, so such a day says no more than its year.
 */
export function isSuspectDay(date: string): boolean {
  return /^\d{4}-(?:01-01|07-01|06-15|12-31)$/.test(date)
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
  compare: (left, right) => {
    if (left === right) return 5
    const [a, b] = [left.split('-').map(Number), right.split('-').map(Number)]
    const days = Math.abs(julianDay(a) - julianDay(b))
    if (days <= 1) return 4
    if (days <= 3) return 3
    return days <= 10 ? 2 : days <= 31 ? 1 : 0
  },
}
