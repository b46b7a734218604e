import { initialBit, latinBit, roles } from './build-segment.ts'
import { isNameWord } from './meeting.ts'
import { editsBetween } from './edits.ts'
import { push } from './grow.ts'
import { deletionsListed, editsAllowed } from './hash.ts'
import { alikeByEdits, alikeByOutline, alikeByReading, alikeBySound, likeness, shortest } from './likeness.ts'
import { outlineOf } from './outline.ts'
import type { Slot, Wanted } from './query-plan.ts'
import { noLikeness } from './scratch.ts'
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

const nameForms = Array.from({ length: 64 }, (_, form) =>
  isNameWord({ initial: (form & initialBit) !== 0, role: roles[form & 15] ?? 'unknown' }),
)

/** `isNameWord` of a part as the index keeps it. */
export function isNameForm(form: number): boolean {
  return nameForms[form] === true
}

/** Which of the readings of a part this is; -1 for none. */
function placeIn({ columns }: Segment, part: number, reading: number): number {
  const from = columns.partReadingStarts[part] as number
  const to = columns.partReadingStarts[part + 1] as number
  for (let at = from; at < to; at += 1) if (columns.partReadings[at] === reading) return at - from
  return -1
}

function isInitial(segment: Segment, part: number): boolean {
  return ((segment.columns.partForm[part] as number) & initialBit) !== 0
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
      if (entry >>> 24 !== (hash & 255)) continue
      const reading = entry & 0xffffff
      if (scratch.seen[reading] === word) continue
      scratch.seen[reading] = word
      right.from = readingStarts[reading] as number
      right.to = readingStarts[reading + 1] as number
      const most = Math.min(wanted.edits, editsAllowed(wanted.bytes.length, right.to - right.from))
      const edits = editsBetween(wanted.bytes, right, most)
      if (edits <= most) take(reading, edits, Math.max(wanted.bytes.length, right.to - right.from))
    }
  }
}

/** Parts that have a sound of the slot, with how alike they are: only for a query of one word, which no pair can find. */
export function partsBySound(place: Place, slot: Slot, alike: Alike): readonly Near[] {
  const { soundPartStarts, soundParts } = place.segment.columns
  const found: Near[] = []
  for (const sound of alike.sounds) {
    const to = soundPartStarts[sound + 1] as number
    for (let at = soundPartStarts[sound] as number; at < to; at += 1) {
      const part = soundParts[at] as number
      if (alike.values[part] === 0) found.push({ part, alike: partLikeness(place, slot, { part, alike }) })
    }
  }
  return found.filter((one) => one.alike > 0).toSorted((a, b) => b.alike - a.alike)
}

/** Makes the sounds of a slot ready to be compared with those of parts. */
function listen(segment: Segment, slot: Slot, alike: Alike): void {
  alike.sounds = slot.part.sounds.flatMap((sound) => (sound === '' ? [] : (segment.soundNumber(sound) ?? [])))
  alike.outlines.fill(0)
  if (isNameWord(slot.part))
    for (const sound of slot.part.sounds) if (sound !== '') alike.outlines[outlineOf(sound)] = 1
}

/** How alike one part is: what `partsNear` found, else by sound, else as an initial. */
export function partLikeness(
  { segment }: Place,
  slot: Slot,
  { part, alike }: { readonly part: number; readonly alike: Alike },
): number {
  const known = alike.values[part] as number
  if (known !== 0) return known === noLikeness ? 0 : known
  const value = farLikeness(segment, slot, { part, alike })
  push(alike.known, part)
  alike.values[part] = value === 0 ? noLikeness : value
  return value
}

function farLikeness(
  segment: Segment,
  slot: Slot,
  { part, alike }: { readonly part: number; readonly alike: Alike },
): number {
  const { columns } = segment
  if (isInitial(segment, part) || slot.part.initial)
    return beginsAlike(segment, slot, part) ? likeness.initial : 0
  const from = columns.partSoundStarts[part] as number
  const to = columns.partSoundStarts[part + 1] as number
  for (let at = from; at < to; at += 1)
    if (alike.sounds.includes(columns.partSounds[at] as number))
      return letterLikeness(segment, slot, { part, weigh: alikeBySound })
  const form = columns.partForm[part] as number
  if (!isNameForm(form) || (slot.isLatin && (form & latinBit) !== 0)) return 0
  for (let at = from; at < to; at += 1)
    if (alike.outlines[segment.outlines[columns.partSounds[at] as number] as number] === 1)
      return letterLikeness(segment, slot, { part, weigh: alikeByOutline })
  return 0
}

// Beyond so many edits the letters say no more than the sound.
const farthest = 6
const mostHeard = 3

/** How alike the letters of the likeliest readings are, as one of the measures of `likeness.ts` has it. */
function letterLikeness(
  segment: Segment,
  slot: Slot,
  { part, weigh }: { readonly part: number; readonly weigh: typeof alikeBySound },
): number {
  const { partReadingStarts, partReadings, readingStarts, readings } = segment.columns
  const from = partReadingStarts[part] as number
  const to = Math.min(partReadingStarts[part + 1] as number, from + mostHeard)
  let best = 0
  // A pair of readings further apart than the nearest so far is given up early.
  let share = 1
  for (let at = from; at < to; at += 1) {
    const reading = partReadings[at] as number
    const right = {
      bytes: readings,
      from: readingStarts[reading] as number,
      to: readingStarts[reading + 1] as number,
    }
    for (let place = 0; place < Math.min(mostHeard, slot.wanted.length); place += 1) {
      const { bytes } = slot.wanted[place] as Wanted
      const length = Math.max(bytes.length, right.to - right.from)
      const edits = editsBetween(bytes, right, Math.min(farthest, Math.floor(share * length)))
      if (edits > share * length) continue
      share = edits / length
      best = Math.max(best, weigh(edits, length))
    }
  }
  return Math.max(best, weigh(1, 1))
}

/** An initial stands for any word that begins with it in one of its readings. */
function beginsAlike(segment: Segment, slot: Slot, part: number): boolean {
  const { partReadingStarts, partReadings, readingStarts, readings } = segment.columns
  for (let at = partReadingStarts[part] as number; at < (partReadingStarts[part + 1] as number); at += 1) {
    const first = readings[readingStarts[partReadings[at] as number] as number]
    if (slot.wanted.some(({ bytes }) => bytes[0] === first)) return true
  }
  return false
}
