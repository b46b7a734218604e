import { birthDates, normaliseDate } from '../../evidence/compare-dates.ts'

/** A date as one number, year, month and day side by side; what is not known is 0. Any way of writing that evidence reads. */
export function packDate(text: string | undefined): number {
  if (text === undefined || text === '') return 0
  const [year = 0, month = 0, day = 0] = normaliseDate(text).split('-').map(Number)
  return year * 2 ** 14 + month * 2 ** 7 + day
}

/** The date in normal form; empty where none is known. */
export function unpackDate(packed: number): string {
  const pieces = [packed >>> 14, (packed >>> 7) & 127, packed & 127]
  const known = pieces[1] === 0 ? 1 : pieces[2] === 0 ? 2 : 3
  return packed === 0
    ? ''
    : pieces
        .slice(0, known)
        .map((piece, at) => String(piece).padStart(at === 0 ? 4 : 2, '0'))
        .join('-')
}

/** How two birth dates speak for one person, in bits (see `engine/src/evidence`); nothing where one is not known. */
export function weighDates(
  left: number,
  right: number,
): { readonly level: string; readonly bits: number } | undefined {
  if (left === 0 || right === 0) return undefined
  const level = birthDates.levels[birthDates.compare(unpackDate(left), unpackDate(right))]
  return level && { level: level.name, bits: level.bits }
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
