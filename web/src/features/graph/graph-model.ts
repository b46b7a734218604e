import type { GraphEdge, GraphNode, GraphReply } from '../../api/wire.ts'
import { middleOf, placeAround } from './place.ts'
import type { Spot } from './place.ts'

/** A node as it stands on the chart; x to the right, y down, one unit a CSS pixel at full size. */
export interface ChartNode extends Spot {
  readonly data: GraphNode
  readonly isPinned: boolean
  readonly isHidden: boolean
}

export interface Chart {
  readonly nodes: ReadonlyMap<string, ChartNode>
  readonly edges: ReadonlyMap<string, GraphEdge>
}

/** More can't be read by a person, and a machine without a graphics card can't draw it. */
export const mostNodes = 1500

/** What a look for more brings. */
type Brought = Pick<GraphReply, 'nodes' | 'edges'>

/** How many more the chart takes. */
export function roomOn(chart: Chart): number {
  return mostNodes - chart.nodes.size
}

/** What stands there already needs no room. */
export function hasRoomFor(chart: Chart, id: string): boolean {
  return chart.nodes.has(id) || roomOn(chart) > 0
}

export type Act =
  | { readonly do: 'add'; readonly reply: GraphReply }
  | { readonly do: 'expand'; readonly reply: GraphReply; readonly of: string }
  | { readonly do: 'connect'; readonly reply: Brought; readonly of: string }
  | { readonly do: 'hide' | 'show' | 'pin' | 'unpin' | 'remove'; readonly ids: readonly string[] }
  | { readonly do: 'move' | 'arrange'; readonly spots: ReadonlyMap<string, Spot> }
export type ActName = Act['do']

interface Step {
  readonly act: ActName
  readonly chart: Chart
}

/** The chart with the way back and the way forth: `done` holds what stood before each act, `undone` what stood after it. */
export interface ChartState {
  readonly chart: Chart
  readonly done: readonly Step[]
  readonly undone: readonly Step[]
}

export const emptyChart: ChartState = { chart: { nodes: new Map(), edges: new Map() }, done: [], undone: [] }

/** An act that changes nothing leaves no step to undo. */
export function act(state: ChartState, doing: Act): ChartState {
  const chart = changed(state.chart, doing)
  if (chart === state.chart) return state
  return { chart, done: [...state.done, { act: doing.do, chart: state.chart }], undone: [] }
}

export function undo(state: ChartState): ChartState {
  const step = state.done.at(-1)
  if (!step) return state
  return {
    chart: step.chart,
    done: state.done.slice(0, -1),
    undone: [...state.undone, { act: step.act, chart: state.chart }],
  }
}

export function redo(state: ChartState): ChartState {
  const step = state.undone.at(-1)
  if (!step) return state
  return {
    chart: step.chart,
    done: [...state.done, { act: step.act, chart: state.chart }],
    undone: state.undone.slice(0, -1),
  }
}

function changed(chart: Chart, doing: Act): Chart {
  switch (doing.do) {
    case 'add':
      return grown(chart, doing.reply, undefined)
    case 'expand':
      return grown(chart, doing.reply, doing.of)
    case 'connect':
      // A way is of no use with a step left out: what is hidden on it is shown again.
      return each(
        grown(chart, doing.reply, doing.of),
        doing.reply.nodes.map((node) => node.id),
        (node) => (node.isHidden ? { ...node, isHidden: false } : node),
      )
    case 'hide':
      return each(chart, doing.ids, (node) => (node.isHidden ? node : { ...node, isHidden: true }))
    case 'show':
      return each(chart, doing.ids, (node) => (node.isHidden ? { ...node, isHidden: false } : node))
    case 'pin':
      return each(chart, doing.ids, (node) => (node.isPinned ? node : { ...node, isPinned: true }))
    case 'unpin':
      return each(chart, doing.ids, (node) => (node.isPinned ? { ...node, isPinned: false } : node))
    case 'move':
      // What a hand has placed stays where the hand put it.
      return placed(chart, doing.spots, true)
    case 'arrange':
      return placed(chart, doing.spots, false)
    case 'remove':
      return removed(chart, doing.ids)
  }
}

/** What came is placed in free space around where it came from; what stood there stays there, with its newest counts. */
function grown(chart: Chart, reply: Brought, of: string | undefined): Chart {
  const nodes = new Map(chart.nodes)
  const fresh = reply.nodes.filter((data) => !nodes.has(data.id))
  // An end may have been removed while the answer was on its way.
  const there = new Set([...nodes.keys(), ...fresh.map((data) => data.id)])
  const links = reply.edges.filter(
    (edge) => !chart.edges.has(edge.id) && there.has(edge.from) && there.has(edge.to),
  )
  // Shown already, asked for again: there is nothing to take back.
  if (fresh.length === 0 && links.length === 0) return chart
  for (const data of reply.nodes) {
    const known = nodes.get(data.id)
    if (known) nodes.set(data.id, { ...known, data })
  }
  const sorted = fresh.toSorted((a, b) => relationTo(a, of, links).localeCompare(relationTo(b, of, links)))
  const spots = placeAround(anchorOf(chart, of), sorted.length, [...chart.nodes.values()])
  for (const [at, data] of sorted.entries())
    nodes.set(data.id, { data, ...(spots[at] ?? { x: 0, y: 0 }), isPinned: false, isHidden: false })
  return { nodes, edges: new Map([...chart.edges, ...links.map((edge) => [edge.id, edge] as const)]) }
}

/** Neighbours by the same relation are placed side by side. */
function relationTo(node: GraphNode, of: string | undefined, links: readonly GraphEdge[]): string {
  const link = links.find(
    (edge) => (edge.from === of && edge.to === node.id) || (edge.to === of && edge.from === node.id),
  )
  return `${link?.kind ?? ''} ${node.kind} ${node.caption}`
}

/** Where new nodes go around, and away from what: the neighbours that stand there already. */
function anchorOf(
  chart: Chart,
  of: string | undefined,
): { readonly at: Spot; readonly away: Spot | undefined } {
  const node = of === undefined ? undefined : chart.nodes.get(of)
  if (!node) return { at: middleOf([...chart.nodes.values()]) ?? { x: 0, y: 0 }, away: undefined }
  const near = neighboursOf(chart, node.data.id).flatMap((id) => chart.nodes.get(id) ?? [])
  return { at: node, away: middleOf(near) }
}

function each(chart: Chart, ids: readonly string[], change: (node: ChartNode) => ChartNode): Chart {
  const nodes = new Map(chart.nodes)
  let isChanged = false
  for (const id of ids) {
    const node = nodes.get(id)
    if (!node || change(node) === node) continue
    nodes.set(id, change(node))
    isChanged = true
  }
  return isChanged ? { ...chart, nodes } : chart
}

function placed(chart: Chart, spots: ReadonlyMap<string, Spot>, byHand: boolean): Chart {
  return each(chart, [...spots.keys()], (node) => {
    const { x, y } = spots.get(node.data.id) ?? node
    const isThere = node.x === x && node.y === y
    if (isThere || (node.isPinned && !byHand)) return node
    return { ...node, x, y, isPinned: node.isPinned || byHand }
  })
}

function removed(chart: Chart, ids: readonly string[]): Chart {
  const gone = new Set(ids.filter((id) => chart.nodes.has(id)))
  if (gone.size === 0) return chart
  return {
    nodes: new Map([...chart.nodes].filter(([id]) => !gone.has(id))),
    edges: new Map([...chart.edges].filter(([, edge]) => !gone.has(edge.from) && !gone.has(edge.to))),
  }
}

/** Everything linked with it on the chart, hidden or not. */
export function neighboursOf(chart: Chart, id: string): readonly string[] {
  const found = new Set<string>()
  for (const edge of chart.edges.values()) {
    if (edge.from === id) found.add(edge.to)
    if (edge.to === id) found.add(edge.from)
  }
  return [...found]
}

export function shownNodes(chart: Chart): readonly ChartNode[] {
  return [...chart.nodes.values()].filter((node) => !node.isHidden)
}

export function hiddenIds(chart: Chart): readonly string[] {
  return [...chart.nodes.values()].filter((node) => node.isHidden).map((node) => node.data.id)
}

/** Links of which both ends are shown. */
export function shownEdges(chart: Chart): readonly GraphEdge[] {
  const isShown = (id: string): boolean => chart.nodes.get(id)?.isHidden === false
  return [...chart.edges.values()].filter((edge) => isShown(edge.from) && isShown(edge.to))
}
