import { entityAt } from './graph.ts'
import type { Graph } from './graph.ts'
import type { Expanded, ExpandRequest } from './graph-door.ts'
import { nextBase } from './scratch.ts'
import type { Scratch } from './scratch.ts'
import { contactsOf, newContacts, standingFor, viewOf } from './view.ts'
import type { Contacts } from './view.ts'

/** What was reached so far, in columns; a node's place among them stands in the scratch, one more, under the search's stamp. */
interface Reached {
  readonly nodes: number[]
  readonly hops: number[]
  readonly links: number[]
}

const contacts = newContacts()

/** Everything within so many hops of some entities, with a cap on how many neighbours of one are followed. */
export function expand(graph: Graph, request: ExpandRequest, scratch: Scratch): Expanded {
  const view = viewOf(graph, request)
  const base = nextBase(scratch)
  const { stamp, place } = scratch
  const reached: Reached = { nodes: [], hops: [], links: [] }
  const reach = (node: number, hop: number, links: number): void => {
    if (stamp[node] !== base) {
      stamp[node] = base
      place[node] = reached.nodes.length
      reached.nodes.push(node)
      reached.hops.push(hop)
      reached.links.push(links)
    } else if (reached.hops[place[node] as number] === hop)
      reached.links[place[node] as number] = (reached.links[place[node] as number] as number) + links
  }
  for (const entity of request.from) {
    const node = standingFor(view, entity)
    if (node !== undefined) reach(node, 0, 0)
  }
  const left = new Map<number, readonly number[]>()
  for (let hop = 1, from = 0; hop <= request.hops; hop += 1) {
    const until = reached.nodes.length
    for (; from < until; from += 1) {
      const node = reached.nodes[from] as number
      contactsOf(view, node, contacts)
      if (contacts.length <= request.fanOut) {
        for (let at = 0; at < contacts.length; at += 1) reach(contacts.node[at] as number, hop, 1)
        continue
      }
      const counted = strongest(graph, contacts, node)
      for (const [other, links] of counted.slice(0, request.fanOut)) reach(other, hop, links)
      const others = counted.slice(request.fanOut).map(([other]) => other)
      if (others.length > 0) left.set(node, others)
    }
  }
  return { found: foundOf(graph, reached), cut: cutOf(graph, left, (node) => stamp[node] === base) }
}

/** Distinct other ends with their number of links, the most links first. */
function strongest(graph: Graph, of: Contacts, node: number): readonly (readonly [number, number])[] {
  const counts = new Map<number, number>()
  for (let at = 0; at < of.length; at += 1) {
    const other = of.node[at] as number
    if (other !== node) counts.set(other, (counts.get(other) ?? 0) + 1)
  }
  return [...counts].sort((a, b) => b[1] - a[1] || entityAt(graph, a[0]) - entityAt(graph, b[0]))
}

function foundOf(graph: Graph, { nodes, hops, links }: Reached): Expanded['found'] {
  const found: Expanded['found'][number][] = []
  for (let at = 0; at < nodes.length; at += 1)
    if (hops[at] !== 0)
      found.push({
        entity: entityAt(graph, nodes[at] as number),
        hop: hops[at] as number,
        links: links[at] as number,
      })
  return found.sort((a, b) => a.hop - b.hop || b.links - a.links || a.entity - b.entity)
}

function cutOf(
  graph: Graph,
  left: ReadonlyMap<number, readonly number[]>,
  isReached: (node: number) => boolean,
): Expanded['cut'] {
  return [...left]
    .map(([node, others]) => ({
      entity: entityAt(graph, node),
      more: others.filter((other) => !isReached(other)).length,
    }))
    .filter((one) => one.more > 0)
    .sort((a, b) => a.entity - b.entity)
}
