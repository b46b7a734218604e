import Papa from 'papaparse'

import { readHeader } from './header.ts'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-874' | 'windows-1252'

export interface Sniffed {
  readonly encoding: Encoding
  readonly delimiter: string
  readonly header: readonly string[]
  /** Sample rows below the header, at most 200. */
  readonly rows: readonly (readonly string[])[]
}

/** The encoding, delimiter, header and first rows of a table, by its first bytes (64 KiB do). */
export function sniffTable(head: Uint8Array): Sniffed {
  const encoding = sniffEncoding(head)
  const text = new TextDecoder(encoding).decode(head)
  // The last line of the sample may be cut in the middle.
  const whole = text.length > 4096 && text.includes('\n') ? text.slice(0, text.lastIndexOf('\n')) : text
  const delimiter = sniffDelimiter(whole)
  const parsed = Papa.parse<string[]>(whole, { delimiter, skipEmptyLines: 'greedy', preview: 201 })
  const [first, ...rows] = parsed.data
  return { encoding, delimiter, header: readHeader(first ?? []).header, rows }
}

/** By byte order mark, then by whether the bytes are UTF-8; else Thai (TIS-620) when most high bytes are Thai letters. */
export function sniffEncoding(head: Uint8Array): Encoding {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  // A character cut at the end of the sample is no fault of the file.
  for (let cut = 0; cut < 4; cut += 1) if (isUtf8(head.subarray(0, head.length - cut))) return 'utf-8'
  let high = 0
  let thai = 0
  for (const byte of head) {
    if (byte < 0x80) continue
    high += 1
    if ((byte >= 0xa1 && byte <= 0xda) || (byte >= 0xdf && byte <= 0xfb)) thai += 1
  }
  return thai > high * 0.9 && isThaiText(head) ? 'windows-874' : 'windows-1252'
}

/** Thai words run: several high bytes in a row. European text has single ones among plain letters. */
function isThaiText(head: Uint8Array): boolean {
  let runs = 0
  let single = 0
  for (let at = 0; at < head.length; at += 1) {
    if ((head[at] ?? 0) < 0x80) continue
    let length = 1
    while ((head[at + length] ?? 0) >= 0x80) length += 1
    if (length >= 2) runs += 1
    else single += 1
    at += length
  }
  return runs > single
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

/** The separator that gives most columns, the same in most lines. */
function sniffDelimiter(text: string): string {
  const sample = text.slice(0, 20_000)
  let best = { delimiter: ',', score: 0 }
  for (const delimiter of [',', ';', '\t', '|']) {
    const rows = Papa.parse<string[]>(sample, { delimiter, skipEmptyLines: 'greedy', preview: 30 }).data
    const width = rows[0]?.length ?? 0
    const same = rows.filter((row) => row.length === width).length / Math.max(rows.length, 1)
    if (width > 1 && width * same > best.score) best = { delimiter, score: width * same }
  }
  return best.delimiter
}
