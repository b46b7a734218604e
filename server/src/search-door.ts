import type { SearchClient } from '@shield/engine'

/** The node's search index, in a thread of its own. `upToDate` waits until committed changes are found. */
export interface SearchDoor {
  readonly index: SearchClient
  upToDate(): Promise<void>
  close(): Promise<void>
}
