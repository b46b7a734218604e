import { cellsOf, holdBack, placeKey, staysHidden } from './release-figures.ts'
import type { HeldBecause, PeopleTable } from './release-figures.ts'

/** A line of values too rare to be named: which ones may change from one release to the next, so it says nothing of anybody. */
export const otherValue = 'OTHER'

/** A table with who stands where: by person, the place of their cell, `row * columns + column`. */
export interface PlacedTable {
  /** What everybody in the table has in common, `dimension=value`; empty: nothing but the window. */
  readonly population: readonly string[]
  readonly rowDimension: string
  readonly columnDimension?: string
  readonly rows: readonly string[]
  readonly columns: readonly string[]
  readonly placed: ReadonlyMap<string, number>
}

export interface ShownTable extends PlacedTable {
  readonly held: ReadonlyMap<string, HeldBecause>
}

export function countPlaced({
  rows,
  columns,
  placed,
}: Pick<PlacedTable, 'rows' | 'columns' | 'placed'>): PeopleTable {
  const cells = rows.map(() => columns.map(() => 0))
  for (const place of placed.values()) {
    const row = cells[Math.floor(place / columns.length)]
    const column = place % columns.length
    if (row) row[column] = (row[column] ?? 0) + 1
  }
  return { rows, columns, cells }
}

export interface Isolated {
  /** Place of the cell in the table that was asked for, `row:column`. */
  readonly key: string
  /** How many people the two tell apart together. */
  readonly people: number
}

/** What was shown before, and whether what it holds back is to stay hidden from the readers of the new table too. */
export interface Before {
  readonly shown: ShownTable
  readonly keepsHeld: boolean
}

/** `known`: what protects a small cell can be had elsewhere. `isolated`: a difference would be fewer people than the bound. */
export type Refused = { readonly state: 'known' } | ({ readonly state: 'isolated' } & Isolated)
type HeldCells = ReadonlyMap<string, HeldBecause>

/** Holds back what is small, with regard to everything shown before; or tells why nothing of it can be shown. */
export function holdBackAfter(
  table: PlacedTable,
  before: readonly Before[],
  bound: number,
): { readonly state: 'held'; readonly held: HeldCells } | Refused {
  const known = new Set<string>()
  const withheld = new Set<string>()
  for (const { shown, keepsHeld } of before) {
    const pair = pairOf(table, shown)
    for (const group of groupsOf(table)) {
      if (isSame(gapsTo(pair, group, partsOf(shown, shown.held)))) known.add(group.key)
      else if (keepsHeld && isHeldThere(pair, group, shown)) withheld.add(group.key)
    }
  }
  const shownBefore = before.map(({ shown }) => shown)
  const held = holdBack(countPlaced(table), { bound, known, withheld })
  if (!held) return refusalOf(table, new Map(), shownBefore, bound) ?? { state: 'known' }
  return refusalOf(table, held, shownBefore, bound) ?? { state: 'held', held }
}

/** Why a table can't be shown beside what was shown before; undefined: it can. */
export function refusedBeside(
  table: ShownTable,
  before: readonly ShownTable[],
  bound: number,
): Refused | undefined {
  return refusalOf(table, table.held, before, bound)
}

function refusalOf(
  table: PlacedTable,
  held: HeldCells,
  before: readonly ShownTable[],
  bound: number,
): Refused | undefined {
  for (const shown of before) {
    const pair = pairOf(table, shown)
    const isolated = isolatedBy(table, held, { shown, pair, bound })
    if (isolated) return isolated
    const opens = opened(pair, { shown: { ...table, held }, beside: shown, bound })
    const opensThere = opened(flip(pair), { shown, beside: { ...table, held }, bound })
    if (opens || opensThere) return { state: 'known' }
  }
  return undefined
}

interface Beside {
  readonly shown: ShownTable
  readonly beside: ShownTable
  readonly bound: number
}

/** Whether a small cell of one table can be computed once it is known what the other shows. */
function opened(pair: Pair, { shown, beside, bound }: Beside): boolean {
  const cells = groupsOf(shown)
    .filter((group) => shown.held.has(group.key) && isSame(gapsTo(pair, group, partsOf(beside, beside.held))))
    .map(({ key }) => key)
  return cells.length > 0 && !staysHidden(countPlaced(shown), shown.held, new Set(cells), bound)
}

/** How many people stand at a place of one table and a place of the other; -1: nowhere in it. */
interface Pair {
  readonly counts: ReadonlyMap<number, ReadonlyMap<number, number>>
  readonly back: ReadonlyMap<number, ReadonlyMap<number, number>>
}

function pairOf(one: PlacedTable, other: PlacedTable): Pair {
  const [counts, back] = [new Map<number, Map<number, number>>(), new Map<number, Map<number, number>>()]
  const note = (here: number, there: number): void => {
    add(counts, here, there)
    add(back, there, here)
  }
  for (const [person, place] of one.placed) note(place, other.placed.get(person) ?? -1)
  for (const [person, place] of other.placed) if (!one.placed.has(person)) note(-1, place)
  return { counts, back }
}

function add(to: Map<number, Map<number, number>>, first: number, second: number): void {
  const row = to.get(first) ?? new Map<number, number>()
  row.set(second, (row.get(second) ?? 0) + 1)
  to.set(first, row)
}

const flip = ({ counts, back }: Pair): Pair => ({ counts: back, back: counts })

interface CellGroup {
  readonly key: string
  readonly leaves: readonly number[]
  /** What everybody in it has in common, as the table tells it. */
  readonly labels: readonly string[]
}

/** Every cell and total of a table as the places it holds. */
function groupsOf(table: PlacedTable): readonly CellGroup[] {
  const { rows, columns, population } = table
  const label = (dimension: string | undefined, value: string | undefined): readonly string[] =>
    dimension === undefined || value === undefined || value === otherValue ? [] : [`${dimension}=${value}`]
  const ofRow = (row: number): readonly string[] => label(table.rowDimension, rows[row])
  const ofColumn = (column: number): readonly string[] => label(table.columnDimension, columns[column])
  const inner = rows.flatMap((_, row) =>
    columns.map((__, column) => ({
      key: placeKey({ row, column }),
      leaves: [row * columns.length + column],
      labels: [...population, ...ofRow(row), ...ofColumn(column)],
    })),
  )
  const among = (key: string, isIn: (group: CellGroup) => boolean, labels: readonly string[]): CellGroup => ({
    key,
    leaves: inner.filter(isIn).flatMap(({ leaves }) => leaves),
    labels: [...population, ...labels],
  })
  const all = among(placeKey({}), () => true, [])
  if (columns.length === 1) return [...inner, all]
  return [
    ...inner,
    ...rows.map((_, row) => among(placeKey({ row }), ({ key }) => key.startsWith(`${row}:`), ofRow(row))),
    ...columns.map((_, column) =>
      among(placeKey({ column }), ({ key }) => key.endsWith(`:${column}`), ofColumn(column)),
    ),
    all,
  ]
}

/** The ways a table splits its people into cells that are shown: by cell, by row, by column, all of them. */
function partsOf(
  table: PlacedTable,
  held: ReadonlyMap<string, HeldBecause>,
): readonly (readonly CellGroup[])[] {
  const split = {
    cell: [] as CellGroup[],
    row: [] as CellGroup[],
    column: [] as CellGroup[],
    all: [] as CellGroup[],
  }
  for (const group of groupsOf(table)) {
    if (held.has(group.key)) continue
    const [row, column] = group.key.split(':')
    if (row === '*') split[column === '*' ? 'all' : 'column'].push(group)
    else split[column === '*' ? 'row' : 'cell'].push(group)
  }
  return Object.values(split)
}

/**
 * How many people lie between a group and what can be put together of the parts: those of the group in none of the parts
 * that lie wholly in it, and those of the parts it touches who are not in it. Only parts of which everybody can tell that
 * they lie in the group, or that it lies in them, by what the tables say of themselves: that all who came from one country
 * happen to be men is not known to who reads two tables.
 */
function gapsTo(
  pair: Pair,
  { leaves, labels }: CellGroup,
  splits: readonly (readonly CellGroup[])[],
): readonly number[] {
  const touched = new Map<number, number>()
  for (const leaf of leaves)
    for (const [there, people] of pair.counts.get(leaf) ?? [])
      touched.set(there, (touched.get(there) ?? 0) + people)
  const size = [...touched.values()].reduce((total, people) => total + people, 0)
  const gaps: number[] = []
  for (const parts of splits) {
    let [inner, cover, reached] = [0, 0, 0]
    for (const part of parts) {
      const common = part.leaves.reduce((total, leaf) => total + (touched.get(leaf) ?? 0), 0)
      if (common === 0) continue
      const whole = part.leaves.reduce((total, leaf) => total + sizeAt(pair, leaf), 0)
      if (common === whole && isAmong(labels, part.labels)) inner += whole
      if (!isAmong(part.labels, labels)) continue
      cover += whole
      reached += common
    }
    if (inner > 0) gaps.push(size - inner)
    if (reached === size && size > 0) gaps.push(cover - size)
  }
  return gaps
}

const isAmong = (some: readonly string[], all: readonly string[]): boolean =>
  some.every((one) => all.includes(one))

function sizeAt(pair: Pair, there: number): number {
  return [...(pair.back.get(there)?.values() ?? [])].reduce((total, people) => total + people, 0)
}

const isSame = (gaps: readonly number[]): boolean => gaps.includes(0)

/** Whether a group is a cell that the other table holds back. */
function isHeldThere(pair: Pair, group: CellGroup, shown: ShownTable): boolean {
  return groupsOf(shown).some((part) => shown.held.has(part.key) && isSame(gapsTo(pair, group, [[part]])))
}

interface PairWith {
  readonly shown: ShownTable
  readonly pair: Pair
  readonly bound: number
}

/** The first cell that is shown here whose difference to what is shown there is a few people; either may be the larger. */
function isolatedBy(
  table: PlacedTable,
  held: HeldCells,
  { shown, pair, bound }: PairWith,
): ({ readonly state: 'isolated' } & Isolated) | undefined {
  const isFew = (gap: number): boolean => gap > 0 && gap < bound
  const sizes = new Map(cellsOf(countPlaced(table)).map(({ key, value }) => [key, value]))
  for (const group of groupsOf(table)) {
    if (held.has(group.key) || (sizes.get(group.key) ?? 0) === 0) continue
    const people = gapsTo(pair, group, partsOf(shown, shown.held)).find(isFew)
    if (people !== undefined) return { state: 'isolated', key: group.key, people }
  }
  for (const group of groupsOf(shown)) {
    if (shown.held.has(group.key)) continue
    const people = gapsTo(flip(pair), group, partsOf(table, held)).find(isFew)
    if (people !== undefined) return { state: 'isolated', key: placeKey({}), people }
  }
  return undefined
}
