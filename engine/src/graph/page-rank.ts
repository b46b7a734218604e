import type { Graph } from './graph.ts'
import type { PageRankRequest, Ranks } from './graph-door.ts'
import { seenBy, visibleGraph } from './visible-links.ts'

/** PageRank along the links as they point, several links between two counting as many times; what points nowhere gives to all alike. */
export function pageRank(graph: Graph, { visible, iterations, damping }: PageRankRequest): Ranks {
  const { entity, start, other, weight } = visibleGraph(seenBy(graph, visible), 'out')
  const size = entity.length
  let rank = new Float64Array(size).fill(1 / size)
  let next = new Float64Array(size)
  const given = new Float64Array(size)
  for (let node = 0; node < size; node += 1)
    for (let at = start[node] as number; at < (start[node + 1] as number); at += 1)
      given[node] = (given[node] as number) + (weight[at] as number)
  for (let round = 0; round < iterations; round += 1) {
    let idle = 0
    for (let node = 0; node < size; node += 1) if (given[node] === 0) idle += rank[node] as number
    next.fill((1 - damping + damping * idle) / size)
    for (let node = 0; node < size; node += 1) {
      if (given[node] === 0) continue
      const share = (damping * (rank[node] as number)) / (given[node] as number)
      for (let at = start[node] as number; at < (start[node + 1] as number); at += 1) {
        const to = other[at] as number
        next[to] = (next[to] as number) + share * (weight[at] as number)
      }
    }
    ;[rank, next] = [next, rank]
  }
  return { entity, rank }
}
