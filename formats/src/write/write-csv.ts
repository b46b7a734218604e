import { closed, inChunks, isLink } from './export-item.ts'
import type { ExportEntity, ExportItems, ExportLink, Written } from './export-item.ts'

const columns = [
  'type',
  'id',
  'kind',
  'property',
  'value',
  'normal form',
  'from',
  'to',
  'starts',
  'ends',
  'amount',
  'currency',
  'detail',
  'tlp',
] as const

/**
 * One row a statement or link, RFC 4180, UTF-8 with a byte order mark so that spreadsheets show Thai.
 * A cell that a spreadsheet would run as a formula gets an apostrophe in front.
 */
export function writeCsv(items: ExportItems): AsyncGenerator<Uint8Array, Written> {
  return inChunks(rows(items))
}

/** Rows as they are, in the same manner. */
export function writeCsvRows(lines: readonly (readonly (string | number)[])[]): Buffer {
  return Buffer.from(`\uFEFF${lines.map((cells) => row(cells.map(String))).join('')}`)
}

async function* rows(items: ExportItems): AsyncGenerator<string, Written> {
  yield `\uFEFF${row(columns)}`
  let entities = 0
  let links = 0
  const source = closed(items)
  for (;;) {
    const next = await source.next()
    if (next.done) return { entities, links, leftOut: next.value.map((link) => link.id) }
    if (isLink(next.value)) {
      links++
      yield linkRow(next.value)
    } else {
      entities++
      yield* entityRows(next.value)
    }
  }
}

function* entityRows(entity: ExportEntity): Generator<string, void> {
  const { id, kind, tlp } = entity
  const none = ['', '', '', '', '', '', '']
  if (entity.values.length === 0) yield row(['entity', id, kind, '', '', '', ...none, tlp])
  for (const { property, value, norm } of entity.values)
    yield row(['entity', id, kind, property, value, norm, ...none, tlp])
}

function linkRow(link: ExportLink): string {
  const { id, kind, from, to, starts, ends, amount, currency, detail, tlp } = link
  const about = [starts, ends, amount, currency, detail].map((text) => text ?? '')
  return row(['link', id, kind, '', '', '', from, to, ...about, tlp])
}

function row(cells: readonly string[]): string {
  return `${cells.map(cell).join(',')}\r\n`
}

/** The text of one cell: no formula, quoted where RFC 4180 asks for it. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
