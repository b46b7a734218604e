import { sniffEncoding } from './decode.ts'
import type { Encoding } from './decode.ts'
import { readHeader } from './header.ts'
import { rowSplitter } from './split-rows.ts'

export const delimiters = [',', ';', '\t', '|'] as const
export type Delimiter = (typeof delimiters)[number]

/** What a person chose where the guess was wrong. */
export interface TableChoice {
  readonly encoding?: Encoding
  readonly delimiter?: Delimiter
  /** The row that names the columns, where titles stand above it; 1 unless told. */
  readonly headerRow?: number
}

export interface Sniffed {
  readonly encoding: Encoding
  readonly delimiter: Delimiter
  readonly header: readonly string[]
  /** Sample rows below the header, at most 200. */
  readonly rows: readonly (readonly string[])[]
}

/** The encoding, delimiter, header and first rows of a table, by its first bytes (64 KiB do). */
export function sniffTable(head: Uint8Array, choice: TableChoice = {}): Sniffed {
  const encoding = choice.encoding ?? sniffEncoding(head)
  const text = new TextDecoder(encoding).decode(head).replaceAll(/\r\n?/g, '\n')
  // The last line of the sample may be cut in the middle.
  const whole =
    head.length >= 65_536 && text.includes('\n') ? text.slice(0, text.lastIndexOf('\n') + 1) : text
  const delimiter = choice.delimiter ?? sniffDelimiter(whole)
  const found = rowsOf(whole, delimiter).filter(({ row }) => row >= (choice.headerRow ?? 1))
  const [first, ...rows] = found.slice(0, 201).map(({ cells }) => cells)
  return { encoding, delimiter, header: readHeader(first ?? [], 1).header, rows }
}

function rowsOf(text: string, delimiter: string) {
  const splitter = rowSplitter(delimiter, text.length + 1)
  return [...splitter.push(text), ...splitter.end()].filter((row) => row.fault?.weight !== 'rejected')
}

/** The separator that gives most columns, the same in most lines. */
function sniffDelimiter(text: string): Delimiter {
  const sample = text.slice(0, 20_000)
  let best: { delimiter: Delimiter; score: number } = { delimiter: ',', score: 0 }
  for (const delimiter of delimiters) {
    const rows = rowsOf(sample, delimiter).slice(0, 30)
    const width = rows[0]?.cells.length ?? 0
    const same = rows.filter((row) => row.cells.length === width).length / Math.max(rows.length, 1)
    if (width > 1 && width * same > best.score) best = { delimiter, score: width * same }
  }
  return best.delimiter
}
