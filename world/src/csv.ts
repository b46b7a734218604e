/** One row of a table by column name; a column that is absent is an empty cell. */
export type Row = Readonly<Record<string, string>>

/** CSV text (RFC 4180): header first, CRLF, a cell quoted only where it must be. */
export function csvText(columns: readonly string[], rows: readonly Row[]): string {
  const lines = rows.map((row) => columns.map((column) => cell(row[column] ?? '')).join(','))
  return `${[columns.map(cell).join(','), ...lines].join('\r\n')}\r\n`
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
