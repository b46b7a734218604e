import type { Item } from '../format.ts'
import { defectOf } from '../rule.ts'

export const maxColumns = 1000

/** Column names as they are mapped: trimmed, never empty, never twice; what had to change is told. */
export function readHeader(cells: readonly string[]): {
  readonly header: readonly string[]
  readonly items: readonly Item[]
} {
  const items: Item[] = []
  const seen = new Map<string, number>()
  const header = cells.slice(0, maxColumns).map((cell, index) => {
    const name = cell.replace(/^\uFEFF/, '').trim() || `column ${index + 1}`
    const count = (seen.get(name) ?? 0) + 1
    seen.set(name, count)
    if (count === 1) return name
    items.push(defectOf('duplicate-column', 'warning', { row: 1, column: name }, name))
    return `${name} (${count})`
  })
  if (cells.length > maxColumns)
    items.push(defectOf('too-many-columns', 'warning', { row: 1 }, String(cells.length)))
  return { header, items }
}
