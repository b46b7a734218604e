import { aggregate, clear, newTally, tally } from './network.ts'
import type { Network, Tally } from './network.ts'

interface LeidenOptions {
  readonly seed: number
  readonly resolution: number
}

/**
 * Communities by Leiden (Traag, Waltman, van Eck 2019, doi:10.1038/s41598-019-41695-z): nodes move to where modularity gains most,
 * each community is then taken apart and put together again from its well connected parts, so that none hangs together
 * through others only, and the parts become the nodes of the next round. The best part is taken where the paper draws one by
 * chance, and the order of visits comes from the seed: the same network gives the same answer.
 */
export function leiden(network: Network, options: LeidenOptions): Uint32Array {
  const random = randomFrom(options.seed)
  const scale = options.resolution / Math.max(1, network.total)
  const levelOf = Uint32Array.from({ length: network.size }, (_, node) => node)
  let level = network
  let community: Uint32Array = levelOf.slice()
  for (;;) {
    moveNodes({ network: level, community, scale, random })
    const refined = refine({ network: level, community, scale, random })
    const { network: next, numberOf } = aggregate(level, refined)
    if (next.size === level.size) break
    const before = community
    community = firstOf(numberOf, before, next.size)
    for (let node = 0; node < levelOf.length; node += 1)
      levelOf[node] = numberOf[levelOf[node] as number] as number
    level = next
  }
  return levelOf.map((node) => community[node] as number)
}

/** The communities of the nodes of a new level, each named by the first of its nodes. */
function firstOf(numberOf: Uint32Array, before: Uint32Array, size: number): Uint32Array {
  const first = new Uint32Array(before.length)
  const community = new Uint32Array(size)
  for (let node = 0; node < numberOf.length; node += 1) {
    const group = before[node] as number
    const number = numberOf[node] as number
    if (first[group] === 0) first[group] = number + 1
    community[number] = (first[group] as number) - 1
  }
  return community
}

interface Round {
  readonly network: Network
  readonly community: Uint32Array
  /** Resolution by twice the sum of weights: what chance expects between two, for one of strength each. */
  readonly scale: number
  readonly random: () => number
}

/** Moves nodes one by one while that gains; a node is looked at again only when a neighbour has moved away from it. */
function moveNodes({ network, community, scale, random }: Round): void {
  const { size, strength } = network
  const held = new Float64Array(size)
  for (let node = 0; node < size; node += 1)
    held[community[node] as number] = (held[community[node] as number] as number) + (strength[node] as number)
  const towards = newTally(size)
  const queue = shuffled(size, random)
  const isQueued = new Uint8Array(size).fill(1)
  for (let head = 0, waiting = size; waiting > 0; head = (head + 1) % size, waiting -= 1) {
    const node = queue[head] as number
    isQueued[node] = 0
    const own = community[node] as number
    held[own] = (held[own] as number) - (strength[node] as number)
    sumTowards(network, node, community, towards)
    const best = bestGroup({ towards, held, pull: scale * (strength[node] as number), own })
    clear(towards)
    held[best] = (held[best] as number) + (strength[node] as number)
    if (best === own) continue
    community[node] = best
    for (let at = network.start[node] as number; at < (network.start[node + 1] as number); at += 1) {
      const other = network.other[at] as number
      if (isQueued[other] === 1 || community[other] === best) continue
      isQueued[other] = 1
      queue[(head + waiting) % size] = other
      waiting += 1
    }
  }
}

function sumTowards(network: Network, node: number, groups: Uint32Array, towards: Tally): void {
  for (let at = network.start[node] as number; at < (network.start[node + 1] as number); at += 1)
    tally(towards, groups[network.other[at] as number] as number, network.weight[at] as number)
}

interface Choice {
  readonly towards: Tally
  readonly held: Float64Array
  readonly pull: number
  readonly own: number
}

/** Where the node gains most; where it is when nothing is better than that. */
function bestGroup({ towards, held, pull, own }: Choice): number {
  let best = own
  let most = (towards.sum[own] as number) - pull * (held[own] as number)
  for (let at = 0; at < towards.count; at += 1) {
    const group = towards.groups[at] as number
    const gain = (towards.sum[group] as number) - pull * (held[group] as number)
    if (gain > most + 1e-9) {
      most = gain
      best = group
    }
  }
  return best
}

/** Parts of each community: single nodes join what they are well connected with, inside their community only. */
function refine({ network, community, scale, random }: Round): Uint32Array {
  const { size, strength } = network
  const part = Uint32Array.from({ length: size }, (_, node) => node)
  const held = new Float64Array(size)
  for (let node = 0; node < size; node += 1)
    held[community[node] as number] = (held[community[node] as number] as number) + (strength[node] as number)
  const heldByPart = strength.slice()
  const inside = insideWeights(network, community)
  // Of a part: its weight towards the rest of its community.
  const bound = inside.slice()
  const isAlone = new Uint8Array(size).fill(1)
  const towards = newTally(size)
  const isWellBound = (weight: number, own: number, all: number): boolean =>
    weight >= scale * own * (all - own) - 1e-9
  for (const node of shuffled(size, random)) {
    const all = held[community[node] as number] as number
    const own = strength[node] as number
    if (isAlone[node] === 0 || !isWellBound(inside[node] as number, own, all)) continue
    for (let at = network.start[node] as number; at < (network.start[node + 1] as number); at += 1) {
      const other = network.other[at] as number
      if (community[other] === community[node])
        tally(towards, part[other] as number, network.weight[at] as number)
    }
    let best = node
    let most = 0
    for (let at = 0; at < towards.count; at += 1) {
      const group = towards.groups[at] as number
      const gain = (towards.sum[group] as number) - scale * own * (heldByPart[group] as number)
      if (gain > most + 1e-9 && isWellBound(bound[group] as number, heldByPart[group] as number, all)) {
        most = gain
        best = group
      }
    }
    if (best !== node) {
      part[node] = best
      bound[best] = (bound[best] as number) + (inside[node] as number) - 2 * (towards.sum[best] as number)
      heldByPart[best] = (heldByPart[best] as number) + own
      isAlone[best] = 0
      isAlone[node] = 0
    }
    clear(towards)
  }
  return part
}

function insideWeights(network: Network, community: Uint32Array): Float64Array {
  const inside = new Float64Array(network.size)
  for (let node = 0; node < network.size; node += 1) {
    let sum = 0
    for (let at = network.start[node] as number; at < (network.start[node + 1] as number); at += 1)
      if (community[network.other[at] as number] === community[node]) sum += network.weight[at] as number
    inside[node] = sum
  }
  return inside
}

function shuffled(size: number, random: () => number): Uint32Array {
  const order = Uint32Array.from({ length: size }, (_, at) => at)
  for (let at = size - 1; at > 0; at -= 1) {
    const swap = Math.floor(random() * (at + 1))
    ;[order[at], order[swap]] = [order[swap] as number, order[at] as number]
  }
  return order
}

/** mulberry32. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
