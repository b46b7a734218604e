import { buddhistEraOffset } from '@shield/core'

/** A day of the story, counted from 1 January 2026 (B.E. 2569) = 0. */
export type Day = number

/** The day on which the story stands still: 1 June 2026. */
export const storyDay: Day = 151
/** The day of the raid: 120 people cross one bridge, 12 May 2026. */
export const crossingDay: Day = 131
/** First of the 60 days of flights: 1 March 2026. */
export const firstFlightDay: Day = 59
export const flightDays = 60

const millisecondsPerDay = 86_400_000
const epoch = Date.UTC(2026, 0, 1)

const thaiMonths = 'ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค.'.split(' ')

/** `2026-05-12`. */
export function isoDay(day: Day): string {
  return new Date(epoch + day * millisecondsPerDay).toISOString().slice(0, 10)
}

/** `2026-05-12T08:30:00Z`; `minute` counts from midnight. */
export function isoInstant(day: Day, minute: number): string {
  return `${isoDay(day)}T${clock(minute)}:00Z`
}

/** `08:30`. */
export function clock(minute: number): string {
  const pad = (n: number): string => String(n).padStart(2, '0')
  return `${pad(Math.floor(minute / 60))}:${pad(minute % 60)}`
}

/** `12/05/2569`, day first, Buddhist era. An ISO year alone gives the Buddhist year alone. */
export function buddhistDate(iso: string): string {
  const [year, month, day] = iso.split('-')
  const era = String(Number(year) + buddhistEraOffset)
  return month === undefined || day === undefined ? era : `${day}/${month}/${era}`
}

/** `12 พ.ค. 2569`. */
export function buddhistDateInWords(iso: string): string {
  const [year, month, day] = iso.split('-')
  const era = String(Number(year) + buddhistEraOffset)
  if (month === undefined || day === undefined) return era
  return `${Number(day)} ${thaiMonths[Number(month) - 1] ?? ''} ${era}`
}

/** The same text with its digits written in Thai. */
export function thaiDigits(text: string): string {
  return text.replace(/[0-9]/g, (digit) => String.fromCharCode(0x0e50 + Number(digit)))
}
