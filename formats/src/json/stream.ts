import { defectOf } from '../rule.ts'
import { defaultLimits } from '../format.ts'
import type { Bytes, Limits, ReadOptions } from '../format.ts'
import type { RuleName } from '../rule.ts'
import { parseJson } from './parse.ts'
import { newScan, scan } from './scan.ts'
import { splitter } from './split.ts'
import type { Part, Wanted } from './split.ts'

export function limitsOf(options: ReadOptions | undefined): Limits {
  return { ...defaultLimits, ...options?.limits }
}

/** The first `size` bytes (fewer in a small file), and the whole file again from its start. */
export async function peek(bytes: Bytes, size: number): Promise<{ head: Uint8Array; whole: Bytes }> {
  const source = bytes[Symbol.asyncIterator]()
  const chunks: Uint8Array[] = []
  let length = 0
  while (length < size) {
    const next = await source.next()
    if (next.done) break
    chunks.push(next.value.slice())
    length += next.value.length
  }
  async function* whole(): AsyncGenerator<Uint8Array, void> {
    try {
      yield* chunks
      for (let next = await source.next(); !next.done; next = await source.next()) yield next.value
    } finally {
      await source.return?.()
    }
  }
  return { head: Buffer.concat(chunks).subarray(0, size), whole: whole() }
}

/** The rule that says why a file can't be JSON, judged by its first bytes. */
export function foreignFile(head: Uint8Array): RuleName | undefined {
  const [a, b, c] = head
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) return 'utf-16'
  if (a !== undefined && b !== undefined && (a === 0) !== (b === 0)) return 'utf-16'
  const start = Buffer.from(head)
    .toString('latin1')
    .slice(a === 0xef && b === 0xbb && c === 0xbf ? 3 : 0)
    .trimStart()
  if (start === '' || start.startsWith('{') || start.startsWith('[')) return undefined
  return 'wrong-file-type'
}

/** Cuts the file off behind `maxBytes`; `cut` tells whether it had more. */
async function* bounded(bytes: Bytes, limits: Limits, found: { cut: boolean }): Bytes {
  let left = limits.maxBytes
  for await (const chunk of bytes) {
    if (chunk.length > left) {
      found.cut = true
      yield chunk.subarray(0, left)
      return
    }
    left -= chunk.length
    yield chunk
  }
}

/** Elements of the top-level list, or of the lists named, as they arrive; see {@link splitter}. */
export async function* readElements(
  bytes: Bytes,
  wanted: Wanted,
  limits: Limits,
): AsyncGenerator<Part, void> {
  const { head, whole } = await peek(bytes, 64)
  const foreign = foreignFile(head)
  if (foreign) {
    yield defectOf(foreign, 'rejected', { pointer: '' }, Buffer.from(head).toString('latin1'))
    return
  }
  const split = splitter(wanted, limits)
  const found = { cut: false }
  let records = 0
  for await (const chunk of bounded(whole, limits, found))
    for (const part of split.push(chunk)) {
      if ('element' in part && ++records > limits.maxRecords) {
        yield defectOf('too-many-records', 'rejected', part.place, `${limits.maxRecords}`)
        return
      }
      yield part
    }
  if (found.cut) yield defectOf('file-too-large', 'rejected', { pointer: '' }, `${limits.maxBytes}`)
  else yield* split.end()
}

/** One JSON text a line (.ijson, NDJSON). A broken line costs only itself. Rows count from 1; blank lines are passed. */
export async function* readLines(bytes: Bytes, limits: Limits): AsyncGenerator<Part, void> {
  const found = { cut: false }
  let records = 0
  for await (const line of lines(bounded(bytes, limits, found), limits.maxRecordBytes)) {
    const place = { row: line.row, pointer: '' }
    if (line.size > limits.maxRecordBytes) {
      yield defectOf('record-too-large', 'rejected', place, `${line.size} > ${limits.maxRecordBytes}`)
      continue
    }
    const state = newScan()
    const end = scan(state, line.bytes, 0)
    const { value, defects } = parseJson(line.bytes.subarray(0, end), state, place, limits)
    const cut = !line.ended && !state.done && value === undefined
    if (cut) yield defectOf('truncated', 'rejected', place, Buffer.from(line.bytes).toString('utf8', 0, 400))
    else yield* defects
    if (cut || value === undefined) continue
    if (line.bytes.subarray(end).some((byte) => byte > 0x20))
      yield defectOf(
        'trailing-text',
        'warning',
        place,
        Buffer.from(line.bytes).toString('utf8', end, end + 400),
      )
    if (++records > limits.maxRecords) {
      yield defectOf('too-many-records', 'rejected', place, `${limits.maxRecords}`)
      return
    }
    yield { element: value, place, offset: line.offset, bytes: line.size }
  }
  if (found.cut) yield defectOf('file-too-large', 'rejected', { pointer: '' }, `${limits.maxBytes}`)
}

interface Line {
  readonly row: number
  readonly offset: number
  /** Without what lies past the limit. */
  readonly bytes: Uint8Array
  readonly size: number
  /** A line end was seen, so the line is whole. */
  readonly ended: boolean
}

async function* lines(bytes: Bytes, most: number): AsyncGenerator<Line, void> {
  let pieces: Uint8Array[] = []
  let size = 0
  let row = 0
  let offset = 0
  const take = (ended: boolean): Line => {
    const joined = pieces.length === 1 ? (pieces[0] as Uint8Array) : Buffer.concat(pieces)
    const marked = offset === 0 && joined[0] === 0xef && joined[1] === 0xbb && joined[2] === 0xbf
    let start = marked ? 3 : 0
    while (start < joined.length && (joined[start] as number) <= 0x20 && joined[start] !== 0) start++
    const line = { row: ++row, offset: offset + start, bytes: joined.subarray(start), size, ended }
    offset += size + 1
    pieces = []
    size = 0
    return line
  }
  for await (const chunk of bytes) {
    let at = 0
    for (let end = chunk.indexOf(0x0a); end >= 0; end = chunk.indexOf(0x0a, at)) {
      size += end - at
      if (size <= most) pieces.push(chunk.subarray(at, end))
      const line = take(true)
      if (line.bytes.length > 0 || line.size > most) yield line
      at = end + 1
    }
    size += chunk.length - at
    if (size <= most) pieces.push(chunk.slice(at))
    else pieces = []
  }
  if (size > 0) {
    const line = take(false)
    if (line.bytes.length > 0 || line.size > most) yield line
  }
}
