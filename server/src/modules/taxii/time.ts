/** A moment in microseconds of the epoch, as date_added counts; below 2^53 for two centuries. */
export type Micros = number

const shape = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)$/i

/** RFC 3339 with any fraction, or undefined. */
export function readMicros(text: string): Micros | undefined {
  const [, second = '', fraction = '', zone = ''] = shape.exec(text) ?? []
  const millis = Date.parse(`${second}${zone}`.toUpperCase())
  return Number.isNaN(millis) ? undefined : millis * 1000 + Number(fraction.padEnd(6, '0').slice(0, 6))
}

/** RFC 3339 in UTC with six digits, as TAXII 2.1 §1.6.1 wants every timestamp of its own. */
export function writeMicros(micros: Micros): string {
  const millis = Math.floor(micros / 1000)
  return new Date(millis).toISOString().replace('Z', `${String(micros - millis * 1000).padStart(3, '0')}Z`)
}
