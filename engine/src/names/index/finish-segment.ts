import type { Building, ListColumn } from './building.ts'
import { inEntityOrder } from './entity-order.ts'
import { entryBits } from './forms.ts'
import { bucketed, gather, numbers, push } from './grow.ts'
import type { Lists, Numbers } from './grow.ts'
import { deletionHashes, editsAllowed } from './hash.ts'
import { imageOf } from './layout.ts'
import { firstSound, marksKept, mostSoundsKept, noSound } from './part-marks.ts'

/** Turns the columns of a segment that has grown into its lists; the columns are used up. */
export function finishSegment(grown: Building): SharedArrayBuffer {
  const building = inEntityOrder(grown)
  const { entities, written, readings, sounds, texts, labels } = building
  const parts = building.partForms.length
  const postings = recordsOfParts(building)
  const readingParts = inverted(building.readingsOf, readings.numbers.size, building.ownWords)
  const soundParts = inverted(building.soundsOf, sounds.numbers.size)
  const surnameParts = partsOfSurnames(building.partSurnames)
  const deletions = deletionsOfReadings(building)
  const meetings = meetingsOfRecords(building)
  const beginnings = bucketed(building.beginningHashes, building.beginningParts)
  return imageOf({
    recordEntity: Float64Array.from(entities),
    recordMarking: held(building.markings),
    recordBirth: held(building.births),
    recordForm: Uint8Array.from(held(building.forms)),
    recordSize: Uint8Array.from(held(building.sizes)),
    recordTag: held(building.tags).some((tag) => tag !== 0)
      ? Uint16Array.from(held(building.tags))
      : new Uint16Array(0),
    textStarts: held(texts.starts),
    texts: texts.bytes.subarray(0, texts.length),
    // Without a single label not even their places are kept.
    labelStarts: labels.length === 0 ? new Uint32Array(0) : held(labels.starts),
    labels: labels.bytes.subarray(0, labels.length),
    recordPartStarts: closed(building.partStarts, building.parts.length),
    recordParts: held(building.parts),
    writtenStarts: held(written.starts),
    written: written.bytes.subarray(0, written.length),
    partForm: Uint8Array.from(held(building.partForms)),
    partSurname: Uint16Array.from(held(building.partSurnames)),
    partMarks: marksOfParts(building),
    partReadingStarts: closed(building.readingsOf.starts, building.readingsOf.items.length),
    partReadings: held(building.readingsOf.items),
    postingStarts: postings.starts.subarray(0, parts + 1),
    postings: postings.items,
    readingStarts: held(readings.texts.starts),
    readings: readings.texts.bytes.subarray(0, readings.texts.length),
    readingPartStarts: readingParts.starts,
    readingParts: readingParts.items,
    soundStarts: held(sounds.texts.starts),
    sounds: sounds.texts.bytes.subarray(0, sounds.texts.length),
    soundPartStarts: soundParts.starts,
    soundParts: soundParts.items,
    surnamePartStarts: surnameParts.starts,
    surnameParts: surnameParts.items,
    deletionStarts: deletions.starts,
    deletions: deletions.items,
    meetingStarts: meetings.starts,
    meetings: meetings.items,
    beginningStarts: beginnings.starts,
    beginnings: beginnings.items,
  })
}

function held(list: Numbers): Uint32Array {
  return list.items.subarray(0, list.length)
}

function closed(starts: Numbers, end: number): Uint32Array {
  push(starts, end)
  return held(starts)
}

/** The marks of each part with the numbers of its sounds behind them. */
function marksOfParts({ partMarks, soundsOf: { starts, items } }: Building): Uint32Array {
  const parts = starts.length
  const marks = new Uint32Array(parts * marksKept).fill(noSound)
  for (let part = 0; part < parts; part += 1) {
    const place = part * marksKept
    marks.set(partMarks.items.subarray(part * firstSound, (part + 1) * firstSound), place)
    const from = starts.items[part] as number
    const to = part + 1 < parts ? (starts.items[part + 1] as number) : items.length
    marks.set(items.items.subarray(from, Math.min(to, from + mostSoundsKept)), place + firstSound)
  }
  return marks
}

/** Part → records, ascending; a part that a name has twice counts once. */
function recordsOfParts({ entities, partStarts, parts, partForms }: Building): Lists {
  const records = numbers(Math.max(1, parts.length))
  const keys = numbers(Math.max(1, parts.length))
  for (let record = 0; record < entities.length; record += 1) {
    const from = partStarts.items[record] as number
    const to = record + 1 < entities.length ? (partStarts.items[record + 1] as number) : parts.length
    for (let at = from; at < to; at += 1) {
      const part = parts.items[at] as number
      if (parts.items.subarray(from, at).includes(part)) continue
      push(keys, part)
      push(records, record)
    }
  }
  return gather(partForms.length, keys, records)
}

/** Word → parts, from part → words; `more` has one word more of each part, and one, or nought. */
function inverted(column: ListColumn, count: number, more?: Numbers): Lists {
  const words = numbers(Math.max(1, column.items.length))
  const parts = numbers(Math.max(1, column.items.length))
  const put = (word: number, part: number): void => {
    push(words, word)
    push(parts, part)
  }
  for (let part = 0; part < column.starts.length; part += 1) {
    const to =
      part + 1 < column.starts.length ? (column.starts.items[part + 1] as number) : column.items.length
    for (let at = column.starts.items[part] as number; at < to; at += 1)
      put(column.items.items[at] as number, part)
    const own = more?.items[part] ?? 0
    if (own > 0) put(own - 1, part)
  }
  return gather(count, words, parts)
}

function partsOfSurnames(surnames: Numbers): Lists {
  const keys = numbers()
  const parts = numbers()
  let most = 0
  for (let part = 0; part < surnames.length; part += 1) {
    const group = surnames.items[part] as number
    if (group === 0) continue
    most = Math.max(most, group)
    push(keys, group)
    push(parts, part)
  }
  return gather(most + 1, keys, parts)
}

function meetingsOfRecords({ entities, meetingHashes, meetingRecords }: Building): Lists {
  if (entities.length >= 2 ** entryBits) throw new RangeError('a segment holds at most 16 million names')
  for (let at = 0; at < meetingRecords.length; at += 1)
    meetingRecords.items[at] =
      ((meetingRecords.items[at] as number) | ((meetingHashes.items[at] as number) << entryBits)) >>> 0
  return bucketed(meetingHashes, meetingRecords)
}

function deletionsOfReadings({ readings, depths }: Building): Lists {
  const words = readings.numbers
  if (words.size >= 2 ** entryBits) throw new RangeError('a segment holds at most 16 million readings')
  const hashes = numbers(words.size * 4 + 16)
  const entries = numbers(words.size * 4 + 16)
  for (const [reading, number] of words)
    deletionHashes(
      reading,
      Math.min(depths[number] ?? 0, editsAllowed(reading.length, reading.length)),
      (hash) => {
        push(hashes, hash)
        push(entries, (number | (hash << entryBits)) >>> 0)
      },
    )
  return bucketed(hashes, entries)
}
