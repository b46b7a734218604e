import { attributeOf, childrenOf, textsOf } from '../list/xml.ts'
import type { XmlElement } from '../list/xml.ts'

/** Texts of a row's cells, from column A on; gaps are empty. */
export type CellReader = (row: XmlElement) => readonly string[]

export interface CellContext {
  readonly shared: readonly string[]
  /** numFmt and cellXfs elements of the styles. */
  readonly styles: readonly XmlElement[]
  /** Days count from 1904, as old Macintosh workbooks do. */
  readonly is1904: boolean
}

const maxColumn = 16_384

export function createCellReader(context: CellContext): CellReader {
  const isDate = dateStyles(context.styles)
  return (row) => {
    const cells: string[] = []
    for (const cell of childrenOf(row, 'c')) {
      const at = columnOf(attributeOf(cell, 'r')) ?? cells.length
      if (at >= maxColumn) continue
      while (cells.length < at) cells.push('')
      cells[at] = textOf(cell, context, isDate)
    }
    while (cells.length > 0 && cells.at(-1) === '') cells.pop()
    return cells
  }
}

/** BC12 is column 54 (A is 0). */
function columnOf(reference: string | undefined): number | undefined {
  const letters = /^([A-Z]{1,3})\d+$/.exec(reference ?? '')?.[1]
  if (letters === undefined) return undefined
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

/** A formula is never run: what the spreadsheet last made of it counts, and without that the formula stands as text. */
function textOf(cell: XmlElement, context: CellContext, isDate: (style: number) => boolean): string {
  const type = attributeOf(cell, 't') ?? 'n'
  const value = textsOf(cell, 'v')[0]
  if (type === 'inlineStr') return childrenOf(cell, 'is').map(richText).join('')
  if (value === undefined) return textsOf(cell, 'f').map((formula) => `=${formula}`)[0] ?? ''
  if (type === 's') return context.shared[Number(value)] ?? ''
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE'
  if (type !== 'n') return unescaped(value)
  const number = Number(value)
  if (!Number.isFinite(number)) return value
  return isDate(Number(attributeOf(cell, 's') ?? 0)) ? dateText(number, context.is1904) : numberText(number)
}

/** Runs of one text joined; phonetic hints (rPh) are no part of it. Blanks between runs belong to the text. */
export function richText(element: XmlElement): string {
  const runs = childrenOf(element, 'r').flatMap((run) => childrenOf(run, 't'))
  return unescaped([...childrenOf(element, 't'), ...runs].map((run) => run.text).join(''))
}

/** Workbooks write what XML can't hold as _x000D_. */
function unescaped(text: string): string {
  return text.replaceAll(/_x([0-9A-F]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)).toWellFormed().replace('\0', ''),
  )
}

/** Without an exponent: an account of 15 digits must stay one. */
function numberText(number: number): string {
  const text = String(number)
  if (!text.includes('e')) return text
  return Number.isInteger(number) ? BigInt(number).toString() : number.toFixed(20).replace(/0+$/, '')
}

/** 45292 is 2024-01-01; the 29 February 1900 that never was counts as a day before March 1900. */
function dateText(serial: number, is1904: boolean): string {
  const days = is1904 ? serial + 1462 : serial
  if (days < 1 || days > 2_958_466) return numberText(serial)
  const minutes = Math.round((days - (days < 60 ? 25_568 : 25_569)) * 1440)
  const text = new Date(minutes * 60_000).toISOString()
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 16)
}

/** Which cell styles show a number as a date: built-in formats of ECMA-376 18.8.30, and own ones with a day, month or year. */
function dateStyles(styles: readonly XmlElement[]): (style: number) => boolean {
  const own = new Map(
    styles
      .filter((one) => one.name === 'numFmt')
      .map((one) => [Number(attributeOf(one, 'numFmtId')), attributeOf(one, 'formatCode') ?? '']),
  )
  const formats = styles
    .filter((one) => one.name === 'cellXfs')
    .flatMap((one) => childrenOf(one, 'xf'))
    .map((one) => Number(attributeOf(one, 'numFmtId') ?? 0))
  const isDate = (format: number): boolean => {
    const code = own.get(format)
    if (code !== undefined) return /[dmyhse]/i.test(code.replaceAll(/"[^"]*"|\[[^\]]*\]|\\.|general/gi, ''))
    return (format >= 14 && format <= 22) || (format >= 27 && format <= 36) || (format >= 45 && format <= 58)
  }
  const known = formats.map(isDate)
  return (style) => known[style] === true
}
