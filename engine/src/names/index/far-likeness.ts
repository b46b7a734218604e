import { editsBetween } from './edits.ts'
import { initialBit } from './forms.ts'
import { push } from './grow.ts'
import { leastEdits, lettersIn } from './letter-set.ts'
import { byOutline, bySound, likeness } from './likeness.ts'
import type { FarMeasure } from './likeness.ts'
import {
  asReadBit,
  hasOutline,
  marksKept,
  mostHeard,
  mostSoundsKept,
  nameWordBit,
  noSound,
  singleLetterBit,
  soundPlace,
} from './part-marks.ts'
import type { Slot, Wanted } from './query-plan.ts'
import { noLikeness } from './scratch.ts'
import type { Alike } from './scratch.ts'
import type { Segment } from './segment.ts'

/** A part of the query with what is known of the parts of one segment. */
export interface SlotHere {
  readonly segment: Segment
  readonly slot: Slot
  readonly alike: Alike
}

/** How alike one part is: what `partsNear` found, else by sound, else as an initial; remembered until the query is done. */
export function partLikeness(here: SlotHere, part: number): number {
  const { values, known } = here.alike
  const before = values[part] as number
  if (before !== 0) return before === noLikeness ? 0 : before
  const value = farLikeness(here, part)
  push(known, part)
  values[part] = value === 0 ? noLikeness : value
  return value
}

function farLikeness(here: SlotHere, part: number): number {
  const { segment, slot } = here
  const marks = segment.columns.partMarks[part * marksKept] as number
  if (slot.part.initial || (marks & singleLetterBit) !== 0)
    return beginsAlike(here, part) ? likeness.initial : 0
  const measure = measureOf(here, part, marks)
  return measure === undefined ? 0 : letterLikeness(here, part, measure)
}

/** By what two words that are not near may be alike at all; what sounds the same has the same outline. */
function measureOf({ segment, slot, alike }: SlotHere, part: number, marks: number): FarMeasure | undefined {
  if (!hasOutline(marks, alike.outlines)) return undefined
  const { partMarks } = segment.columns
  const { sounds } = alike
  const from = soundPlace(part)
  for (let at = from; at < from + mostSoundsKept; at += 1) {
    const sound = partMarks[at] as number
    if (sound === noSound) break
    if (sounds.includes(sound)) return bySound
  }
  const isOutlined = slot.isNameWord && (marks & nameWordBit) !== 0
  return isOutlined && !(slot.isLatin && (marks & asReadBit) !== 0) ? byOutline : undefined
}

/** No less than `partLikeness` of a part that is not known yet, by the letters that its likeliest readings have. */
export function mostLikeness(here: SlotHere, part: number): number {
  const { slot } = here
  const { partMarks } = here.segment.columns
  const marks = partMarks[part * marksKept] as number
  if (slot.part.initial || (marks & singleLetterBit) !== 0) return likeness.initial
  const measure = measureOf(here, part, marks)
  if (measure === undefined) return 0
  const places = Math.min(mostAsked, slot.wanted.length)
  let share = 1
  for (let at = 0; at < mostHeard; at += 1) {
    const letters = partMarks[part * marksKept + 1 + at] as number
    if (letters === 0) break
    for (let place = 0; place < places; place += 1) {
      const wanted = slot.wanted[place] as Wanted
      const length = Math.max(wanted.bytes.length, lettersIn(letters))
      share = Math.min(share, leastEdits(wanted.letters, letters) / length)
    }
  }
  return measure.weigh(share)
}

// Beyond so many edits the letters say no more than the sound.
const farthestEdits = 6
// Readings of the query's part that those of the list are held against.
const mostAsked = 3
const right: { bytes: Uint8Array; from: number; to: number } = { bytes: new Uint8Array(0), from: 0, to: 0 }

/** How alike the letters of the likeliest readings are; no pair further apart than the nearest so far is counted out. */
function letterLikeness({ segment, slot }: SlotHere, part: number, measure: FarMeasure): number {
  const { partMarks, partReadingStarts, partReadings, readingStarts, readings } = segment.columns
  const places = Math.min(mostAsked, slot.wanted.length)
  let share = measure.farthest
  right.bytes = readings
  for (let at = 0; at < mostHeard; at += 1) {
    const letters = partMarks[part * marksKept + 1 + at] as number
    if (letters === 0) break
    for (let place = 0; place < places; place += 1) {
      const wanted = slot.wanted[place] as Wanted
      const length = Math.max(wanted.bytes.length, lettersIn(letters))
      const most = Math.min(farthestEdits, Math.floor(share * length))
      if (leastEdits(wanted.letters, letters) > most) continue
      const reading = partReadings[(partReadingStarts[part] as number) + at] as number
      right.from = readingStarts[reading] as number
      right.to = readingStarts[reading + 1] as number
      const edits = editsBetween(wanted, right, most)
      if (edits <= most) share = edits / length
    }
  }
  return measure.weigh(share)
}

export function isInitial(segment: Segment, part: number): boolean {
  return ((segment.columns.partForm[part] as number) & initialBit) !== 0
}

/** An initial stands for any word that begins with it in one of its readings. */
function beginsAlike({ segment, slot }: SlotHere, part: number): boolean {
  const { partReadingStarts, partReadings, readingStarts, readings } = segment.columns
  for (let at = partReadingStarts[part] as number; at < (partReadingStarts[part + 1] as number); at += 1) {
    const first = readings[readingStarts[partReadings[at] as number] as number]
    if (slot.wanted.some(({ bytes }) => bytes[0] === first)) return true
  }
  return false
}
