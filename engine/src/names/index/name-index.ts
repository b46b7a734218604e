import type { NameHit, NameQuery, NameRecord } from './door.ts'
import { buildSegment, rebuildSegment } from './rebuild-segment.ts'
import { searchSegments, withScratch } from './search-segments.ts'
import type { OpenSegment } from './search-segments.ts'
import { hideEntities, hiddenIn, openSegment } from './segment.ts'

/**
 * A list of names that changes while it is searched. What comes is gathered into small segments, what goes is hidden
 * in place; now and then all is built anew, which may happen in another thread, and takes the place of what it was
 * made from in one step.
 */
export interface NameIndex {
  add(records: readonly NameRecord[]): void
  /** All names of these entities. */
  remove(entities: Iterable<number>): void
  search(query: NameQuery): readonly NameHit[]
  /** The segments as they are now; what was added is in them. */
  open(): readonly OpenSegment[]
  /** Whether a rebuild would make searching noticeably quicker. */
  isScattered(): boolean
  /** Starts a rebuild of all segments as they are now, one at a time. */
  startRebuild(): Rebuild
  /** Names that no segment has yet. */
  readonly waiting: number
  /** Names held, the removed ones left out. */
  readonly count: number
}

export interface Rebuild {
  readonly images: readonly SharedArrayBuffer[]
  /** Takes the one that was made of them in their place, in one step. */
  swap(image: SharedArrayBuffer): void
  /** Leaves everything as it is. */
  abandon(): void
}

// Up to so many names wait until somebody searches; a rebuild of the last small segments takes some 10 µs a name.
const mostWaiting = 200_000
const mostMerged = 10_000
// A segment is merged with one not much smaller, so that one name more does not cost the rebuild of thousands.
const mostTimesLarger = 2
// Removed names and small segments cost time with every query; a rebuild costs some seconds of another thread.
const mostSegments = 32
const mostRemovedShare = 0.3

export function createNameIndex(images: readonly SharedArrayBuffer[] = []): NameIndex {
  let segments = images.map((image) => withScratch(openSegment(image)))
  let waiting: NameRecord[] = []
  let gone = segments.reduce((sum, { segment }) => sum + hiddenIn(segment), 0)
  /** Entities removed since a rebuild started, with the segments it is made from. */
  let rebuilding: { readonly from: readonly OpenSegment[]; readonly removed: Set<number> } | undefined

  const flush = (): void => {
    if (waiting.length === 0) return
    const fresh = [withScratch(openSegment(buildSegment(waiting)))]
    waiting = []
    const mergeable = (one: OpenSegment | undefined): one is OpenSegment =>
      one !== undefined &&
      rebuilding?.from.includes(one) !== true &&
      one.segment.records <= (fresh[0]?.segment.records ?? 0) * mostTimesLarger &&
      one.segment.records + (fresh[0]?.segment.records ?? 0) <= mostMerged
    while (mergeable(segments.at(-1))) {
      const last = segments.at(-1) as OpenSegment
      const merged = rebuildSegment([last.segment, (fresh[0] as OpenSegment).segment])
      gone -= hiddenIn(last.segment)
      segments = segments.slice(0, -1)
      fresh[0] = withScratch(openSegment(merged))
    }
    segments = [...segments, ...fresh]
  }
  const total = (): number => segments.reduce((sum, { segment }) => sum + segment.records, 0)

  return {
    add: (records) => {
      for (const record of records) waiting.push(record)
      if (waiting.length >= mostWaiting) flush()
    },
    remove: (entities) => {
      const all = new Set(entities)
      waiting = waiting.filter((record) => !all.has(record.entity))
      for (const { segment } of segments) gone += hideEntities(segment, all)
      for (const entity of all) rebuilding?.removed.add(entity)
    },
    search: (query) => {
      flush()
      return searchSegments(segments, query)
    },
    open: () => {
      flush()
      return segments
    },
    isScattered: () =>
      rebuilding === undefined &&
      (segments.length > mostSegments || gone > Math.max(mostMerged, total() * mostRemovedShare)),
    startRebuild: () => {
      if (rebuilding) throw new Error('a rebuild of the names is under way')
      flush()
      const from = segments
      const removedSince = new Set<number>()
      rebuilding = { from, removed: removedSince }
      return {
        images: from.map(({ segment }) => segment.image),
        swap: (image) => {
          const fresh = withScratch(openSegment(image))
          hideEntities(fresh.segment, removedSince)
          segments = [fresh, ...segments.filter((one) => !from.includes(one))]
          gone = segments.reduce((sum, { segment }) => sum + hiddenIn(segment), 0)
          rebuilding = undefined
        },
        abandon: () => {
          rebuilding = undefined
        },
      }
    },
    get waiting() {
      return waiting.length
    },
    get count() {
      return total() - gone + waiting.length
    },
  }
}
