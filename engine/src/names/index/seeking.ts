import { nobody } from './best.ts'
import type { Best } from './best.ts'
import type { SlotHere } from './far-likeness.ts'
import { likeness } from './likeness.ts'
import type { QueryPlan, Slot } from './query-plan.ts'
import type { Scratch } from './scratch.ts'
import type { OpenSegment } from './search-segments.ts'
import type { Segment } from './segment.ts'

/** A query under way in one segment. */
export interface Seeking {
  readonly segment: Segment
  readonly scratch: Scratch
  readonly plan: QueryPlan
  readonly visible: Uint8Array
  /** The parts of the query, with what is known here of each part of the index. */
  readonly slots: readonly SlotHere[]
  /** Names with less than this share of the best one's score need not be found, if enough others are. */
  readonly leastOfBest: number
  /** The best names as soon as those of the lists are found; what is looked at afterwards must be worth as much as its floor. */
  best: Best
}

/** How a query is put to a segment: who may see what, and how much less than the best is of use. */
export type Asking = Pick<Seeking, 'plan' | 'visible' | 'leastOfBest'>

export function seekIn({ segment, scratch }: OpenSegment, asking: Asking): Seeking {
  const slots = asking.plan.slots.map((slot, at) => ({ segment, slot, alike: scratch.alikeOf(at) }))
  return { segment, scratch, ...asking, slots, best: nobody }
}

/** A score has what the name is worth in its lower half, and above it a bit for each part of the query that it has. */
export const scoreMask = 0xffff
export const slotShift = 16

/** What a part of the query that is found so much alike adds to a score. */
export function gainOf({ worth, bit }: Pick<Slot, 'worth' | 'bit'>, alike: number): number {
  return Math.floor((worth * alike) / likeness.same) | (bit << slotShift)
}
