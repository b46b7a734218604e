import { audienceOf } from './audience.ts'
import type { Audiences } from './audience.ts'
import type { LinkPage, NodePage } from './graph-door.ts'
import { buildSnapshot, findNode, sharedFloats, sharedWords } from './snapshot.ts'
import type { LinkColumns, Snapshot } from './snapshot.ts'

/** Pages on their way to the first snapshot. */
export interface Loading {
  readonly nodes: NodePage[]
  readonly links: LinkPage[]
}

export function snapshotOf({ nodes, links }: Loading, audiences: Audiences): Snapshot {
  const size = nodes.reduce((sum, page) => sum + page.entity.length, 0)
  const entity = sharedFloats(size)
  const audience = sharedWords(size)
  let filled = 0
  for (const page of nodes) {
    entity.set(page.entity, filled)
    page.markings.forEach((markings, at) => (audience[filled + at] = audienceOf(audiences, markings)))
    filled += page.entity.length
  }
  return buildSnapshot({ entity, audience }, columnsOf(links, entity))
}

/** The node of an entity. Ids are numbered densely, so a table finds them twenty times faster than halving; where they are not, halving. */
function finder(entity: Float64Array): (id: number) => number | undefined {
  const first = entity[0] ?? 0
  const span = (entity.at(-1) ?? 0) - first + 1
  if (span > 4 * entity.length) return (id) => findNode(entity, id)
  const table = new Uint32Array(span)
  entity.forEach((id, node) => (table[id - first] = node + 1))
  return (id) => {
    const found = table[id - first] ?? 0
    return found === 0 ? undefined : found - 1
  }
}

/** A link to an entity that is not there is left out: it comes with a change of its end. */
function columnsOf(pages: readonly LinkPage[], entity: Float64Array): LinkColumns {
  const most = pages.reduce((sum, page) => sum + page.from.length, 0)
  const [from, to, marking] = [new Uint32Array(most), new Uint32Array(most), new Uint32Array(most)]
  const [kind, first, last] = [new Uint8Array(most), new Uint16Array(most), new Uint16Array(most)]
  const find = finder(entity)
  let count = 0
  for (const page of pages)
    for (let at = 0; at < page.from.length; at += 1) {
      const [one, other] = [find(page.from[at] as number), find(page.to[at] as number)]
      if (one === undefined || other === undefined) continue
      from[count] = one
      to[count] = other
      marking[count] = page.marking[at] as number
      kind[count] = page.kind[at] as number
      first[count] = page.first[at] as number
      last[count] = page.last[at] as number
      count += 1
    }
  return { count, from, to, marking, kind, first, last }
}
