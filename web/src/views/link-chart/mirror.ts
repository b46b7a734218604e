import type Graph from 'graphology'

import type { Drawn } from './drawn.ts'

const types = { none: 'line', one: 'arrow', both: 'doubleArrow' } as const

/** Brings sigma's graph to what is to be drawn; sigma's y points up. */
export function mirror(graph: Graph, { nodes, links, chosen, cursor, ink }: Drawn): void {
  const kept = new Set(nodes.map((node) => node.id))
  const drawnLinks = new Set(links.map((link) => link.id))
  for (const id of graph.edges()) if (!drawnLinks.has(id)) graph.dropEdge(id)
  for (const id of graph.nodes()) if (!kept.has(id)) graph.dropNode(id)
  for (const node of nodes) {
    const zIndex = node.id === chosen || node.id === cursor ? 1 : 0
    graph.mergeNode(node.id, { x: node.x, y: -node.y, size: node.radius, color: node.fill, zIndex })
  }
  for (const link of links) {
    const isMarked = [link.id, link.from, link.to].includes(chosen ?? '')
    const attributes = {
      size: isMarked ? link.width + 1 : link.width,
      color: isMarked ? ink.chosen : ink.link,
      type: types[link.heads],
      zIndex: isMarked ? 1 : 0,
    }
    // A line that turned round has other ends.
    if (graph.hasEdge(link.id) && graph.source(link.id) !== link.from) graph.dropEdge(link.id)
    if (graph.hasEdge(link.id)) graph.mergeEdgeAttributes(link.id, attributes)
    else graph.addEdgeWithKey(link.id, link.from, link.to, attributes)
  }
}
