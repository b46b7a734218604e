import type { Candidate } from './door.ts'
import { push } from './grow.ts'
import { likeness } from './likeness.ts'
import type { OutlineMeeting, SoundMeeting, WholeMeeting } from './meeting.ts'
import { nearest } from './nearest.ts'
import { partLikeness, partsBySound, partsNear } from './near-parts.ts'
import type { Near, NearParts } from './near-parts.ts'
import type { QueryPlan, Slot } from './query-plan.ts'
import { noLikeness } from './scratch.ts'
import type { Scratch } from './scratch.ts'
import type { Segment } from './segment.ts'
import { hasJoin, outlinesMeet, soundsMeet, soundsWhole } from './verify.ts'

export interface Seeking {
  readonly segment: Segment
  readonly scratch: Scratch
  readonly plan: QueryPlan
  readonly visible: Uint8Array
  /** Names with less than this share of the best one's score need not be found, if enough others are. */
  readonly leastOfBest: number
}

/** How many entities are looked for, and how many of them in any case, however little they are like the best. */
export interface Wish {
  readonly most: number
  readonly top: number
}

// Looking at the parts of one name costs as much as walking so many entries of a list of names.
const walksPerLook = 40
export const scoreMask = 0xffff
// Beyond the bits of the slots: the name was looked at whole.
const lookedAt = 1 << 28

/**
 * The names of a segment nearest to a query, the nearest first.
 *
 * What a name scores depends on the query and on that name alone: on no count, no length of a list, no other name.
 * So what an asker may not see changes nothing but the time it takes, and a list in two segments gives what the same
 * list in one does. Whatever cuts work short is a bound that can't lose a name.
 */
export function findCandidates(seeking: Seeking, wish: Wish): readonly Candidate[] {
  const { scratch, plan } = seeking
  const places = plan.slots.map((slot, at): SlotPlace => {
    const near = partsNear(seeking, slot, scratch.alikeOf(at))
    return { slot, at, near, walks: walksOf(seeking.segment, near.strong) }
  })
  plan.joins.forEach((slot, at) =>
    walk(seeking, partsNear(seeking, slot, scratch.alikeOf(plan.slots.length + at)).strong, slot),
  )
  for (const split of plan.splits) walkSplit(seeking, split)
  walkFinders(seeking, places, wish)
  for (const place of places) supportBy(seeking, place)
  for (const meeting of plan.meetings) meetBySounds(seeking, meeting)
  for (const whole of plan.wholes) meetWhole(seeking, whole)
  for (const outline of plan.outlines) meetByOutline(seeking, outline)
  if (!plan.isLatin) lookAtAll(seeking)
  const found = nearest(seeking, wish)
  scratch.clear()
  return found
}

/** A part of the query with the parts of this segment that are near to it. */
export interface SlotPlace {
  readonly slot: Slot
  readonly at: number
  readonly near: NearParts
  /** How many names have one of the near parts. */
  readonly walks: number
}

function walksOf({ columns }: Segment, near: readonly Near[]): number {
  return near.reduce(
    (sum, { part }) =>
      sum + (columns.postingStarts[part + 1] as number) - (columns.postingStarts[part] as number),
    0,
  )
}

/**
 * Walks the lists of the parts that find names, the shortest first. Before a long one, the names found so far are looked
 * at for what is left: when the best of them leave behind all that have no more than the rest of the query, the long
 * lists need not be walked at all. Many queries of a rare and a common word end so.
 */
function walkFinders(seeking: Seeking, places: readonly SlotPlace[], { top }: Wish): void {
  const { scratch, plan, leastOfBest } = seeking
  const finders = places
    .filter(({ slot }) => !slot.isSupport)
    .toSorted((a, b) => a.walks - b.walks || a.at - b.at)
  let open = plan.slots.reduce((sum, slot) => sum + slot.worth, 0)
  finders.forEach((place, order) => {
    const rest = finders.slice(order)
    const walks = rest.reduce((sum, one) => sum + one.walks, 0)
    if (scratch.touched.length > 0 && scratch.touched.length * rest.length * walksPerLook < walks) {
      for (const { slot, at } of rest)
        for (let index = 0; index < scratch.touched.length; index += 1)
          lookForNear(seeking, scratch.touched.items[index] as number, { slot, at })
      const best = nearest(seeking, { most: top, top })
      const last = best.length < top ? 0 : (best.at(-1)?.score ?? 0)
      if (open < Math.min(last, leastOfBest * (best[0]?.score ?? 0))) return
    }
    walk(seeking, place.near.strong, place.slot)
    open -= place.slot.worth
  })
  const [only] = finders
  if (only && finders.length === 1)
    walk(seeking, partsBySound(seeking, only.slot, scratch.alikeOf(only.at)), only.slot)
}

/** Gives every visible name that has one of the parts what the part is worth; the most alike part counts. */
export function walk(
  { segment, scratch, visible }: Seeking,
  near: readonly Near[],
  { bit, worth }: Pick<Slot, 'bit' | 'worth'>,
): void {
  const { postingStarts, postings, recordMarking } = segment.columns
  const { scores, touched, several } = scratch
  const mask = bit << 16
  const isJoin = (bit & (bit - 1)) !== 0
  for (const { part, alike } of near) {
    const gain = Math.floor((worth * alike) / likeness.same) | mask
    const to = postingStarts[part + 1] as number
    for (let at = postingStarts[part] as number; at < to; at += 1) {
      const record = postings[at] as number
      const marking = recordMarking[record] as number
      if ((((visible[marking >>> 3] as number) >> (marking & 7)) & 1) === 0) continue
      const score = scores[record] as number
      if ((score & mask) !== 0) continue
      if (score === 0) push(touched, record)
      if (score !== 0 || isJoin) push(several, record)
      scores[record] = score + gain
    }
  }
}

/** Names that have one word of the query as two: found under the hash of the word, looked at to be sure. */
export function walkSplit(seeking: Seeking, { slot, word, hash }: QueryPlan['splits'][number]): void {
  const { scores, touched } = seeking.scratch
  const gain = Math.floor((slot.worth * likeness.join) / likeness.same) | (slot.bit << 16)
  eachMet(seeking, hash, (record) => {
    const score = scores[record] as number
    if ((score & (slot.bit << 16)) !== 0) return
    if (!hasJoin(seeking.segment, record, word)) return
    if (score === 0) push(touched, record)
    scores[record] = score + gain
  })
}

/** Visible names under a hash; some of them lie there for another hash. */
function eachMet({ segment, visible }: Seeking, hash: number, take: (record: number) => void): void {
  const { meetingStarts, meetings, recordMarking } = segment.columns
  const bucket = hash >>> segment.meetingShift
  const to = meetingStarts[bucket + 1] as number
  for (let at = meetingStarts[bucket] as number; at < to; at += 1) {
    const record = meetings[at] as number
    const marking = recordMarking[record] as number
    if ((((visible[marking >>> 3] as number) >> (marking & 7)) & 1) === 1) take(record)
  }
}

/** What speaks for names that are found already: particles, initials, short words with an edit. */
export function supportBy(seeking: Seeking, { slot, at, near }: Omit<SlotPlace, 'walks'>): void {
  const { segment, scratch } = seeking
  const parts = slot.isSupport ? [...near.strong, ...near.support] : near.support
  const { postingStarts, postings } = segment.columns
  const walks = slot.part.initial ? Number.POSITIVE_INFINITY : walksOf(segment, parts)
  if (walks === 0) return
  const mask = slot.bit << 16
  const { scores, touched, several } = scratch
  if (walks > touched.length * walksPerLook) {
    for (let index = 0; index < touched.length; index += 1)
      lookForNear(seeking, touched.items[index] as number, { slot, at })
    return
  }
  for (const { part, alike } of parts) {
    const gain = Math.floor((slot.worth * alike) / likeness.same) | mask
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

/** What a near part of one name is worth; cheaper than a walk where few names are found and many have the part. */
function lookForNear(
  { segment, scratch }: Seeking,
  record: number,
  { slot, at }: { readonly slot: Slot; readonly at: number },
): void {
  const { recordPartStarts, recordParts } = segment.columns
  const { scores } = scratch
  const mask = slot.bit << 16
  if (((scores[record] as number) & mask) !== 0) return
  const alike = scratch.alikeOf(at)
  let best = 0
  for (
    let index = recordPartStarts[record] as number;
    index < (recordPartStarts[record + 1] as number);
    index += 1
  ) {
    const part = recordParts[index] as number
    const known = alike.values[part] as number
    const value = slot.part.initial
      ? partLikeness({ segment, scratch }, slot, { part, alike })
      : known === noLikeness
        ? 0
        : known
    if (value > best) best = value
  }
  if (best === 0) return
  scores[record] = (scores[record] as number) + (Math.floor((slot.worth * best) / likeness.same) | mask)
  push(scratch.several, record)
}

/** Looks whole at every visible name in which two parts sound as two of the query do. */
export function meetBySounds(seeking: Seeking, { hash, left, right }: SoundMeeting): void {
  const { segment } = seeking
  const one = segment.soundNumber(left)
  const two = segment.soundNumber(right)
  if (one === undefined || two === undefined) return
  eachMet(seeking, hash, (record) => {
    if (!isLookedAt(seeking, record) && soundsMeet(segment, record, [one, two])) meet(seeking, record)
  })
}

/** The same for names that sound like the query from end to end. */
export function meetWhole(seeking: Seeking, { hash, sound }: WholeMeeting): void {
  eachMet(seeking, hash, (record) => {
    if (!isLookedAt(seeking, record) && soundsWhole(seeking.segment, record, sound)) meet(seeking, record)
  })
}

/** The same for names of which one part sounds like one of the query and another one is like a second in outline. */
function meetByOutline(seeking: Seeking, meeting: OutlineMeeting): void {
  const { segment } = seeking
  const number = segment.soundNumber(meeting.sound)
  if (number === undefined) return
  const wanted = { ...meeting, number }
  eachMet(seeking, meeting.hash, (record) => {
    if (!isLookedAt(seeking, record) && outlinesMeet(segment, record, wanted)) meet(seeking, record)
  })
}

/** Across scripts what is found by one part alone is told apart by how the others sound. */
function lookAtAll(seeking: Seeking): void {
  const { touched } = seeking.scratch
  for (let at = 0; at < touched.length; at += 1) {
    const record = touched.items[at] as number
    if (!isLookedAt(seeking, record)) meet(seeking, record)
  }
}

export function isLookedAt({ scratch }: Seeking, record: number): boolean {
  return ((scratch.scores[record] as number) & lookedAt) !== 0
}

function meet(seeking: Seeking, record: number): void {
  const { scores, touched, several } = seeking.scratch
  const score = scores[record] as number
  if (score === 0) push(touched, record)
  push(several, record)
  const looked = lookAt(seeking, record)
  scores[record] = Math.max(score & scoreMask, looked) | (score & ~scoreMask) | lookedAt
}

/** What a name is worth when every part is compared with every part. */
function lookAt(seeking: Seeking, record: number): number {
  let sum = 0
  seeking.plan.slots.forEach((slot, at) => {
    sum += Math.floor((slot.worth * bestAlike(seeking, record, { slot, at })) / likeness.same)
  })
  return sum
}

/** How alike the part of a name is that is most like one of the query. */
export function bestAlike(
  { segment, scratch }: Seeking,
  record: number,
  { slot, at }: { readonly slot: Slot; readonly at: number },
): number {
  const { recordPartStarts, recordParts } = segment.columns
  const to = recordPartStarts[record + 1] as number
  const alike = scratch.alikeOf(at)
  let best = 0
  for (let index = recordPartStarts[record] as number; index < to; index += 1)
    best = Math.max(
      best,
      partLikeness({ segment, scratch }, slot, { part: recordParts[index] as number, alike }),
    )
  return best
}
