import { entityAt } from './graph.ts'
import type { Graph } from './graph.ts'
import type { Components, Viewer } from './graph-door.ts'
import { eachVisibleLink, seenBy } from './visible-links.ts'

/** What hangs together, by joining the ends of every visible link: near linear, and in no need of an order. */
export function components(graph: Graph, { visible }: Viewer): Components {
  const seen = seenBy(graph, visible)
  const parent = new Uint32Array(seen.isSeen.length)
  for (let node = 0; node < parent.length; node += 1) parent[node] = node
  eachVisibleLink(seen, (from, to) => {
    const [one, other] = [root(parent, from), root(parent, to)]
    if (one < other) parent[other] = one
    else parent[one] = other
  })
  const heads: number[] = []
  for (let node = 0; node < parent.length; node += 1)
    if (seen.isSeen[node] === 1 && (seen.heads.get(node) ?? node) === node) heads.push(node)
  if (graph.added.length > 0) heads.sort((a, b) => entityAt(graph, a) - entityAt(graph, b))
  const lowest = new Map<number, number>()
  const entity = new Float64Array(heads.length)
  const component = new Float64Array(heads.length)
  heads.forEach((node, at) => {
    const top = root(parent, node)
    const own = entityAt(graph, node)
    entity[at] = own
    const first = lowest.get(top)
    if (first === undefined) lowest.set(top, own)
    component[at] = first ?? own
  })
  return { entity, component, count: lowest.size }
}

/** Halves the way up on each walk. */
function root(parent: Uint32Array, node: number): number {
  let at = node
  for (let up = parent[at] as number; up !== at; up = parent[at] as number) {
    const beyond = parent[up] as number
    parent[at] = beyond
    at = beyond
  }
  return at
}
