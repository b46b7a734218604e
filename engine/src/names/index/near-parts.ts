import { entryBits, entryMask, latinBit } from './forms.ts'
import { editsBetween } from './edits.ts'
import { push } from './grow.ts'
import { isInitial, partLikeness } from './far-likeness.ts'
import type { SlotHere } from './far-likeness.ts'
import { deletionsListed, editsAllowed } from './hash.ts'
import { alikeByEdits, alikeByReading, likeness, shortest } from './likeness.ts'
import { outlineOf } from './outline.ts'
import type { Slot, Wanted } from './query-plan.ts'
import type { Alike, Scratch } from './scratch.ts'
import type { Segment } from './segment.ts'

export interface Near {
  readonly part: number
  readonly alike: number
}

/** Parts of the index that may be a part of the query: `strong` finds names, `support` only speaks for found ones. */
export interface NearParts {
  readonly strong: readonly Near[]
  readonly support: readonly Near[]
}

export interface Place {
  readonly segment: Segment
  readonly scratch: Scratch
}

/** All parts with a reading near to one of the slot's, or of the same surname group; the most alike first. */
export function partsNear({ segment, scratch }: Place, slot: Slot, alike: Alike): NearParts {
  const found = new Map<number, Near & { readonly isStrong: boolean }>()
  const offer = (part: number, value: number, isStrong: boolean): void => {
    const before = found.get(part)
    if (before === undefined || value > before.alike)
      found.set(part, { part, alike: value, isStrong: isStrong || (before?.isStrong ?? false) })
  }
  const { columns } = segment
  listen(segment, slot, alike)
  for (const wanted of slot.own ? [...slot.wanted, slot.own] : slot.wanted)
    readingsNear({ segment, scratch }, wanted, (reading, edits, length) => {
      const to = columns.readingPartStarts[reading + 1] as number
      for (let at = columns.readingPartStarts[reading] as number; at < to; at += 1)
        offerPart(
          segment,
          slot,
          { part: columns.readingParts[at] as number, reading, edits, length, place: wanted.place },
          offer,
        )
    })
  for (const letter of slot.initials)
    readingsNear({ segment, scratch }, letter, (reading) => {
      const to = columns.readingPartStarts[reading + 1] as number
      for (let at = columns.readingPartStarts[reading] as number; at < to; at += 1) {
        const part = columns.readingParts[at] as number
        if (isInitial(segment, part)) offer(part, likeness.initial, false)
      }
    })
  const group = slot.part.surname
  if (group !== undefined && group + 2 < columns.surnamePartStarts.length)
    for (
      let at = columns.surnamePartStarts[group + 1] as number;
      at < (columns.surnamePartStarts[group + 2] as number);
      at += 1
    )
      offer(columns.surnameParts[at] as number, likeness.surname, true)
  for (const { part, alike: value } of found.values()) {
    if (alike.values[part] === 0) push(alike.known, part)
    alike.values[part] = value
  }
  const all = [...found.values()].toSorted((a, b) => b.alike - a.alike)
  return { strong: all.filter((one) => one.isStrong), support: all.filter((one) => !one.isStrong) }
}

interface Met {
  readonly part: number
  readonly reading: number
  readonly edits: number
  readonly length: number
  readonly place: number
}

function offerPart(
  segment: Segment,
  slot: Slot,
  { part, reading, edits, length, place: asked }: Met,
  offer: (part: number, value: number, isStrong: boolean) => void,
): void {
  if (isInitial(segment, part) !== slot.part.initial) return
  const listed = placeIn(segment, part, reading)
  if (listed < 0) {
    // Its word as it is written, not one of its readings.
    if (edits > 0) offer(part, alikeByEdits(edits, { length, place: 0 }), length >= shortest)
    return
  }
  // Another part may have the same reading as a likelier one; what it lets be found counts for itself alone.
  if (edits > deletionsListed(((segment.columns.partForm[part] as number) & latinBit) !== 0, listed)) return
  const place = asked + listed
  if (edits > 0) offer(part, alikeByEdits(edits, { length, place }), length >= shortest)
  else offer(part, isWritten(segment, part, slot) ? likeness.same : alikeByReading(place), true)
}

/** Which of the readings of a part this is; -1 for none. */
function placeIn({ columns }: Segment, part: number, reading: number): number {
  const from = columns.partReadingStarts[part] as number
  const to = columns.partReadingStarts[part + 1] as number
  for (let at = from; at < to; at += 1) if (columns.partReadings[at] === reading) return at - from
  return -1
}

function isWritten(segment: Segment, part: number, slot: Slot): boolean {
  const { written, writtenStarts } = segment.columns
  const from = writtenStarts[part] as number
  if ((writtenStarts[part + 1] as number) - from !== slot.writtenBytes.length) return false
  return slot.writtenBytes.every((byte, at) => written[from + at] === byte)
}

/** Every reading within the edits that are allowed; by the deletions that both have. */
function readingsNear(
  { segment, scratch }: Place,
  wanted: Wanted,
  take: (reading: number, edits: number, length: number) => void,
): void {
  const { columns, deletionShift } = segment
  const { deletionStarts, deletions, readingStarts, readings } = columns
  const word = scratch.nextWord()
  const right = { bytes: readings, from: 0, to: 0 }
  for (const hash of wanted.hashes) {
    const bucket = hash >>> deletionShift
    const to = deletionStarts[bucket + 1] as number
    for (let at = deletionStarts[bucket] as number; at < to; at += 1) {
      const entry = deletions[at] as number
      if (entry >>> entryBits !== (hash & 255)) continue
      const reading = entry & entryMask
      if (scratch.seen[reading] === word) continue
      scratch.seen[reading] = word
      right.from = readingStarts[reading] as number
      right.to = readingStarts[reading + 1] as number
      const most = Math.min(wanted.edits, editsAllowed(wanted.bytes.length, right.to - right.from))
      const edits = editsBetween(wanted, right, most)
      if (edits <= most) take(reading, edits, Math.max(wanted.bytes.length, right.to - right.from))
    }
  }
}

/** Parts that have a sound of the slot and are not near to it: only for a query of one word, which no pair can find. */
export function partsBySound(here: SlotHere): readonly Near[] {
  const { soundPartStarts, soundParts } = here.segment.columns
  const { sounds, values } = here.alike
  const found: Near[] = []
  for (const sound of sounds) {
    const to = soundPartStarts[sound + 1] as number
    for (let at = soundPartStarts[sound] as number; at < to; at += 1) {
      const part = soundParts[at] as number
      if (values[part] === 0) found.push({ part, alike: partLikeness(here, part) })
    }
  }
  return found.filter((one) => one.alike > 0)
}

/** Makes the sounds of a slot ready to be compared with those of parts. */
function listen(segment: Segment, slot: Slot, alike: Alike): void {
  alike.sounds = slot.part.sounds.flatMap((sound) => (sound === '' ? [] : (segment.soundNumber(sound) ?? [])))
  alike.outlines.fill(0)
  for (const sound of slot.part.sounds) if (sound !== '') alike.outlines[outlineOf(sound)] = 1
}
