import Graph from 'graphology'
import forceAtlas2 from 'graphology-layout-forceatlas2'

import { shownEdges, shownNodes } from './graph-model.ts'
import type { Chart, ChartNode } from './graph-model.ts'
import { leastDistance, middleOf, narrowed, widened } from './place.ts'
import type { Spot } from './place.ts'

const slice = 20

/**
 * New places for what is shown and not pinned, by ForceAtlas2. Between slices of the work the screen gets its turn:
 * 1,500 nodes take about three seconds on one core.
 */
export async function arrange(chart: Chart): Promise<ReadonlyMap<string, Spot>> {
  const nodes = shownNodes(chart).map((node) => ({ ...node, ...narrowed(node) }))
  const free = nodes.filter((node) => !node.isPinned)
  if (free.length === 0) return new Map()
  const middle = middleOf(nodes) ?? { x: 0, y: 0 }
  const graph = graphOf(chart, nodes, middle)
  const rounds = nodes.length > 500 ? 60 : 300
  for (let done = 0; done < rounds; done += slice) {
    forceAtlas2.assign(graph, { iterations: slice, settings: settingsFor(graph) })
    await new Promise((resolve) => setTimeout(resolve))
  }
  return apart(nodes, graph, middle)
}

/**
 * Chosen so that one unit stays a pixel and unlinked parts stay within sight. Measured on stars, trees and webs of 5 to 1,500:
 * half of all links come out 105 to 170 long; with ordinary gravity 60 nodes took a field of 6,000 by 6,000.
 */
function settingsFor({ order, size }: Graph) {
  // Many links push as much as they pull: without this 90 accounts with 460 links took 4,600 by 2,900.
  const dense = Math.max(1, size / order)
  return {
    scalingRatio: 1000 / dense,
    gravity: 0.3,
    strongGravityMode: true,
    barnesHutOptimize: order > 300,
  }
}

/** Gravity pulls towards (0, 0), so the chart's middle lies there meanwhile. */
function graphOf(chart: Chart, nodes: readonly ChartNode[], middle: Spot): Graph {
  const graph = new Graph({ type: 'undirected', multi: false })
  for (const { data, x, y, isPinned } of nodes)
    graph.addNode(data.id, { x: x - middle.x, y: y - middle.y, fixed: isPinned })
  for (const edge of shownEdges(chart)) graph.mergeEdge(edge.from, edge.to)
  return graph
}

/** Pushes apart what the forces left on top of each other; a pinned one is never pushed. */
function apart(nodes: readonly ChartNode[], graph: Graph, middle: Spot): ReadonlyMap<string, Spot> {
  const spots = nodes.map(({ data, isPinned }) => ({
    id: data.id,
    isPinned,
    x: middle.x + Number(graph.getNodeAttribute(data.id, 'x')),
    y: middle.y + Number(graph.getNodeAttribute(data.id, 'y')),
  }))
  for (let round = 0; round < 12; round++) {
    // Sorted by x, only those less than the least distance to the right need a look.
    spots.sort((a, b) => a.x - b.x)
    for (const [at, one] of spots.entries())
      for (let next = at + 1; next < spots.length; next++) {
        const other = spots[next]
        if (!other || other.x - one.x >= leastDistance) break
        push(one, other)
      }
  }
  return new Map(spots.filter((spot) => !spot.isPinned).map(({ id, x, y }) => [id, widened({ x, y })]))
}

interface Movable {
  x: number
  y: number
  readonly isPinned: boolean
}

function push(one: Movable, other: Movable): void {
  const dx = other.x - one.x || 1
  const dy = other.y - one.y
  const distance = Math.hypot(dx, dy)
  if (distance >= leastDistance || (one.isPinned && other.isPinned)) return
  const part = (leastDistance - distance) / distance / (one.isPinned || other.isPinned ? 1 : 2)
  if (!one.isPinned) {
    one.x -= dx * part
    one.y -= dy * part
  }
  if (!other.isPinned) {
    other.x += dx * part
    other.y += dy * part
  }
}
