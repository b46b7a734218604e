import type { GraphJudgement, GraphLink, GraphRow } from './graph-door.ts'
import { audienceOf, newAudiences } from './audience.ts'
import type { Audiences } from './audience.ts'
import { buildSnapshot, findNode } from './snapshot.ts'
import type { Snapshot } from './snapshot.ts'

/** A link that came after the snapshot, seen from one of its ends. */
export interface AddedLink {
  readonly other: number
  readonly link: GraphLink
}

/** A judgement as both of its sides hold it. */
export interface HeldJudgement extends GraphJudgement {
  readonly left: number
}

/** A row as it stands in the place of one in the snapshot. */
export interface ChangedRow {
  readonly audience: number
  readonly links: readonly GraphLink[]
}

/** Bits of `flags`. */
export const isChanged = 1
export const isJudged = 2

/**
 * A snapshot and what has changed since: an entity's links out are either those of the snapshot or, once it was read again, those
 * of `changed`. Nodes that are not in the snapshot are numbered after it in order of arrival.
 */
export interface Graph {
  readonly snapshot: Snapshot
  readonly audiences: Audiences
  readonly added: number[]
  readonly addedAudience: number[]
  readonly addedNode: Map<number, number>
  flags: Uint8Array
  readonly changed: Map<number, ChangedRow>
  changedLinks: number
  readonly out: Map<number, AddedLink[]>
  readonly in: Map<number, AddedLink[]>
  /** By entity, both sides. */
  readonly judged: Map<number, readonly HeldJudgement[]>
}

export function emptyGraph(): Graph {
  const none = { entity: new Float64Array(0), audience: new Uint32Array(0) }
  const noLinks = { from: new Uint32Array(0), to: new Uint32Array(0), marking: new Uint32Array(0) }
  const columns = { kind: new Uint8Array(0), first: new Uint16Array(0), last: new Uint16Array(0) }
  return graphOn(buildSnapshot(none, { count: 0, ...noLinks, ...columns }), {
    audiences: newAudiences(),
    judged: new Map(),
  })
}

/** Nothing has changed since; audiences and judgements outlive snapshots. */
export function graphOn(snapshot: Snapshot, kept: Pick<Graph, 'audiences' | 'judged'>): Graph {
  const graph: Graph = {
    ...kept,
    snapshot,
    added: [],
    addedAudience: [],
    addedNode: new Map(),
    flags: new Uint8Array(snapshot.entity.length + 1024),
    changed: new Map(),
    changedLinks: 0,
    out: new Map(),
    in: new Map(),
  }
  for (const entity of kept.judged.keys()) raise(graph, nodeFor(graph, entity), isJudged)
  return graph
}

export function nodeCount(graph: Graph): number {
  return graph.snapshot.entity.length + graph.added.length
}

export function nodeOf(graph: Graph, entity: number): number | undefined {
  return findNode(graph.snapshot.entity, entity) ?? graph.addedNode.get(entity)
}

export function entityAt(graph: Graph, node: number): number {
  const { entity } = graph.snapshot
  return node < entity.length ? (entity[node] as number) : (graph.added[node - entity.length] as number)
}

export function audienceAt(graph: Graph, node: number): number {
  const { audience } = graph.snapshot
  return node < audience.length
    ? (audience[node] as number)
    : (graph.addedAudience[node - audience.length] as number)
}

/** Links of a node in the snapshot, seen or not: for choosing the cheaper of two ways to one answer, and for nothing that is told. */
export function weightOf({ snapshot }: Graph, node: number): number {
  if (node >= snapshot.entity.length) return 1
  const out = (snapshot.outStart[node + 1] as number) - (snapshot.outStart[node] as number)
  return 1 + out + (snapshot.inStart[node + 1] as number) - (snapshot.inStart[node] as number)
}

export function replaceRows(graph: Graph, rows: readonly GraphRow[]): void {
  for (const row of rows) {
    const audience = audienceOf(graph.audiences, row.markings)
    replaceLinks(graph, row.entity, { audience, links: row.links })
    replaceJudgements(graph, row)
  }
}

/** Puts a row in the place of what stood of the entity. */
export function replaceLinks(graph: Graph, entity: number, row: ChangedRow): void {
  const node = nodeFor(graph, entity)
  const size = graph.snapshot.audience.length
  if (node < size) graph.snapshot.audience[node] = row.audience
  else graph.addedAudience[node - size] = row.audience
  for (const { other } of graph.out.get(node) ?? [])
    graph.in.set(
      other,
      (graph.in.get(other) ?? []).filter((one) => one.other !== node),
    )
  const links = row.links.map((link) => ({ other: nodeFor(graph, link.to), link }))
  graph.out.set(node, links)
  for (const { other, link } of links) {
    const incoming = graph.in.get(other)
    if (incoming) incoming.push({ other: node, link })
    else graph.in.set(other, [{ other: node, link }])
  }
  graph.changedLinks += row.links.length - (graph.changed.get(entity)?.links.length ?? 0)
  graph.changed.set(entity, row)
  raise(graph, node, isChanged)
}

function replaceJudgements(graph: Graph, { entity, judged }: GraphRow): void {
  const held = graph.judged.get(entity) ?? []
  const ends = new Set([entity])
  for (const one of held) if (one.left === entity) ends.add(one.right)
  for (const end of ends)
    graph.judged.set(
      end,
      (graph.judged.get(end) ?? []).filter((one) => one.left !== entity),
    )
  for (const one of judged)
    for (const end of [entity, one.right])
      graph.judged.set(end, [...(graph.judged.get(end) ?? []), { ...one, left: entity }])
  for (const end of [...ends, ...judged.map((one) => one.right)]) {
    const node = nodeFor(graph, end)
    if ((graph.judged.get(end) ?? []).length > 0) raise(graph, node, isJudged)
    else {
      graph.judged.delete(end)
      graph.flags[node] = (graph.flags[node] as number) & ~isJudged
    }
  }
}

/** The node of an entity, made where there is none: nobody may see it until its own row comes. */
function nodeFor(graph: Graph, entity: number): number {
  const known = nodeOf(graph, entity)
  if (known !== undefined) return known
  const node = nodeCount(graph)
  graph.added.push(entity)
  graph.addedAudience.push(audienceOf(graph.audiences, []))
  graph.addedNode.set(entity, node)
  if (node >= graph.flags.length) {
    const larger = new Uint8Array(graph.flags.length * 2)
    larger.set(graph.flags)
    graph.flags = larger
  }
  return node
}

function raise(graph: Graph, node: number, flag: number): void {
  graph.flags[node] = (graph.flags[node] as number) | flag
}
