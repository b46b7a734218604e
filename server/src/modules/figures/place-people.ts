import { countPlaced, dimensions, figures, isMany, otherValue } from '@shield/core'
import type {
  FigureDimension,
  DimensionName,
  FigureBlock,
  FigureDefinition,
  FigureName,
  PlacedTable,
} from '@shield/core'

import type { CountedPerson, Months } from './find-people.ts'
import { manyOf, valueOf } from './value-of.ts'

/** A table of a figure with who stands where. Of a block whose values do not add up there is one for each value. */
export interface FigureTable extends PlacedTable {
  readonly block: number
}

/** Two lines of a value of which somebody may have several: those who have it, and the others. */
const hasIt = ['yes', 'no'] as const

/** Which months, and the least people of a country that is named. */
export interface Placing extends Months {
  readonly bound: number
}

/** Everybody counted, placed in each table of the figure. */
export function placePeople(
  figure: FigureName,
  people: readonly CountedPerson[],
  months: Placing,
): readonly FigureTable[] {
  const { blocks, standing }: FigureDefinition = figures[figure]
  const counted = standing === undefined ? people : people.filter((one) => one.standing === standing)
  const population = standing === undefined ? [] : [`standing=${standing}`]
  return blocks.flatMap((asked, block) => {
    if (!isMany(asked.rows)) return [{ ...placeOnce(asked, counted, months), population, block }]
    return valuesOf(asked.rows, [], months).map((value) => ({
      ...{ block, population, rowDimension: `${asked.rows}:${value}`, rows: hasIt, columns: ['people'] },
      placed: new Map(counted.map((one) => [one.code, manyOf(one, asked.rows).has(value) ? 0 : 1])),
    }))
  })
}

function placeOnce(
  { rows: rowDimension, columns: columnDimension }: FigureBlock,
  people: readonly CountedPerson[],
  months: Placing,
): Omit<FigureTable, 'block' | 'population'> {
  const rowOf = named(rowDimension, people, months.bound)
  const rows = valuesOf(rowDimension, rowOf, months)
  if (columnDimension === undefined)
    return {
      ...{ rowDimension, rows, columns: ['people'] },
      placed: new Map(people.map(({ code }, at) => [code, rows.indexOf(rowOf[at] ?? '')])),
    }
  const columnOf = named(columnDimension, people, months.bound)
  const columns = valuesOf(columnDimension, columnOf, months)
  return {
    ...{ rowDimension, columnDimension, rows, columns },
    placed: new Map(
      people.map(({ code }, at) => [
        code,
        rows.indexOf(rowOf[at] ?? '') * columns.length + columns.indexOf(columnOf[at] ?? ''),
      ]),
    ),
  }
}

/** Values of everybody; countries of fewer people than the bound are one line: that somebody of one is here is told by no table. */
function named(dimension: DimensionName, people: readonly CountedPerson[], bound: number): readonly string[] {
  const found = people.map((one) => valueOf(one, dimension))
  const { values }: FigureDimension = dimensions[dimension]
  if (values !== 'country') return found
  const sizes = new Map<string, number>()
  for (const value of found) sizes.set(value, (sizes.get(value) ?? 0) + 1)
  return found.map((value) => ((sizes.get(value) ?? 0) < bound ? otherValue : value))
}

/** Lines of a table. A closed list shows all its values, empty ones too; of countries, those that are there. */
function valuesOf(
  name: DimensionName,
  found: readonly string[],
  { since, until }: Months,
): readonly string[] {
  const { values }: FigureDimension = dimensions[name]
  if (values === 'month') return monthsBetween(since, until)
  if (values === 'year') return [...new Set(monthsBetween(since, until).map((month) => month.slice(0, 4)))]
  if (values === 'country') return [...new Set(found)].toSorted()
  return Object.keys(values)
}

function monthsBetween(since: string, until: string): readonly string[] {
  const months: string[] = []
  for (let at = since; at <= until;) {
    months.push(at)
    const [year = 0, month = 0] = at.split('-').map(Number)
    at = month === 12 ? `${year + 1}-01` : `${year}-${String(month + 1).padStart(2, '0')}`
  }
  return months
}

/** A table as readers have it: the lines of a dimension of several values put together again. */
export interface GatheredTable<C> {
  readonly rows: readonly string[]
  readonly columns: readonly string[]
  readonly rowDimension: DimensionName
  readonly columnDimension?: DimensionName
  readonly isMany: boolean
  readonly cells: readonly C[]
}

export interface GatheredCell {
  readonly row?: number
  readonly column?: number
  readonly people: number
  /** Place of the cell in the table it comes from, and which table that is. */
  readonly key: string
  readonly table: number
}

/** Tables by block, each cell with its number; `tables` in their order. */
export function gatherTables(tables: readonly FigureTable[]): readonly GatheredTable<GatheredCell>[] {
  const blocks = [...new Set(tables.map(({ block }) => block))]
  return blocks.map((block) => {
    const parts = tables.flatMap((table, index) => (table.block === block ? [{ table, index }] : []))
    const [first] = parts
    if (!first) throw new Error('a block has a table')
    const [rowDimension, value] = first.table.rowDimension.split(':')
    if (value === undefined) return { ...shapeOf(first.table), cells: cellsAt(first.table, first.index) }
    const all = { people: first.table.placed.size, key: '*:*', table: first.index }
    return {
      rows: parts.map(({ table }) => table.rowDimension.slice((rowDimension ?? '').length + 1)),
      columns: ['people'],
      rowDimension: rowDimension as DimensionName,
      isMany: true,
      cells: [
        ...parts.map(({ table, index }, row) => ({
          ...{ row, column: 0, key: '0:0', table: index },
          people: countPlaced(table).cells[0]?.[0] ?? 0,
        })),
        all,
      ],
    }
  })
}

function shapeOf({ rows, columns, rowDimension, columnDimension }: FigureTable) {
  return {
    ...{ rows, columns, isMany: false, rowDimension: rowDimension as DimensionName },
    ...(columnDimension === undefined ? {} : { columnDimension: columnDimension as DimensionName }),
  }
}

function cellsAt(placed: FigureTable, table: number): readonly GatheredCell[] {
  const { rows, columns, cells } = countPlaced(placed)
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)
  const inner = rows.flatMap((_, row) =>
    columns.map((__, column) => ({
      row,
      column,
      people: cells[row]?.[column] ?? 0,
      key: `${row}:${column}`,
      table,
    })),
  )
  const all = { people: placed.placed.size, key: '*:*', table }
  if (columns.length === 1) return [...inner, all]
  return [
    ...inner,
    ...rows.map((_, row) => ({ row, people: sum(cells[row] ?? []), key: `${row}:*`, table })),
    ...columns.map((_, column) => ({
      ...{ column, key: `*:${column}`, table },
      people: sum(cells.map((numbers) => numbers[column] ?? 0)),
    })),
    all,
  ]
}
