import type { Manifest } from '../../api/wire.ts'

const head = ['number', 'name', 'born', 'document', 'valid until', 'child', 'medical escort'] as const

/** The manifest as RFC 4180 with a byte order mark, so that a spreadsheet reads every script. */
export function manifestCsv({ rows }: Manifest): string {
  const lines = rows.map((row, at) => [
    ...[String(at + 1), row.name === '' ? row.code : row.name, row.born, row.document, row.until ?? ''],
    ...[row.isChild ? 'yes' : '', row.withEscort ? 'yes' : ''],
  ])
  return `\uFEFF${[head, ...lines].map((line) => line.map(field).join(',')).join('\r\n')}\r\n`
}

/** A text that begins like a formula is told to be one by nobody: a spreadsheet would run it. */
function field(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}
