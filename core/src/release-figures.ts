/**
 * What may be shown of a table of people: a cell under the bound is held back, and with it as many others as it takes that
 * nobody can compute it from the totals. A table of rows, columns and their totals is a flow round a network whose edges
 * are its cells (Cox 1995, "Network models for complementary cell suppression"): how far a cell that is held back can lie
 * from its true value, by everything that is shown, is the greatest flow that can go the other way round.
 */

/** Least people of a cell, by who reads it. */
export const releaseBounds = { public: 11, partner: 5 } as const
export type Audience = keyof typeof releaseBounds

/** Counts of people; each of them is in exactly one cell. One column: a list with a total. */
export interface PeopleTable {
  readonly rows: readonly string[]
  readonly columns: readonly string[]
  readonly cells: readonly (readonly number[])[]
}

/** `row` or `column` is undefined in a total; both in the number of all. */
export interface CellPlace {
  readonly row?: number
  readonly column?: number
}

export type HeldBecause = 'small' | 'computable'
type Held = ReadonlyMap<string, HeldBecause>

export interface HoldBack {
  readonly bound: number
  /** Cells that can be had elsewhere: to hold them back would protect nothing. */
  readonly known?: ReadonlySet<string>
  /** Cells held back elsewhere: to show them would open what they protect. */
  readonly withheld?: ReadonlySet<string>
}

/** A cell by its place, `row:column`, a total with `*`. */
export function placeKey({ row, column }: CellPlace): string {
  return `${row ?? '*'}:${column ?? '*'}`
}

/**
 * Cells that stay back, each with why; undefined: it can't be done, because too much is known already. The number of all
 * is shown unless it is small itself; nothing is shown then. An empty cell is shown, and never counts as protection: who
 * reads may know that it has to be empty.
 */
export function holdBack(table: PeopleTable, { bound, known, withheld }: HoldBack): Held | undefined {
  const network = networkOf(table)
  const held = new Map<string, HeldBecause>()
  const all = network.edges.find(({ key }) => key === placeKey({}))?.value ?? 0
  if (all < bound) return new Map(network.edges.map(({ key }) => [key, 'small']))
  for (const { key, value } of network.edges) {
    if (value > 0 && value < bound) held.set(key, 'small')
    else if (value > 0 && withheld?.has(key) && key !== placeKey({})) held.set(key, 'computable')
  }
  if ([...held.keys()].some((key) => known?.has(key))) return undefined
  const mayHold = (edge: Edge): boolean =>
    held.has(edge.key) || (edge.value > 0 && edge.key !== placeKey({}) && known?.has(edge.key) !== true)
  // What one cell needs may be what protects the next; every pass holds more, so this ends.
  for (;;) {
    const open = network.edges.find((edge) => held.has(edge.key) && width(network, held, edge) < bound)
    if (!open) return held
    const before = held.size
    for (const way of ['up', 'down'] as const) {
      if (width(network, held, open) >= bound) break
      for (const key of wayRound(network, { edge: open, way, most: bound, mayUse: mayHold, held }).used)
        if (!held.has(key)) held.set(key, 'computable')
    }
    if (held.size === before) return undefined
  }
}

/** Least and most that a reader of everything shown can say of a cell that is held back. `most` stops at twice the bound above. */
export function rangeOf(
  table: PeopleTable,
  held: Pick<Held, 'has'>,
  key: string,
  bound: number,
): { readonly least: number; readonly most: number } {
  const network = networkOf(table)
  const edge = network.edges.find((one) => one.key === key)
  if (!edge) throw new Error(`the table has no cell ${key}`)
  const { up, down } = slack(network, held, edge, bound * 2)
  return { least: edge.value - down, most: edge.value + up }
}

/** Whether every small cell stays uncertain by the bound when some that were held back are known all the same. */
export function staysHidden(
  table: PeopleTable,
  held: Held,
  known: ReadonlySet<string>,
  bound: number,
): boolean {
  const network = networkOf(table)
  if (network.edges.every(({ key, value }) => value === 0 || (held.has(key) && !known.has(key)))) return true
  const left = new Map([...held].filter(([key]) => !known.has(key)))
  return network.edges.every(
    (edge) =>
      edge.value === 0 || edge.value >= bound || (left.has(edge.key) && width(network, left, edge) >= bound),
  )
}

/** Every cell with its number, totals too. */
export function cellsOf(table: PeopleTable): readonly { readonly key: string; readonly value: number }[] {
  return networkOf(table).edges.map(({ key, value }) => ({ key, value }))
}

interface Edge {
  readonly key: string
  readonly from: number
  readonly to: number
  readonly value: number
}

interface Network {
  readonly nodes: number
  readonly edges: readonly Edge[]
}

/** Of each node as much goes in as goes out: the cells of a row into its total, the totals into the number of all. */
function networkOf({ rows, columns, cells }: PeopleTable): Network {
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
  const all = sum(cells.map(sum))
  if (columns.length === 1) {
    const list = rows.map((_, row) => ({
      key: placeKey({ row, column: 0 }),
      from: 0,
      to: 1,
      value: cells[row]?.[0] ?? 0,
    }))
    return { nodes: 2, edges: [...list, { key: placeKey({}), from: 1, to: 0, value: all }] }
  }
  const [ofRows, ofColumns] = [rows.length, rows.length + columns.length + 1]
  const column = (index: number): number => rows.length + 1 + index
  const edges: Edge[] = [{ key: placeKey({}), from: ofRows, to: ofColumns, value: all }]
  for (const row of rows.keys()) {
    edges.push({ key: placeKey({ row }), from: ofColumns, to: row, value: sum(cells[row] ?? []) })
    for (const index of columns.keys())
      edges.push({
        key: placeKey({ row, column: index }),
        from: row,
        to: column(index),
        value: cells[row]?.[index] ?? 0,
      })
  }
  for (const index of columns.keys())
    edges.push({
      key: placeKey({ column: index }),
      from: column(index),
      to: ofRows,
      value: sum(cells.map((row) => row[index] ?? 0)),
    })
  return { nodes: ofColumns + 1, edges }
}

function width(network: Network, held: Pick<Held, 'has'>, edge: Edge): number {
  const { up, down } = slack(network, held, edge, edge.value + network.nodes + 100)
  return up + down
}

function slack(
  network: Network,
  held: Pick<Held, 'has'>,
  edge: Edge,
  most: number,
): { readonly up: number; readonly down: number } {
  const asked = { edge, most, held, mayUse: ({ key }: Edge) => held.has(key) }
  return {
    up: wayRound(network, { ...asked, way: 'up' }).flow,
    down: wayRound(network, { ...asked, way: 'down', most: edge.value }).flow,
  }
}

interface AskedWay {
  readonly edge: Edge
  /** Whether the cell would be more or less than it is. */
  readonly way: 'up' | 'down'
  readonly most: number
  readonly mayUse: (edge: Edge) => boolean
  readonly held: Pick<Held, 'has'>
}

/**
 * How much the others can give way, at the price of the fewest people held back more: path by cheapest path. An edge can
 * carry any more, and less down to nothing.
 */
function wayRound(
  { nodes, edges }: Network,
  { edge, way, most, mayUse, held }: AskedWay,
): { readonly flow: number; readonly used: readonly string[] } {
  const [start, end] = way === 'up' ? [edge.to, edge.from] : [edge.from, edge.to]
  const usable = edges.filter((one) => one !== edge && mayUse(one))
  const moved = new Map<Edge, number>()
  let flow = 0
  while (flow < most) {
    const path = cheapest({ nodes, usable, moved, held, start, end })
    if (!path) break
    const carries = Math.min(most - flow, ...path.map((step) => step.room))
    for (const { edge: one, sign } of path) moved.set(one, (moved.get(one) ?? 0) + sign * carries)
    flow += carries
  }
  return { flow, used: [...moved].flatMap(([one, by]) => (by === 0 ? [] : [one.key])) }
}

interface Step {
  readonly edge: Edge
  readonly sign: 1 | -1
  readonly room: number
}

interface Search {
  readonly nodes: number
  readonly usable: readonly Edge[]
  readonly moved: ReadonlyMap<Edge, number>
  readonly held: Pick<Held, 'has'>
  readonly start: number
  readonly end: number
}

/** Bellman and Ford: networks here have tens of nodes. */
function cheapest({ nodes, usable, moved, held, start, end }: Search): readonly Step[] | undefined {
  const cost = Array.from({ length: nodes }, () => Number.POSITIVE_INFINITY)
  const came: (readonly [number, Step])[] = []
  cost[start] = 0
  for (let round = 0; round < nodes; round++) {
    let isChanged = false
    for (const edge of usable) {
      const by = moved.get(edge) ?? 0
      const price = held.has(edge.key) || by !== 0 ? 0 : edge.value + 1
      const steps = [
        { from: edge.from, to: edge.to, step: { edge, sign: 1 as const, room: Number.MAX_SAFE_INTEGER } },
        { from: edge.to, to: edge.from, step: { edge, sign: -1 as const, room: edge.value + by } },
      ]
      for (const { from, to, step } of steps) {
        const next = (cost[from] ?? Number.POSITIVE_INFINITY) + price
        if (step.room <= 0 || next >= (cost[to] ?? 0)) continue
        cost[to] = next
        came[to] = [from, step]
        isChanged = true
      }
    }
    if (!isChanged) break
  }
  if (cost[end] === Number.POSITIVE_INFINITY) return undefined
  const path: Step[] = []
  for (let at = end; at !== start;) {
    const [from, step] = came[at] ?? [start, undefined]
    if (step) path.unshift(step)
    at = from
  }
  return path
}
