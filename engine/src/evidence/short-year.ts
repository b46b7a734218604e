/**
 * Dates whose year has two digits, `12/03/85` or `'85`: `XX85-03-12` and `XX85` in normal form (EDTF writes what is not known of
 * a year so). 28 may be 1928 or 2528 of the Buddhist era, which is 1985: it agrees with either, and says less than a whole year.
 */

/** What such a year is counted from, so that it is a number no whole year is: 85 is 10085. */
export const shortYears = 10_000
const shift = 543 % 100

const twoDigits = String.raw`\d\d`
const oneOrTwo = String.raw`\d{1,2}`
const mark = "['\u2019\u2018\u02bc`\u00b4]"
const yearAlone = new RegExp(`^${mark}(${twoDigits})$`)
const yearLast = new RegExp(`^(${oneOrTwo})([-/. ])(${oneOrTwo})\\2${mark}?(${twoDigits})$`)
const yearFirst = new RegExp(`^${mark}?(${twoDigits})([-/. ])(${oneOrTwo})\\2(${oneOrTwo})$`)

/** The normal form of a folded text; empty where it is no such date, or could be read in two orders (`05-06-07`). */
export function readShortDate(plain: string): string {
  const alone = yearAlone.exec(plain)
  if (alone) return dated(Number(alone[1]), 0, 0)
  if (/^\d{6}$/.test(plain)) return withoutMarks(plain)
  const last = yearLast.exec(plain)
  if (last && (Number(last[4]) > 31 || /[/.]/.test(last[2] ?? '')) && Number(last[1]) <= 31)
    return dayFirst(Number(last[4]), Number(last[1]), Number(last[3]))
  const first = yearFirst.exec(plain)
  return first && Number(first[1]) > 31 ? dated(Number(first[1]), Number(first[3]), Number(first[4])) : ''
}

/** A bare `85`: a year where the values beside it are dates, an age or a number of something else where they are not. */
export function readBareYear(plain: string): string {
  return /^\d\d$/.test(plain) ? dated(Number(plain), 0, 0) : ''
}

/** 850312 as passports have it, 120385 as people type it; most days up to 31 can be read both ways, and then neither. */
function withoutMarks(digits: string): string {
  const [one = 0, two = 0, three = 0] = [0, 2, 4].map((at) => Number(digits.slice(at, at + 2)))
  const found = [dated(one, two, three), dated(three, two, one)].filter((date) => date.length === wholeLength)
  return found.length === 1 ? (found[0] ?? '') : ''
}

function dayFirst(year: number, day: number, month: number): string {
  return month > 12 && day <= 12 ? dated(year, day, month) : dated(year, month, day)
}

const wholeLength = 'XX85-03-12'.length

function dated(year: number, month: number, day: number): string {
  if (month > 12 || day > 31) return ''
  const known = month === 0 ? [] : day === 0 ? [month] : [month, day]
  return `XX${[year, ...known].map((part) => String(part).padStart(2, '0')).join('-')}`
}

/** Whether two years may be one, of which at least one has two digits. */
export function mayBeOneYear(one: number, other: number): boolean {
  const apart = Math.abs((one % 100) - (other % 100))
  if (apart === 0) return true
  // Which of the two is Buddhist is only open where it has two digits: whole years were told apart when they were read.
  return [
    [one, other],
    [other, one],
  ].some(([short = 0, year = 0]) => short >= shortYears && (year + shift) % 100 === short % 100)
}
