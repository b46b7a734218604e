import { birthDates, mostBirthBits } from '../../evidence/compare-dates.ts'
import { shortYears } from '../../evidence/short-year.ts'

/** A date as one number, year, month and day side by side; what is not known is 0, 85 of two digits 10085. Any way of writing that evidence reads. */
export function packDate(text: string | undefined): number {
  if (text === undefined || text === '') return 0
  const plain = packPlain(text)
  if (plain > 0) return plain
  const known = packed.get(text)
  if (known !== undefined) return known
  if (packed.size >= mostPacked) packed.clear()
  const date = packedDate(text)
  packed.set(text, date)
  return date
}

/** `1987-05-03`, as nearly all dates of a list are written; nought for any other. */
function packPlain(text: string): number {
  if (text.length !== 10 || text.charCodeAt(4) !== dash || text.charCodeAt(7) !== dash) return 0
  const year = numberIn(text, 0, 4)
  const month = numberIn(text, 5, 7)
  const day = numberIn(text, 8, 10)
  // Up to 1900 stand the days that databases fill in.
  const isPlain = year > 1900 && year <= 2400 && month >= 1 && month <= 12 && day >= 1
  return isPlain ? year * 2 ** 14 + month * 2 ** 7 + day : 0
}

const dash = 45
const zero = 48

/** The number that digits write, below nought where something else stands there. */
function numberIn(text: string, from: number, to: number): number {
  let number = 0
  for (let at = from; at < to; at += 1) {
    const digit = text.charCodeAt(at) - zero
    if (digit < 0 || digit > 9) return -1
    number = number * 10 + digit
  }
  return number
}

/** A lifetime has some 25,000 days, and reading one takes longer than all else that is kept of a name. */
const mostPacked = 50_000
const packed = new Map<string, number>()

function packedDate(text: string): number {
  const [year = '', month = '', day = ''] = birthDates.normalise(text).split('-')
  const written = year.startsWith('X') ? shortYears + Number(year.slice(2)) : Number(year)
  return written * 2 ** 14 + Number(month) * 2 ** 7 + Number(day)
}

/** The date in normal form; empty where none is known. */
export function unpackDate(date: number): string {
  const pieces = [date >>> 14, (date >>> 7) & 127, date & 127]
  const known = pieces[1] === 0 ? 1 : pieces[2] === 0 ? 2 : 3
  return date === 0
    ? ''
    : pieces
        .slice(0, known)
        .map((piece, at) => (at === 0 ? yearText(piece) : twoDigits(piece)))
        .join('-')
}

function yearText(year: number): string {
  return year >= shortYears ? `XX${twoDigits(year - shortYears)}` : String(year).padStart(4, '0')
}

const twoDigits = (number: number): string => String(number).padStart(2, '0')

/** How two birth dates speak for one person, in bits (see `engine/src/evidence`); nothing where one is not known. */
export function weighDates(
  left: number,
  right: number,
): { readonly level: string; readonly bits: number } | undefined {
  if (left === 0 || right === 0) return undefined
  const [one, other] = [unpackDate(left), unpackDate(right)]
  const level = birthDates.levels[birthDates.compare(one, other)]
  if (!level) return undefined
  return { level: level.name, bits: one === other ? Math.min(level.bits, mostBirthBits(one)) : level.bits }
}

const liftPerBit = 0.05
const mostLift = 0.5
const dropPerBit = 0.04
const mostDrop = 0.3

/** A name's score with what the dates say: it moves towards 1 or down, but a date never excludes: people have two. */
export function withDates(score: number, bits: number): number {
  return bits > 0
    ? score + (1 - score) * Math.min(mostLift, bits * liftPerBit)
    : score * (1 - Math.min(mostDrop, -bits * dropPerBit))
}
