import { audienceOf } from './audience.ts'
import { communities } from './communities.ts'
import { components } from './components.ts'
import { expand } from './expand.ts'
import { emptyGraph, graphOn, nodeCount, replaceLinks, replaceRows } from './graph.ts'
import type { Graph } from './graph.ts'
import type { GraphIndex } from './graph-door.ts'
import { snapshotOf } from './loading.ts'
import type { Loading } from './loading.ts'
import { pageRank } from './page-rank.ts'
import { paths } from './paths.ts'
import type { RebuildOrder } from './rebuild.ts'
import { scratchFor } from './scratch.ts'
import { snapshotBytes } from './snapshot.ts'
import type { Snapshot } from './snapshot.ts'

/** Makes a snapshot somewhere else and gives it back; rejects when that fails. */
export type Rebuilder = (order: RebuildOrder) => Promise<Snapshot>

/** A graph that is folded anew now and then. */
export interface FoldedIndex extends GraphIndex {
  /** Until no new snapshot is being made. */
  settled(): Promise<void>
}

/**
 * The graph in this thread. With a rebuilder, changes are folded into a new snapshot once they are a fiftieth of what there is, and
 * not fewer than `leastChanged`: a new one is a second of work. Answers never wait for it.
 */
export function createGraphIndex(rebuilder?: Rebuilder, { leastChanged = 20_000 } = {}): FoldedIndex {
  let graph = emptyGraph()
  let scratch = scratchFor(graph)
  let loading: Loading = { nodes: [], links: [] }
  let rebuilding: Promise<void> | undefined
  /** Entities that changed while a snapshot is being made. */
  let since = new Set<number>()

  const refold = async (make: Rebuilder): Promise<void> => {
    since = new Set()
    const old = graph
    const nobody = audienceOf(old.audiences, [])
    const rows = new Map(old.changed)
    const snapshot = await make({ snapshot: old.snapshot, rows, added: [...old.added], nobody })
    const fresh = graphOn(snapshot, old)
    for (const entity of since) {
      const row = old.changed.get(entity)
      if (row) replaceLinks(fresh, entity, row)
    }
    graph = fresh
  }
  const considerRebuild = (): void => {
    if (!rebuilder || rebuilding) return
    const changed = graph.changed.size + graph.changedLinks
    if (changed < Math.max(leastChanged, graph.snapshot.target.length / 50)) return
    // Nobody waits for it: when it fails the thread ends, and its owner begins anew from the tables.
    rebuilding = refold(rebuilder).finally(() => (rebuilding = undefined))
  }

  return {
    addNodes: (page) => void loading.nodes.push(page),
    addLinks: (page) => void loading.links.push(page),
    finish: () => {
      const kept = emptyGraph()
      graph = graphOn(snapshotOf(loading, kept.audiences), kept)
      loading = { nodes: [], links: [] }
    },
    replace: (rows) => {
      replaceRows(graph, rows)
      for (const { entity } of rows) since.add(entity)
      considerRebuild()
    },
    expand: (request) => {
      scratch = scratchFor(graph, scratch)
      return expand(graph, request, scratch)
    },
    paths: (request) => {
      scratch = scratchFor(graph, scratch)
      return paths(graph, request, scratch)
    },
    components: (viewer) => components(graph, viewer),
    pageRank: (request) => pageRank(graph, request),
    communities: (request) => communities(graph, request),
    size: () => sizeOf(graph, scratch.size),
    settled: async () => {
      while (rebuilding) await rebuilding
    },
  }
}

function sizeOf(graph: Graph, scratch: number): ReturnType<GraphIndex['size']> {
  let links = graph.changedLinks
  const { snapshot } = graph
  for (let node = 0; node < snapshot.entity.length; node += 1)
    if (!graph.changed.has(snapshot.entity[node] as number))
      links += (snapshot.outStart[node + 1] as number) - (snapshot.outStart[node] as number)
  return {
    nodes: nodeCount(graph),
    links,
    bytes: snapshotBytes(snapshot) + graph.flags.length + scratch * 16,
    changed: graph.changed.size,
  }
}
