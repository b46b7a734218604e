import type { Graph } from './graph.ts'
import type { Communities, CommunityRequest } from './graph-door.ts'
import { leiden } from './leiden.ts'
import { networkOf } from './network.ts'
import type { Network } from './network.ts'
import { seenBy, visibleGraph } from './visible-links.ts'

/** Groups whose members are linked more with one another than chance would have it, over all that the viewer sees. */
export function communities(graph: Graph, { visible, seed, resolution }: CommunityRequest): Communities {
  const { entity, ...rows } = visibleGraph(seenBy(graph, visible), 'both')
  return namedByLowest(entity, networkOf(rows), { seed, resolution })
}

/** The same of a few entities and the links among them, given as pairs. */
export function communitiesAmong(
  entities: readonly number[],
  links: readonly (readonly [from: number, to: number])[],
  options: Pick<CommunityRequest, 'seed' | 'resolution'>,
): Communities {
  const entity = Float64Array.from(new Set(entities)).sort()
  const numberOf = new Map([...entity].map((one, at) => [one, at]))
  const rows = [...entity].map(() => new Map<number, number>())
  for (const [from, to] of links) {
    const [one, other] = [numberOf.get(from), numberOf.get(to)]
    if (one === undefined || other === undefined || one === other) continue
    rows[one]?.set(other, (rows[one]?.get(other) ?? 0) + 1)
    rows[other]?.set(one, (rows[other]?.get(one) ?? 0) + 1)
  }
  const sorted = rows.map((row) => [...row].sort(([a], [b]) => a - b))
  const start = new Uint32Array(entity.length + 1)
  sorted.forEach((row, at) => (start[at + 1] = (start[at] ?? 0) + row.length))
  const flat = sorted.flat()
  const network = networkOf({
    start,
    other: Uint32Array.from(flat, ([other]) => other),
    weight: Float64Array.from(flat, ([, weight]) => weight),
  })
  return namedByLowest(entity, network, options)
}

function namedByLowest(
  entity: Float64Array,
  network: Network,
  options: Pick<CommunityRequest, 'seed' | 'resolution'>,
): Communities {
  const groups = leiden(network, options)
  const lowest = new Map<number, number>()
  const community = new Float64Array(entity.length)
  groups.forEach((group, node) => {
    const own = entity[node] as number
    const first = lowest.get(group)
    if (first === undefined) lowest.set(group, own)
    community[node] = first ?? own
  })
  return { entity, community, count: lowest.size, modularity: modularity(network, groups) }
}

function modularity(network: Network, groups: Uint32Array): number {
  if (network.total === 0) return 0
  const held = new Float64Array(network.size)
  let inside = 0
  for (let node = 0; node < network.size; node += 1) {
    const group = groups[node] as number
    held[group] = (held[group] as number) + (network.strength[node] as number)
    for (let at = network.start[node] as number; at < (network.start[node + 1] as number); at += 1)
      if (groups[network.other[at] as number] === group) inside += network.weight[at] as number
  }
  return inside / network.total - held.reduce((sum, strength) => sum + (strength / network.total) ** 2, 0)
}
