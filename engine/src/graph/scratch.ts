import { nodeCount } from './graph.ts'
import type { Graph } from './graph.ts'

/** What one side of a search has seen: when, as base of the search plus level, and the best day. */
export interface Marks {
  readonly stamp: Uint32Array
  readonly day: Uint16Array
}

/**
 * Columns that the searches of one graph share, 16 bytes a node. A search writes stamps above all earlier ones instead of
 * clearing: 1 M cells take longer to clear than most searches take.
 */
export interface Scratch {
  readonly size: number
  base: number
  readonly front: Marks
  readonly back: Marks
  /** For an expansion: where a node stands in its answer; read only under its stamp. */
  readonly stamp: Uint32Array
  readonly place: Uint32Array
}

const stampsASearch = 64

export function scratchFor(graph: Graph, before?: Scratch): Scratch {
  const nodes = nodeCount(graph)
  if (before && before.size >= nodes) return before
  const size = nodes + Math.ceil(nodes / 50) + 64
  const marks = (): Marks => ({ stamp: new Uint32Array(size), day: new Uint16Array(size) })
  const front = marks()
  return { size, base: 0, front, back: marks(), stamp: front.stamp, place: new Uint32Array(size) }
}

/** The stamp of a new search; levels are counted up from it. */
export function nextBase(scratch: Scratch): number {
  scratch.base += stampsASearch
  if (scratch.base > 0xffff_ff00) {
    scratch.base = stampsASearch
    scratch.front.stamp.fill(0)
    scratch.back.stamp.fill(0)
  }
  return scratch.base
}
