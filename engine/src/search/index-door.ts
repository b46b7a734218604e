/** One name or identifier of an entity. Numbers as in core: kind, property; `marking` is the interned block. */
export interface IndexedValue {
  readonly entity: number
  readonly kind: number
  readonly property: number
  readonly type: 'name' | 'identifier'
  /** A name as written, an identifier in its normal form. */
  readonly text: string
  readonly marking: number
}

export interface SearchRequest {
  readonly text: string
  /** Bit n, least significant first: marking n may be seen. Past the end is not visible. */
  readonly visible: Uint8Array
  readonly kinds?: readonly number[]
  readonly limit: number
  readonly offset?: number
}

export const reasons = [
  'same',
  'same-identifier',
  'all-words',
  'pattern',
  'reading',
  'joined',
  'spelling',
  'form',
  'sound',
  'initial',
  'some-words',
] as const
/** Why a value was found, best first; the words for people are the caller's. */
export type Reason = (typeof reasons)[number]

export interface Hit {
  readonly entity: number
  readonly band: 'exact' | 'strong' | 'probable' | 'possible'
  readonly because: readonly { readonly property: number; readonly text: string; readonly reason: Reason }[]
}

export interface SearchReply {
  readonly hits: readonly Hit[]
  /** Entities found, all of them visible ones. */
  readonly total: number
  readonly kinds: readonly (readonly [kind: number, count: number])[]
}

export interface SuggestRequest {
  readonly text: string
  readonly visible: Uint8Array
  readonly limit: number
}

export interface Suggested {
  readonly entity: number
  readonly property: number
  readonly text: string
}

/**
 * The search index behind one door. What an asker may not see changes no byte of what the asker gets:
 * no rank, total, facet or cut-off depends on values whose marking is not visible.
 */
export interface SearchIndex {
  add(values: readonly IndexedValue[]): void
  removeEntity(entity: number): void
  /** What stood of these entities is gone; these values stand. */
  replace(change: { readonly entities: readonly number[]; readonly values: readonly IndexedValue[] }): void
  /** Makes what was added ready to be searched, so that the next question need not wait for it. */
  settle(): void
  search(request: SearchRequest): SearchReply
  suggest(request: SuggestRequest): readonly Suggested[]
  /** Entities with exactly this identifier. */
  sameValue(request: SuggestRequest): readonly number[]
  size(): { readonly values: number; readonly entities: number }
}
