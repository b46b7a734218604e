/** Rows of one COPY in PostgreSQL's binary format, without its head and tail. */
export interface Rows {
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Where each row begins in the bytes, and where the last one ends. */
  readonly starts: Uint32Array<ArrayBuffer>
}

/**
 * Makes rows field by field, as bytes at once: nothing of a record is left behind for the collector, a thread hands them over
 * without copying, and PostgreSQL need not read numbers and escapes out of text.
 */
export interface RowMaker {
  /** Begins a row of so many fields; the first `numbers` of them are bigints that are put in when they are known (`number`). */
  row(fields: number, numbers?: number): void
  /** A row of others again, to which `more` fields will be added. */
  again(rows: Rows, row: number, more?: number): void
  /** Puts in the bigint at a place of the row that was begun last, counted from 0. */
  number(place: number, value: number): void
  small(value: number): void
  integer(value: number): void
  big(value: number): void
  integers(values: readonly number[]): void
  text(value: string | undefined): void
  json(text: string): void
  bytes(value: Uint8Array): void
  uuid(value: string): void
  readonly count: number
  readonly size: number
  rows(): Rows
}

const firstSize = 1024
const integerType = 23

export function createRowMaker(): RowMaker {
  let buffer = Buffer.allocUnsafeSlow(firstSize)
  let at = 0
  const starts: number[] = []

  function room(size: number): void {
    if (at + size <= buffer.length) return
    const larger = Buffer.allocUnsafeSlow(Math.max(buffer.length * 2, at + size))
    buffer.copy(larger, 0, 0, at)
    buffer = larger
  }
  function short(value: number): void {
    at = buffer.writeInt16BE(value, at)
  }
  function long(value: number): void {
    at = buffer.writeInt32BE(value, at)
  }
  function bigAt(value: number, place: number): void {
    // A BigInt for each would be garbage; ids stay below 2^53.
    buffer.writeInt32BE(Math.floor(value / 2 ** 32), place)
    buffer.writeUInt32BE(value >>> 0, place + 4)
  }
  function written(text: string, before: number): void {
    // PostgreSQL can't hold NUL in text.
    const clean = text.includes('\0') ? text.replaceAll('\0', '') : text
    room(4 + before + (clean.length < 1000 ? clean.length * 3 : Buffer.byteLength(clean)))
    const size = before + buffer.write(clean, at + 4 + before)
    long(size)
    at += size
  }

  return {
    row: (fields, numbers = 0) => {
      room(2 + numbers * 12)
      starts.push(at)
      short(fields)
      for (let place = 0; place < numbers; place += 1) {
        long(8)
        at += 8
      }
    },
    again: (rows, row, more = 0) => {
      const start = rows.starts[row] ?? 0
      const end = rows.starts[row + 1] ?? start
      room(end - start)
      starts.push(at)
      buffer.set(rows.bytes.subarray(start, end), at)
      if (more > 0) buffer.writeInt16BE(buffer.readInt16BE(at) + more, at)
      at += end - start
    },
    number: (place, value) => bigAt(value, (starts.at(-1) ?? 0) + 6 + place * 12),
    small: (value) => {
      room(6)
      long(2)
      short(value)
    },
    integer: (value) => {
      room(8)
      long(4)
      long(value)
    },
    big: (value) => {
      room(12)
      long(8)
      bigAt(value, at)
      at += 8
    },
    integers: (values) => {
      room(24 + values.length * 8)
      long((values.length === 0 ? 12 : 20) + values.length * 8)
      // Dimensions, no nulls, the type; of the one dimension its length and that it counts from 1.
      for (const head of [values.length === 0 ? 0 : 1, 0, integerType]) long(head)
      if (values.length > 0) for (const head of [values.length, 1]) long(head)
      for (const value of values) {
        long(4)
        long(value)
      }
    },
    text: (value) => {
      if (value !== undefined) return written(value, 0)
      room(4)
      long(-1)
    },
    json: (text) => {
      const place = at + 4
      written(text, 1)
      // The version of jsonb's binary form.
      buffer[place] = 1
    },
    bytes: (value) => {
      room(4 + value.length)
      long(value.length)
      buffer.set(value, at)
      at += value.length
    },
    uuid: (value) => {
      room(20)
      long(16)
      at += buffer.write(value.replaceAll('-', ''), at, 'hex')
    },
    get count() {
      return starts.length
    },
    get size() {
      return at
    },
    rows: () => ({
      bytes: new Uint8Array(buffer.buffer, 0, at),
      starts: Uint32Array.from([...starts, at]),
    }),
  }
}
