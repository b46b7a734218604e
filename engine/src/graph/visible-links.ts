import { audienceAt, entityAt, isChanged, isJudged, nodeCount } from './graph.ts'
import { isInAudience } from './audience.ts'
import { hasBit, headOf, viewOf } from './view.ts'
import type { View } from './view.ts'

/** What a viewer sees of every node, for work on the whole graph: 1 for what is seen, and for what is one with another the node that stands for it. */
export interface Seen {
  readonly view: View
  readonly isSeen: Uint8Array
  readonly heads: ReadonlyMap<number, number>
}

export function seenBy(graph: View['graph'], visible: Uint8Array): Seen {
  const view = viewOf(graph, { visible })
  const size = nodeCount(graph)
  const isSeen = new Uint8Array(size)
  const heads = new Map<number, number>()
  for (let node = 0; node < size; node += 1) {
    if (!isInAudience(graph.audiences, audienceAt(graph, node), visible)) continue
    isSeen[node] = 1
    if (((graph.flags[node] as number) & isJudged) !== 0) heads.set(node, headOf(view, node))
  }
  return { view, isSeen, heads }
}

/** Calls for every link the viewer sees, once, with the nodes its ends stand under; not for links within what is one. */
export function eachVisibleLink(seen: Seen, call: (from: number, to: number) => void): void {
  const { view, isSeen, heads } = seen
  const { graph, visible } = view
  const { snapshot, flags } = graph
  const tell = (from: number, to: number): void => {
    const [one, other] = heads.size === 0 ? [from, to] : [heads.get(from) ?? from, heads.get(to) ?? to]
    if (one !== other) call(one, other)
  }
  const size = snapshot.entity.length
  for (let from = 0; from < size; from += 1) {
    if (isSeen[from] === 0 || ((flags[from] as number) & isChanged) !== 0) continue
    const end = snapshot.outStart[from + 1] as number
    for (let link = snapshot.outStart[from] as number; link < end; link += 1) {
      const to = snapshot.target[link] as number
      if (isSeen[to] === 1 && hasBit(visible, snapshot.marking[link] as number)) tell(from, to)
    }
  }
  for (const [from, links] of graph.out)
    for (const { other, link } of links)
      if (isSeen[from] === 1 && isSeen[other] === 1 && hasBit(visible, link.marking)) tell(from, other)
}

/**
 * The visible graph made anew: nodes in ascending order of entity, rows in ascending order of the other end, several links between two
 * as one with a weight. What is reckoned on it is the same to the last bit whatever else the graph holds.
 */
export interface VisibleGraph {
  readonly entity: Float64Array
  readonly start: Uint32Array
  readonly other: Uint32Array
  readonly weight: Uint32Array
}

/** `both`: each link stands in the rows of both its ends; else in that of the end it leaves. */
export function visibleGraph(seen: Seen, ways: 'out' | 'both'): VisibleGraph {
  const { entity, numberOf } = numbered(seen)
  const size = entity.length
  const byOther = new Uint32Array(size + 1)
  const byOwn = new Uint32Array(size + 1)
  const both = ways === 'both'
  eachVisibleLink(seen, (from, to) => {
    const [own, other] = [numberOf[from] as number, numberOf[to] as number]
    byOwn[own + 1] = (byOwn[own + 1] as number) + 1
    byOther[other + 1] = (byOther[other + 1] as number) + 1
    if (!both) return
    byOwn[other + 1] = (byOwn[other + 1] as number) + 1
    byOther[own + 1] = (byOther[own + 1] as number) + 1
  })
  for (let node = 0; node < size; node += 1) {
    byOwn[node + 1] = (byOwn[node + 1] as number) + (byOwn[node] as number)
    byOther[node + 1] = (byOther[node + 1] as number) + (byOther[node] as number)
  }
  const owners = sortedByOther(seen, { numberOf, both, byOther })
  return merged({ entity, start: byOwn, byOther, owners })
}

/** Own ends in order of the other end: the first of two counting sorts. */
function sortedByOther(
  seen: Seen,
  {
    numberOf,
    both,
    byOther,
  }: { readonly numberOf: Uint32Array; readonly both: boolean; readonly byOther: Uint32Array },
): Uint32Array {
  const next = byOther.slice()
  const owners = new Uint32Array(byOther.at(-1) ?? 0)
  const put = (own: number, other: number): void => {
    const place = next[other] as number
    owners[place] = own
    next[other] = place + 1
  }
  eachVisibleLink(seen, (from, to) => {
    const [own, other] = [numberOf[from] as number, numberOf[to] as number]
    put(own, other)
    if (both) put(other, own)
  })
  return owners
}

interface Sorted {
  readonly entity: Float64Array
  readonly start: Uint32Array
  readonly byOther: Uint32Array
  readonly owners: Uint32Array
}

/** The second counting sort; in each row equal ends follow one another and become one. */
function merged({ entity, start, byOther, owners }: Sorted): VisibleGraph {
  const size = entity.length
  const end = start.slice(0, size)
  const other = new Uint32Array(owners.length)
  const weight = new Uint32Array(owners.length)
  for (let node = 0; node < size; node += 1)
    for (let at = byOther[node] as number; at < (byOther[node + 1] as number); at += 1) {
      const own = owners[at] as number
      const place = end[own] as number
      if (place > (start[own] as number) && other[place - 1] === node)
        weight[place - 1] = (weight[place - 1] as number) + 1
      else {
        other[place] = node
        weight[place] = 1
        end[own] = place + 1
      }
    }
  let kept = 0
  const packed = new Uint32Array(size + 1)
  for (let node = 0; node < size; node += 1) {
    for (let at = start[node] as number; at < (end[node] as number); at += 1, kept += 1) {
      other[kept] = other[at] as number
      weight[kept] = weight[at] as number
    }
    packed[node + 1] = kept
  }
  return { entity, start: packed, other: other.subarray(0, kept), weight: weight.subarray(0, kept) }
}

/** Numbers of what is seen, in ascending order of entity. */
function numbered({ view, isSeen, heads }: Seen): {
  readonly entity: Float64Array
  readonly numberOf: Uint32Array
} {
  const { graph } = view
  const size = isSeen.length
  const nodes: number[] = []
  for (let node = 0; node < size; node += 1)
    if (isSeen[node] === 1 && (heads.get(node) ?? node) === node) nodes.push(node)
  // Only what came after the snapshot is out of order.
  if (graph.added.length > 0) nodes.sort((a, b) => entityAt(graph, a) - entityAt(graph, b))
  const entity = new Float64Array(nodes.length)
  const numberOf = new Uint32Array(size)
  nodes.forEach((node, at) => {
    entity[at] = entityAt(graph, node)
    numberOf[node] = at
  })
  return { entity, numberOf }
}
