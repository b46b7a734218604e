import type { GraphClient } from '@shield/engine'

/** The node's graph of links, in a thread of its own. */
export interface GraphDoor {
  /** The graph, once it was read whole. */
  index(): Promise<GraphClient>
  /** Until committed changes are in. */
  upToDate(): Promise<void>
  close(): Promise<void>
}
