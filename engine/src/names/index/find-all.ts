import type { ReadName } from '../name.ts'
import { formsOf } from '../normalise/given-variant.ts'
import { eachPartBeginning, isUnspaced } from './beginnings.ts'
import type { SlotHere } from './far-likeness.ts'
import { push } from './grow.ts'
import { likeness } from './likeness.ts'
import { bestAlike, isLookedAt } from './look.ts'
import { meetBySounds, meetWhole } from './meet.ts'
import { isNameWord } from './meeting.ts'
import { partsBySound, partsNear } from './near-parts.ts'
import type { Near, NearParts } from './near-parts.ts'
import { lessExtra } from './best.ts'
import { planQuery, wantedOf } from './query-plan.ts'
import type { QueryPlan, Slot } from './query-plan.ts'
import type { OpenSegment } from './search-segments.ts'
import { scoreMask, seekIn, slotShift } from './seeking.ts'
import type { Seeking } from './seeking.ts'
import type { Segment } from './segment.ts'
import { supportBy, walk, walkSplit } from './walk.ts'

/** A name that has every word of a query in some way, or, where nobody has, all but one of several. */
export interface FoundName {
  readonly segment: Segment
  readonly record: number
  /** Up to ten thousand, and as much again where every word is written as in the query. */
  readonly score: number
}

export interface FoundNames {
  readonly names: readonly FoundName[]
  readonly haveAllWords: boolean
}

/**
 * All visible names that have what was asked, not the best few: who reads them counts and narrows them. Whether a name is
 * among them depends on the query and on visible names alone.
 */
export function findAll(
  open: readonly OpenSegment[],
  query: { readonly name: ReadName; readonly visible: Uint8Array },
): FoundNames {
  const plan = planQuery(query.name)
  if (plan.slots.length === 0) return { names: [], haveAllWords: false }
  const whole: FoundName[] = []
  const some: FoundName[] = []
  for (const one of open) {
    const seeking = seekIn(one, { plan, visible: query.visible, leastOfBest: 0 })
    touchAll(seeking)
    sift(seeking, { whole, some })
    one.scratch.clear()
  }
  return whole.length > 0 ? { names: whole, haveAllWords: true } : { names: some, haveAllWords: false }
}

/** As `findCandidates`, without its short cuts to the best. */
function touchAll(seeking: Seeking): void {
  const { scratch, plan, slots } = seeking
  const places = slots.map((here) => ({ here, near: partsMeant(seeking, here) }))
  plan.joins.forEach((slot, at) =>
    walk(seeking, partsNear(seeking, slot, scratch.alikeOf(plan.slots.length + at)).strong, slot),
  )
  for (const split of plan.splits) walkSplit(seeking, split)
  const finders = places.filter(({ here }) => !here.slot.isSupport)
  for (const { near, here } of finders) walk(seeking, near.strong, here.slot)
  const [only] = finders
  if (only && finders.length === 1) walk(seeking, partsBySound(only.here), only.here.slot)
  for (const place of places) supportBy(seeking, place)
  for (const meeting of plan.meetings) meetBySounds(seeking, meeting)
  for (const met of plan.wholes) meetWhole(seeking, met)
}

/**
 * The parts near to one of the query, other forms of a given name among them. One edit in a word of two or three letters
 * makes another name: here, where all that is found is shown, it is not looked for.
 */
function partsMeant(seeking: Seeking, { slot, alike }: SlotHere): NearParts {
  const { segment, scratch } = seeking
  const { strong, support } = partsNear(seeking, slot, alike)
  const more: Near[] = []
  const offer = (part: number): void => {
    if (alike.values[part] !== 0) return
    alike.values[part] = likeness.form
    push(alike.known, part)
    more.push({ part, alike: likeness.form })
  }
  const { written, readings } = slot.part
  if (isUnspaced(written) && written.length > 1) eachPartBeginning(segment, written, offer)
  const forms = formsOf(readings[0] ?? '')
  if (forms.length > 0) {
    const wanted = forms.map((form) => wantedOf(form, 0, 0))
    const other: Slot = { ...slot, part: { ...slot.part, surname: undefined }, wanted, initials: [] }
    const found = partsNear(seeking, other, scratch.alikeOf(mostAsked))
    for (const { part } of found.strong) offer(part)
  }
  return { strong: [...strong, ...more], support: support.filter((one) => one.alike === likeness.initial) }
}

// The working memory beyond that of the parts of the query and of its joins.
const mostAsked = 32

/** Parts the names that were touched into those that have all that was asked and those that lack one word. */
function sift(seeking: Seeking, { whole, some }: { whole: FoundName[]; some: FoundName[] }): void {
  const { segment, scratch, plan } = seeking
  const needed = neededBits(plan)
  const { items, length } = scratch.touched
  for (let at = 0; at < length; at += 1) {
    const record = items[at] as number
    const score = scratch.scores[record] as number
    const missing = needed & ~(score >>> slotShift)
    const extra = (segment.columns.recordSize[record] as number) - plan.size
    if (missing === 0 || isLookedAt(seeking, record)) {
      const looked = look(seeking, record)
      if ((missing & ~looked.bits) === 0) {
        const net = lessExtra(Math.max(score & scoreMask, looked.sum), extra)
        whole.push({ segment, record, score: looked.isAsWritten ? net + writtenScore : net })
        continue
      }
    }
    if (whole.length === 0 && (missing & (missing - 1)) === 0 && missing !== needed)
      some.push({ segment, record, score: lessExtra(score & scoreMask, extra) })
  }
}

const writtenScore = 10_000

/** All but particles, legal forms and the like; where there is nothing else, those. */
function neededBits(plan: QueryPlan): number {
  const bitsOf = (slots: readonly Slot[]): number => slots.reduce((bits, slot) => bits | slot.bit, 0)
  const words = plan.slots.filter(({ part }) => part.initial || isNameWord(part))
  return bitsOf(words.length === 0 ? plan.slots : words)
}

interface Looked {
  readonly sum: number
  readonly bits: number
  readonly isAsWritten: boolean
}

/** Which parts of the query a name has, when every part is compared with every part. */
function look(seeking: Seeking, record: number): Looked {
  let sum = 0
  let bits = 0
  let isAsWritten = true
  for (const here of seeking.slots) {
    const alike = bestAlike(here, record)
    if (alike > 0) bits |= here.slot.bit
    if (alike !== likeness.same) isAsWritten = false
    sum += Math.floor((here.slot.worth * alike) / likeness.same)
  }
  return { sum, bits, isAsWritten }
}
