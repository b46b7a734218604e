import { bySpelling } from './by-spelling.ts'
import type { Candidate } from './door.ts'
import { canFill, fill } from './fill.ts'
import { lookAtAll } from './look.ts'
import { meetByOutline, meetBySounds, meetWhole } from './meet.ts'
import { partsBySound, partsNear } from './near-parts.ts'
import { nearest } from './nearest.ts'
import type { OpenSegment } from './search-segments.ts'
import { seekIn } from './seeking.ts'
import type { Asking, Seeking } from './seeking.ts'
import { lookForNear, supportBy, walk, walkSplit, walksOf, walksPerLook } from './walk.ts'
import type { SlotPlace } from './walk.ts'

/** How many entities are looked for, and how many of them in any case, however little they are like the best. */
export interface Wish {
  readonly most: number
  readonly top: number
}

// Across scripts so many of the best are looked at once more, by their spelling.
const leastSpelt = 200

/**
 * The names of a segment nearest to a query, the nearest first.
 *
 * What a name scores depends on the query and on that name alone: on no count, no length of a list, no other name.
 * So what an asker may not see changes nothing but the time it takes, and a list in two segments gives what the same
 * list in one does. Whatever cuts work short is a bound that can't lose a name.
 */
export function findCandidates(open: OpenSegment, asking: Asking, wish: Wish): readonly Candidate[] {
  const seeking = seekIn(open, asking)
  const { segment, scratch, plan, slots } = seeking
  const places = slots.map((here): SlotPlace => {
    const near = partsNear(seeking, here.slot, here.alike)
    return { here, near, walks: walksOf(segment, near.strong) }
  })
  plan.joins.forEach((slot, at) =>
    walk(seeking, partsNear(seeking, slot, scratch.alikeOf(plan.slots.length + at)).strong, slot),
  )
  for (const split of plan.splits) walkSplit(seeking, split)
  walkFinders(seeking, places, wish)
  for (const place of places) supportBy(seeking, place)
  seeking.best = nearest(seeking, plan.isLatin ? wish : { ...wish, most: Math.max(wish.most, leastSpelt) })
  for (const meeting of plan.meetings) meetBySounds(seeking, meeting)
  for (const whole of plan.wholes) meetWhole(seeking, whole)
  for (const outline of plan.outlines) meetByOutline(seeking, outline)
  if (!plan.isLatin) lookAtAll(seeking)
  const found = plan.isLatin ? seeking.best.all : bySpelling(seeking, wish)
  scratch.clear()
  return found
}

/**
 * Walks the lists of the parts that find names, the shortest first. Before a long one, the names found so far are looked
 * at for what is left: when the best of them leave behind all that have no more than the rest of the query, the long
 * lists need not be walked at all. Of the longest, whose other names have nothing else of the query, a few are enough.
 */
function walkFinders(seeking: Seeking, places: readonly SlotPlace[], wish: Wish): void {
  const { scratch, plan } = seeking
  const finders = places.filter(({ here }) => !here.slot.isSupport).toSorted((a, b) => a.walks - b.walks)
  let open = plan.slots.reduce((sum, slot) => sum + slot.worth, 0)
  for (const [order, place] of finders.entries()) {
    const rest = finders.slice(order)
    const walks = rest.reduce((sum, one) => sum + one.walks, 0)
    const near = finders.length === 1 ? withSounds(seeking, place) : place.near.strong
    if (scratch.touched.length * rest.length * walksPerLook < walks) {
      for (const { here } of rest) lookForNear(seeking, here)
      const { floor, enough } = nearest(seeking, wish)
      // Across scripts the names of the list are looked at for what only sounds like the rest of the query.
      if (open < (plan.isLatin ? floor : enough)) return
      const others = places.filter((one) => one !== place)
      if (rest.length === 1 && canFill(seeking, place, others)) {
        fill(seeking, { near, here: place.here }, wish.most)
        return
      }
    }
    walk(seeking, near, place.here.slot)
    open -= place.here.slot.worth
  }
}

/** A query of one word, which no pair finds, finds by its sound. */
function withSounds(seeking: Seeking, { here, near }: SlotPlace): SlotPlace['near']['strong'] {
  return [...near.strong, ...partsBySound(here)].toSorted((a, b) => b.alike - a.alike)
}
