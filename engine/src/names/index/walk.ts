import { partLikeness } from './far-likeness.ts'
import type { SlotHere } from './far-likeness.ts'
import { push } from './grow.ts'
import { likeness } from './likeness.ts'
import type { Near, NearParts } from './near-parts.ts'
import { noLikeness } from './scratch.ts'
import { gainOf, slotShift } from './seeking.ts'
import type { Seeking } from './seeking.ts'
import type { QueryPlan, Slot } from './query-plan.ts'
import type { Segment } from './segment.ts'
import { eachMet } from './meet.ts'
import { hasJoin } from './verify.ts'

// Looking at the parts of one name costs as much as walking so many entries of a list of names.
export const walksPerLook = 6

/** A part of the query with the parts of this segment that are near to it. */
export interface SlotPlace {
  readonly here: SlotHere
  readonly near: NearParts
  /** How many names have one of the near parts. */
  readonly walks: number
}

export function walksOf({ columns: { postingStarts } }: Segment, near: readonly Near[]): number {
  let sum = 0
  for (const { part } of near) sum += (postingStarts[part + 1] as number) - (postingStarts[part] as number)
  return sum
}

/** Gives every visible name that has one of the parts what the part is worth; the most alike part counts. */
export function walk(
  { segment, scratch, visible }: Seeking,
  near: readonly Near[],
  slot: Pick<Slot, 'bit' | 'worth'>,
): void {
  const { postingStarts, postings, recordMarking } = segment.columns
  const { scores, touched, several } = scratch
  const mask = slot.bit << slotShift
  const isJoin = (slot.bit & (slot.bit - 1)) !== 0
  for (const { part, alike } of near) {
    const gain = gainOf(slot, alike)
    const to = postingStarts[part + 1] as number
    for (let at = postingStarts[part] as number; at < to; at += 1) {
      const record = postings[at] as number
      const score = scores[record] as number
      if ((score & mask) !== 0) continue
      const marking = recordMarking[record] as number
      if ((((visible[marking >>> 3] as number) >> (marking & 7)) & 1) === 0) continue
      if (score === 0) push(touched, record)
      if (score !== 0 || isJoin) push(several, record)
      scores[record] = score + gain
    }
  }
}

/** Names that have one word of the query as two: found under the hash of the word, looked at to be sure. */
export function walkSplit(seeking: Seeking, { slot, word, hash }: QueryPlan['splits'][number]): void {
  const { scores, touched } = seeking.scratch
  const gain = gainOf(slot, likeness.join)
  eachMet(seeking, hash, (record) => {
    const score = scores[record] as number
    if ((score & (slot.bit << slotShift)) !== 0) return
    if (!hasJoin(seeking.segment, record, word)) return
    if (score === 0) push(touched, record)
    scores[record] = score + gain
  })
}

/** What speaks for names that are found already: particles, initials, short words with an edit. */
export function supportBy(seeking: Seeking, { here, near }: Omit<SlotPlace, 'walks'>): void {
  const { segment, scratch } = seeking
  const { slot } = here
  const parts = supportOf(slot, near)
  const { postingStarts, postings } = segment.columns
  const walks = slot.part.initial ? Number.POSITIVE_INFINITY : walksOf(segment, parts)
  if (walks === 0) return
  const { scores, touched, several } = scratch
  if (walks > touched.length * walksPerLook) {
    lookForNear(seeking, here)
    return
  }
  const mask = slot.bit << slotShift
  for (const { part, alike } of parts) {
    const gain = gainOf(slot, alike)
    const to = postingStarts[part + 1] as number
    for (let index = postingStarts[part] as number; index < to; index += 1) {
      const record = postings[index] as number
      const score = scores[record] as number
      if (score === 0 || (score & mask) !== 0) continue
      scores[record] = score + gain
      push(several, record)
    }
  }
}

/** The near parts that find nobody by themselves. */
export function supportOf(slot: Slot, { strong, support }: NearParts): readonly Near[] {
  return slot.isSupport ? [...strong, ...support] : support
}

/** Gives the names found so far what a near part of theirs is worth: cheaper than a walk where they are few. */
export function lookForNear({ segment, scratch }: Seeking, here: SlotHere): void {
  const { scores, touched, several } = scratch
  const { slot } = here
  const mask = slot.bit << slotShift
  for (let index = 0; index < touched.length; index += 1) {
    const record = touched.items[index] as number
    const score = scores[record] as number
    if ((score & mask) !== 0) continue
    const alike = nearIn(segment, record, here)
    if (alike === 0) continue
    scores[record] = score + gainOf(slot, alike)
    push(several, record)
  }
}

/** How alike the near part of a name is that is most like one of the query; an initial is like any word that begins so. */
export function nearIn(segment: Segment, record: number, here: SlotHere): number {
  const { recordPartStarts, recordParts } = segment.columns
  const { values } = here.alike
  const to = recordPartStarts[record + 1] as number
  let best = 0
  for (let index = recordPartStarts[record] as number; index < to; index += 1) {
    const part = recordParts[index] as number
    const known = here.slot.part.initial ? partLikeness(here, part) : (values[part] as number)
    if (known > best && known !== noLikeness) best = known
  }
  return best
}
