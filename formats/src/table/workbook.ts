import type { Bytes, Limits } from '../format.ts'
import { attributeOf, readElements } from '../list/xml.ts'
import type { XmlElement } from '../list/xml.ts'
import type { RuleName } from '../rule.ts'
import { createCellReader, richText } from './cell.ts'
import type { CellReader } from './cell.ts'
import type { Row } from './split-rows.ts'
import { readDirectory, unpack } from './zip.ts'
import type { ZipEntry } from './zip.ts'

const maxPackedBytes = 64 * 2 ** 20
const maxRowLength = 16 * 2 ** 20
/** Characters of all shared texts: the only part of a workbook that is held whole. */
const maxSharedText = 64 * 2 ** 20

export interface Sheet {
  readonly name: string
  /** Rows as they unpack, by the sheet's own numbers; a fault of the sheet is its last row. */
  rows(): AsyncGenerator<Row, void>
}

/** The sheets of an .xlsx file (ECMA-376) in their order, or the rule it breaks. A sheet is unpacked only while it is read. */
export async function openWorkbook(
  bytes: Bytes,
  limits: Limits,
): Promise<readonly Sheet[] | { readonly rule: RuleName }> {
  const file = await wholeFile(bytes, Math.min(limits.maxBytes, maxPackedBytes))
  if (!file) return { rule: 'file-too-large' }
  const entries = readDirectory(file)
  if (typeof entries === 'string') return { rule: entries }
  const part = partReader(file, entries)
  const sheets = await part('xl/workbook.xml', ['sheet', 'workbookPr'])
  const relations = await part('xl/_rels/workbook.xml.rels', ['Relationship'])
  const shared = await part('xl/sharedStrings.xml', ['si'])
  const styles = await part('xl/styles.xml', ['numFmt', 'cellXfs'])
  const broken = [sheets, relations, shared, styles].find((one) => one.fault !== undefined)?.fault
  if (broken) return { rule: broken }
  const targets = new Map(
    relations.elements.map((one) => [attributeOf(one, 'Id'), pathOf(attributeOf(one, 'Target') ?? '')]),
  )
  const cell = createCellReader({
    shared: shared.elements.map(richText),
    styles: styles.elements,
    is1904: sheets.elements.some((one) => /^(?:1|true)$/.test(attributeOf(one, 'date1904') ?? '')),
  })
  const found = sheets.elements.flatMap((sheet): Sheet[] => {
    const entry = entries.get(targets.get(attributeOf(sheet, 'r:id') ?? '') ?? '')
    if (sheet.name !== 'sheet' || !entry) return []
    return [{ name: attributeOf(sheet, 'name') ?? '', rows: () => rowsOf(file, entry, cell) }]
  })
  return found.length === 0 ? { rule: 'not-a-workbook' } : found
}

async function wholeFile(bytes: Bytes, most: number): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of bytes) {
    length += chunk.length
    if (length > most) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

interface Part {
  readonly elements: readonly XmlElement[]
  readonly fault: RuleName | undefined
}

/** Reads a part of the workbook whole; one that is not there is empty. */
function partReader(
  file: Buffer,
  entries: ReadonlyMap<string, ZipEntry>,
): (name: string, wanted: readonly string[]) => Promise<Part> {
  return async (name, wanted) => {
    const entry = entries.get(name)
    if (!entry) return { elements: [], fault: undefined }
    if (entry.size > maxSharedText) return { elements: [], fault: 'zip-bomb' }
    const elements: XmlElement[] = []
    const unpacking = unpack(file, entry)
    const limits = { maxBytes: maxSharedText, maxElement: maxRowLength }
    for await (const one of readElements(unpacking.bytes, new Set(wanted), limits)) {
      if ('element' in one) elements.push(one.element)
      else if (one.rule === 'xml-doctype') return { elements, fault: one.rule }
    }
    return { elements, fault: unpacking.fault === 'truncated' ? 'not-a-workbook' : unpacking.fault }
  }
}

/** A target is relative to the folder xl, or absolute. */
function pathOf(target: string): string {
  return target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`
}

async function* rowsOf(file: Buffer, entry: ZipEntry, cell: CellReader): AsyncGenerator<Row, void> {
  const unpacking = unpack(file, entry)
  const limits = { maxBytes: entry.size, maxElement: maxRowLength }
  let row = 0
  for await (const one of readElements(unpacking.bytes, new Set(['row']), limits)) {
    row += 1
    if ('rule' in one) {
      // Where the archive itself is broken, that is the fault to tell.
      if (one.isEnd && unpacking.fault) break
      yield { cells: [one.excerpt], row, fault: { rule: one.rule, weight: 'rejected' } }
      continue
    }
    const stated = Number(attributeOf(one.element, 'r'))
    if (Number.isSafeInteger(stated) && stated > 0) row = stated
    const cells = cell(one.element)
    if (cells.some((text) => text.trim() !== '')) yield { cells, row }
  }
  if (unpacking.fault)
    yield { cells: [entry.name], row: row + 1, fault: { rule: unpacking.fault, weight: 'rejected' } }
}
