/** A relation as the graph keeps it. `kind` and `marking` are the node's numbers; days as `dayNumber` counts them, 0 where not dated. */
export interface GraphLink {
  readonly to: number
  readonly kind: number
  readonly marking: number
  /** First and last day on which it may have begun. */
  readonly first: number
  readonly last: number
}

export interface GraphJudgement {
  /** The order of judging. */
  readonly id: number
  readonly right: number
  readonly verdict: string
  readonly marking: number
}

/** All that the graph knows of one entity: what stood of it before is gone. */
export interface GraphRow {
  readonly entity: number
  /** It is there for whoever may see one of these. */
  readonly markings: readonly number[]
  /** The links that go out from it. */
  readonly links: readonly GraphLink[]
  /** The judgements of which it is the left side. */
  readonly judged: readonly GraphJudgement[]
}

/** A page of entities, ascending; `markings` holds one list each. */
export interface NodePage {
  readonly entity: Float64Array
  readonly markings: readonly (readonly number[])[]
}

/** A page of links as columns of one length. */
export interface LinkPage {
  readonly from: Float64Array
  readonly to: Float64Array
  readonly kind: Uint8Array
  readonly marking: Uint32Array
  readonly first: Uint16Array
  readonly last: Uint16Array
}

export interface Viewer {
  /** Bit n, least significant first: marking n may be seen. Past the end is not visible. */
  readonly visible: Uint8Array
}

export interface ExpandRequest extends Viewer {
  readonly from: readonly number[]
  readonly hops: number
  /** Of one entity at most so many neighbours are followed, those with the most links first. */
  readonly fanOut: number
  readonly kind?: number
  readonly direction?: 'out' | 'in'
}

export interface Expanded {
  /** The nearest first, then the better linked, then by number. Entities that are one for the viewer come as the lowest of them. */
  readonly found: readonly { readonly entity: number; readonly hop: number; readonly links: number }[]
  /** Entities of which the cap left neighbours out, and how many of them are not in the answer by another way. */
  readonly cut: readonly { readonly entity: number; readonly more: number }[]
}

export interface PathRequest extends Viewer {
  readonly from: number
  readonly to: number
  readonly count: number
  /** Longest path, in links. */
  readonly most: number
  /** Each link not earlier than the one before, and all of them in these days (both included); links without a date are left out. */
  readonly during?: { readonly first: number; readonly last: number }
}

export interface Paths {
  /** Each from end to end, the shortest first, then by the entities' numbers; no entity twice in one path. */
  readonly paths: readonly (readonly number[])[]
  /** The search ended at its limit of work: there may be others. */
  readonly isCut: boolean
}

/** One figure for each entity the viewer sees, ascending; entities that are one for the viewer come as the lowest of them. */
export interface Components {
  readonly entity: Float64Array
  /** The lowest entity of its component. */
  readonly component: Float64Array
  readonly count: number
}

export interface Ranks {
  readonly entity: Float64Array
  /** Sum 1. */
  readonly rank: Float64Array
}

export interface Communities {
  readonly entity: Float64Array
  /** The lowest entity of its community. */
  readonly community: Float64Array
  readonly count: number
  /** Modularity: what share of links is inside, less what would be by chance. */
  readonly modularity: number
}

export interface PageRankRequest extends Viewer {
  readonly iterations: number
  readonly damping: number
}

export interface CommunityRequest extends Viewer {
  readonly seed: number
  /** Above 1: smaller communities. */
  readonly resolution: number
}

/**
 * The graph of entities and links behind one door. What a viewer may not see changes no byte of what the viewer gets:
 * neither members nor order nor numbers nor cut-offs of an answer depend on it, nor on when the snapshot was made.
 */
export interface GraphIndex {
  addNodes(page: NodePage): void
  addLinks(page: LinkPage): void
  /** Makes the first snapshot of what was added. */
  finish(): void
  replace(rows: readonly GraphRow[]): void
  expand(request: ExpandRequest): Expanded
  paths(request: PathRequest): Paths
  components(viewer: Viewer): Components
  pageRank(request: PageRankRequest): Ranks
  communities(request: CommunityRequest): Communities
  size(): { readonly nodes: number; readonly links: number; readonly bytes: number; readonly changed: number }
}
