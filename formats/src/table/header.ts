import type { Item } from '../format.ts'
import { defectOf } from '../rule.ts'

export const maxColumns = 1000

/** Column names as they are mapped: trimmed, never empty, never twice; what had to change is told. */
export function readHeader(
  cells: readonly string[],
  row: number,
): {
  readonly header: readonly string[]
  readonly items: readonly Item[]
} {
  const items: Item[] = []
  const taken = new Set<string>()
  const header = cells.slice(0, maxColumns).map((cell, index) => {
    const name =
      cell
        .replaceAll(/[\uFEFF\0]/g, '')
        .trim()
        .slice(0, 200) || `column ${index + 1}`
    if (taken.has(name)) items.push(defectOf('duplicate-column', 'warning', { row, column: name }, name))
    let own = name
    for (let count = 2; taken.has(own); count += 1) own = `${name} (${count})`
    taken.add(own)
    return own
  })
  if (cells.length > maxColumns)
    items.push(defectOf('too-many-columns', 'warning', { row }, String(cells.length)))
  return { header, items }
}
