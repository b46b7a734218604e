import type { RuleName } from '../rule.ts'

export interface Row {
  readonly cells: readonly string[]
  /** As a spreadsheet counts them: from 1, empty rows too. */
  readonly row: number
  /** With `rejected` the cells are only an excerpt to show. */
  readonly fault?: { readonly rule: RuleName; readonly weight: 'rejected' | 'warning' }
}

export interface RowSplitter {
  /** Rows that the text completes; empty rows are counted and left out. */
  readonly push: (text: string) => readonly Row[]
  /** After the last text. */
  readonly end: () => readonly Row[]
}

const unclosed = { rule: 'unclosed-quote', weight: 'rejected' } as const
const tooLong = { rule: 'record-too-large', weight: 'rejected' } as const
const stray = { rule: 'stray-quote', weight: 'warning' } as const

/**
 * Splits delimited text (RFC 4180) into rows as it arrives. Own code because a file with one lost quotation mark must cost one line:
 * the libraries read it as one endless cell, and hold all of it. No row is held beyond `maxRowLength`.
 * With `keepsBlank` a row whose cells are all empty is a row; a line without anything never is.
 */
export function rowSplitter(
  delimiter: string,
  maxRowLength: number,
  { keepsBlank = false }: { readonly keepsBlank?: boolean } = {},
): RowSplitter {
  // Of the text still held: where the row and the cell begin, and up to where it was searched for their end.
  let text = ''
  let rowStart = 0
  let cellStart = 0
  let searched = 0
  let cells: string[] = []
  let isStray = false
  // The next delimiter and line end behind `cellStart`; kept, or a long line would be searched once for each cell.
  let nextDelimiter = -1
  let nextLine = -1
  let row = 0
  let isSkipping = false
  let rows: Row[] = []

  function begin(at: number): void {
    rowStart = at
    cellStart = at
    searched = at
    cells = []
    isStray = false
  }

  function lineEnd(): number {
    if (nextLine < cellStart) nextLine = text.indexOf('\n', Math.max(cellStart, searched))
    if (nextLine < 0) searched = text.length
    return nextLine
  }

  function cellEnd(line: number): number {
    if (nextDelimiter < cellStart) {
      nextDelimiter = text.indexOf(delimiter, cellStart)
      if (nextDelimiter < 0) nextDelimiter = text.length
    }
    return Math.min(nextDelimiter, line)
  }

  function finish(line: number): void {
    row += 1
    if ((keepsBlank && cells.length > 1) || cells.some((cell) => cell.trim() !== ''))
      rows.push({ cells, row, ...(isStray ? { fault: stray } : {}) })
    begin(line + 1)
  }

  /** Leaves out what was read of the row up to a line end. */
  function leaveOut(line: number, fault: Row['fault'] & object): void {
    row += 1
    rows.push({ cells: [text.slice(rowStart, Math.min(line, rowStart + 400))], row, fault })
    begin(line + 1)
  }

  /** A cell that runs to the next delimiter or line end; false when the line is not whole yet. */
  function plainCell(): boolean {
    const line = lineEnd()
    if (line < 0) return false
    if (cells.length === 0) {
      const whole = text.slice(cellStart, line)
      if (!whole.includes('"')) {
        cells = withoutReturn(whole).split(delimiter)
        finish(line)
        return true
      }
    }
    const end = cellEnd(line)
    if (end < line) {
      cells.push(text.slice(cellStart, end))
      cellStart = end + 1
      searched = cellStart
    } else {
      cells.push(withoutReturn(text.slice(cellStart, line)))
      finish(line)
    }
    return true
  }

  /** A cell in quotation marks; false when its end has not come yet. */
  function quotedCell(): boolean {
    let at = Math.max(searched, cellStart + 1)
    for (;;) {
      const quote = text.indexOf('"', at)
      if (quote < 0 || quote + 1 >= text.length) {
        searched = quote < 0 ? text.length : quote
        return false
      }
      const next = text[quote + 1]
      if (next === '"') {
        at = quote + 2
        continue
      }
      if (next === '\r' && quote + 2 >= text.length) {
        searched = quote
        return false
      }
      return closedCell(quote, next)
    }
  }

  function closedCell(quote: number, next: string | undefined): boolean {
    const content = (): number => cells.push(text.slice(cellStart + 1, quote).replaceAll('""', '"'))
    if (next === delimiter) {
      content()
      cellStart = quote + 2
      searched = cellStart
    } else if (next === '\n' || (next === '\r' && text[quote + 2] === '\n')) {
      content()
      finish(next === '\n' ? quote + 1 : quote + 2)
    } else {
      const line = text.indexOf('\n', cellStart)
      if (line < 0) {
        searched = quote
        return false
      }
      if (line < quote) leaveOut(line, unclosed)
      else {
        // `"Bob" Smith`: the marks belong to the text.
        isStray = true
        return plainCell()
      }
    }
    return true
  }

  function splitHeld(): void {
    while (cellStart < text.length) if (!(text[cellStart] === '"' ? quotedCell() : plainCell())) return
  }

  /** Keeps the unfinished row only. */
  function dropSplit(): void {
    text = text.slice(rowStart)
    cellStart -= rowStart
    searched -= rowStart
    rowStart = 0
    nextLine = -1
    nextDelimiter = -1
  }

  /** A row beyond the limit: one line is left out, be it too long or the one that opened a quotation mark. */
  function dropLong(): void {
    while (text.length - rowStart > maxRowLength) {
      const line = text.indexOf('\n', cellStart)
      if (line < 0) {
        leaveOut(text.length, tooLong)
        isSkipping = true
        return
      }
      leaveOut(line, unclosed)
      splitHeld()
    }
  }

  function skip(more: string): string {
    if (!isSkipping) return more
    const line = more.indexOf('\n')
    isSkipping = line < 0
    return line < 0 ? '' : more.slice(line + 1)
  }

  function push(more: string): readonly Row[] {
    rows = []
    text += skip(more)
    splitHeld()
    dropLong()
    dropSplit()
    return rows
  }

  function end(): readonly Row[] {
    rows = []
    if (isSkipping || text === '') return rows
    text += '\n'
    splitHeld()
    while (rowStart < text.length) {
      leaveOut(text.indexOf('\n', cellStart), unclosed)
      splitHeld()
    }
    return rows
  }
  return { push, end }
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line
}
