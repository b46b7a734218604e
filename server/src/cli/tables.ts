import { createReadStream } from 'node:fs'
import { access, constants, open, rename, rm, stat } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'

import { isForeign, rowSplitter, sniffTable } from '@shield/formats'
import type { Encoding, Row } from '@shield/formats'

import { CommandFault, checkFile } from './command.ts'
import { strictText } from './strict-text.ts'

/** How a table is written down, kept from the file read to the file written. */
export interface TableStyle {
  readonly delimiter: string
  readonly lineEnd: '\n' | '\r\n'
  /** Spreadsheets show Thai only with it. */
  readonly hasMark: boolean
}

export interface Table {
  readonly file: string
  /** Names of the columns as written. */
  readonly header: readonly string[]
  readonly style: TableStyle
  /** The rows below the header in blocks, each row as wide as the header. Can be walked once. */
  readonly rows: AsyncGenerator<readonly (readonly string[])[], void>
  /** How much of the file was read, 0 to 1. */
  share(): number
}

const headBytes = 65_536
const mark = '\uFEFF'
// A row of a table of names; longer ones are a lost quotation mark.
const maxRowLength = 1_000_000

/**
 * Opens a CSV file: UTF-8, UTF-16, Thai or Western single bytes; comma, semicolon, tab or bar; any line ends.
 * Where a spreadsheet program would guess, this refuses with the line: a name read wrongly is another name.
 */
export async function openTable(file: string): Promise<Table> {
  await checkFile(file)
  const head = await headOf(file)
  if (isForeign(head)) throw new CommandFault(`${file} is no text: save the table as CSV`)
  const { encoding, delimiter, header } = sniffTable(head)
  if (header.length === 0) throw new CommandFault(`${file} is empty`)
  const sample = new TextDecoder(encoding).decode(head)
  const state = { read: 0 }
  const { size } = await stat(file)
  const rows = rowsOf(file, await encodingOf(file, head, encoding), { delimiter, state })
  const first = await rows.next()
  const [names, ...others] = first.done ? [] : first.value
  if (!names) throw new CommandFault(`${file} is empty`)
  return {
    file,
    header: names,
    style: {
      delimiter,
      lineEnd: /\r\n/.test(sample) ? '\r\n' : '\n',
      hasMark: head[0] === 0xef || encoding.startsWith('utf-16'),
    },
    rows: below(file, names.length, others, rows),
    share: () => (size === 0 ? 1 : state.read / size),
  }
}

/** Where a column stands, by its name in any case; says which columns there are when it is missing. */
export function columnOf(table: Table, name: string): number {
  const at = findColumn(table, name)
  if (at !== undefined) return at
  throw new CommandFault(
    `${table.file} has no column "${name}": its columns are ${table.header.map((one) => `"${one}"`).join(', ')}`,
  )
}

export function findColumn(table: Table, name: string): number | undefined {
  const wanted = name.toLowerCase()
  const found = table.header.flatMap((one, at) => (one.trim().toLowerCase() === wanted ? [at] : []))
  if (found.length > 1) throw new CommandFault(`${table.file} has the column "${name}" ${found.length} times`)
  return found[0]
}

async function headOf(file: string): Promise<Uint8Array> {
  const opened = await open(file, 'r')
  try {
    const { bytesRead, buffer } = await opened.read(Buffer.alloc(headBytes), 0, headBytes, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await opened.close()
  }
}

/** Where the head is plain ASCII, the first chunk with other bytes tells the encoding. */
async function encodingOf(file: string, head: Uint8Array, sniffed: Encoding): Promise<Encoding> {
  if (sniffed !== 'utf-8' || head.length < headBytes || head.some((byte) => byte >= 0x80)) return sniffed
  for await (const chunk of createReadStream(file, { start: headBytes }) as AsyncIterable<Uint8Array>)
    if (chunk.some((byte) => byte >= 0x80)) return sniffTable(chunk).encoding
  return sniffed
}

interface Splitting {
  readonly delimiter: string
  readonly state: { read: number }
}

async function* rowsOf(
  file: string,
  encoding: Encoding,
  { delimiter, state }: Splitting,
): AsyncGenerator<readonly (readonly string[])[], void> {
  const text = strictText(file, encoding)
  const splitter = rowSplitter(delimiter, maxRowLength, { keepsBlank: true })
  let isFirst = true
  const split = (more: string): readonly (readonly string[])[] => {
    const plain = isFirst && more.startsWith(mark) ? more.slice(1) : more
    if (more !== '') isFirst = false
    return splitter.push(plain).map((row) => wholeRow(file, row))
  }
  for await (const chunk of createReadStream(file) as AsyncIterable<Uint8Array>) {
    state.read += chunk.length
    const rows = split(text.push(chunk))
    if (rows.length > 0) yield rows
  }
  const rows = [...split(text.end()), ...splitter.end().map((row) => wholeRow(file, row))]
  if (rows.length > 0) yield rows
}

function wholeRow(file: string, { cells, row, fault }: Row): readonly string[] {
  if (fault?.weight !== 'rejected') return cells
  throw new CommandFault(
    fault.rule === 'unclosed-quote'
      ? `row ${row} of ${file} has a quotation mark that is never closed: ${cells[0]?.slice(0, 60)}`
      : `row ${row} of ${file} is longer than ${maxRowLength.toLocaleString('en')} characters`,
  )
}

/** Rows made as wide as the header; one that has more is a name with a comma in it, never to be guessed at. */
async function* below(
  file: string,
  width: number,
  others: readonly (readonly string[])[],
  rows: AsyncGenerator<readonly (readonly string[])[], void>,
): AsyncGenerator<readonly (readonly string[])[], void> {
  let count = 0
  const fit = (cells: readonly string[]): readonly string[] => {
    count += 1
    if (cells.length === width) return cells
    if (cells.slice(width).some((cell) => cell.trim() !== ''))
      throw new CommandFault(
        `record ${count} of ${file} has ${cells.length} cells, the header ${width}: quote what holds a delimiter`,
      )
    return Array.from({ length: width }, (_, at) => cells[at] ?? '')
  }
  if (others.length > 0) yield others.map(fit)
  for await (const block of rows) yield block.map(fit)
}

export interface TableWriter {
  /** Rows that an earlier run had written. */
  readonly written: number
  write(rows: readonly (readonly string[])[]): Promise<void>
  /** Gives the file its name. */
  close(): Promise<void>
  /** Leaves nothing behind. */
  abandon(): Promise<void>
}

/** Writes a table under `FILE.part`, which becomes FILE at the end: half a table would look like a whole one. */
export async function createTable(
  file: string,
  style: TableStyle,
  header: readonly string[],
): Promise<TableWriter> {
  await checkTarget(file)
  const opened = await open(`${file}.part`, 'w')
  await opened.write(start(style, header))
  return writerOf(file, style, { opened, written: 0 })
}

/** Goes on behind the last whole row of a part that a run of the same header left behind; begins anew where there is none. */
export async function resumeTable(
  file: string,
  style: TableStyle,
  header: readonly string[],
): Promise<TableWriter> {
  await checkTarget(file)
  const part = `${file}.part`
  const kept = await keptRows(part, style, header)
  if (!kept) return createTable(file, style, header)
  const opened = await open(part, 'r+')
  await opened.truncate(kept.bytes)
  return writerOf(file, style, { opened, written: kept.rows })
}

async function writerOf(
  file: string,
  style: TableStyle,
  { opened, written }: { readonly opened: FileHandle; readonly written: number },
): Promise<TableWriter> {
  const part = `${file}.part`
  let at = (await opened.stat()).size
  return {
    written,
    write: async (rows) => {
      const bytes = Buffer.from(rowsText(rows, style))
      await opened.writev([bytes], at)
      at += bytes.length
    },
    close: async () => {
      await opened.close()
      await rename(part, file)
    },
    abandon: async () => {
      await opened.close()
      await rm(part, { force: true })
    },
  }
}

function start(style: TableStyle, header: readonly string[]): string {
  return `${style.hasMark ? mark : ''}${rowsText([header], style)}`
}

function rowsText(rows: readonly (readonly string[])[], style: TableStyle): string {
  return rows
    .map((cells) => `${cells.map((cell) => quoted(cell, style)).join(style.delimiter)}${style.lineEnd}`)
    .join('')
}

/** How many whole rows of this header a part has, and where they end; nothing when it is not there or of another header. */
async function keptRows(
  part: string,
  style: TableStyle,
  header: readonly string[],
): Promise<{ readonly rows: number; readonly bytes: number } | undefined> {
  if (!(await stat(part).catch(() => undefined))?.isFile()) return undefined
  const splitter = rowSplitter(style.delimiter, maxRowLength, { keepsBlank: true })
  let bytes = 0
  let rows = -1
  for await (const chunk of createReadStream(part, 'utf8') as AsyncIterable<string>)
    for (const { cells } of splitter.push(rows < 0 && bytes === 0 ? chunk.replace(/^\uFEFF/, '') : chunk)) {
      const isHeader = rows < 0
      if (isHeader && cells.join('\n') !== header.join('\n')) return undefined
      bytes += Buffer.byteLength(isHeader ? start(style, cells) : rowsText([cells], style))
      rows += 1
    }
  return rows < 0 ? undefined : { rows, bytes }
}

/** Refuses a place that can't be written, before any work is done for it. */
export async function checkTarget(file: string): Promise<void> {
  if ((await stat(file).catch(() => undefined))?.isDirectory())
    throw new CommandFault(`${file} is a folder, not a file`)
  await access(dirname(file), constants.W_OK).catch(() => {
    throw new CommandFault(`${dirname(file)} is not there or can't be written`)
  })
}

/** Quoted where RFC 4180 asks for it; the text itself is never changed, for other programs read it. */
function quoted(cell: string, { delimiter }: TableStyle): string {
  return /["\r\n]/.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell
}
