import { readName } from '../name.ts'
import type { NamePart, ReadName } from '../name.ts'
import { recentWords, wordTable } from '../read-plain.ts'
import type { WordTable } from '../read-plain.ts'
import { eachBeginning } from './beginnings.ts'
import { packDate } from './birth-date.ts'
import type { NameRecord } from './door.ts'
import { newBuilding, ownWordOf, wordOf } from './building.ts'
import type { Building } from './building.ts'
import { finishSegment } from './finish-segment.ts'
import { initialBit, kinds, latinBit, roles, scripts } from './forms.ts'
import { push, pushText } from './grow.ts'
import { deletionsListed, hashPair, hashText } from './hash.ts'
import { marksOfPart } from './part-marks.ts'
import {
  eachJoin,
  eachOutlined,
  eachPair,
  hasOwnLetters,
  isNameWord,
  meets,
  mostParts,
  soundsToMeetBy,
  wholeSoundHash,
} from './meeting.ts'
import type { Heard } from './meeting.ts'
import { outlineOf } from './outline.ts'

// A million names have a quarter of a million different words; with a table of 50,000 each was read 2.7 times.
const mostWords = 250_000
const mostRecent = 2 * mostWords

/** A table for the words of a long list. */
export function listWords(): WordTable {
  return wordTable(mostWords)
}

export interface SegmentBuilder {
  /** In any order; in the order of their entities is quickest. A name that is read already need not be read again. */
  add(record: NameRecord, name?: ReadName): void
  /** The finished segment; the builder is used up. */
  finish(): SharedArrayBuffer
  /** What has grown instead, with the key of each part, for another thread to join; the builder is used up. */
  handOver(): { readonly building: Building; readonly partKeys: readonly string[] }
}

/**
 * Builds one segment of the index: names in, one shared buffer of typed arrays out. For a long list `listWords` are quicker.
 * 1 M names of which 0.3 M parts are different: see `bin/shield bench names`.
 */
export function segmentBuilder(words = recentWords): SegmentBuilder {
  const building = newBuilding()
  const partNumbers = new Map<string, number>()
  // A word that was read before is the same object, which is known sooner than by its key.
  const recent = new Map<NamePart, number>()
  const numberOf = (part: NamePart): number => {
    const known = recent.get(part)
    if (known !== undefined) return known
    if (recent.size >= mostRecent) recent.clear()
    const number = numberByKey(part)
    recent.set(part, number)
    return number
  }
  const numberByKey = (part: NamePart): number => {
    const key = partKey(part)
    const known = partNumbers.get(key)
    if (known !== undefined) return known
    partNumbers.set(key, partNumbers.size)
    addPart(building, part)
    return partNumbers.size - 1
  }
  return {
    add: (record, name = readName(record.text, record.kind, words)) =>
      addRecord(building, record, { name, numberOf }),
    finish: () => {
      partNumbers.clear()
      recent.clear()
      return finishSegment(building)
    },
    handOver: () => ({ building, partKeys: [...partNumbers.keys()] }),
  }
}

/** Two parts are one in the index when nothing that a comparison looks at differs. */
function partKey(part: NamePart): string {
  return `${part.written}|${part.role}|${part.readings.length === 1 ? part.readings[0] : part.readings.join()}`
}

interface ReadRecord {
  readonly name: ReadName
  readonly numberOf: (part: NamePart) => number
}

function addRecord(building: Building, record: NameRecord, { name, numberOf }: ReadRecord): void {
  const number = building.entities.length
  building.entities.push(record.entity)
  push(building.markings, record.marking)
  push(building.births, packDate(record.birthDate))
  push(building.forms, kinds.indexOf(name.kind) | (Math.max(0, scripts.indexOf(name.script)) << 2))
  push(building.sizes, Math.min(name.parts.length, 255))
  push(building.tags, record.tag ?? 0)
  push(building.partStarts, building.parts.length)
  pushText(building.texts, record.text)
  pushText(building.labels, record.label ?? '')
  const heard: (readonly Heard[])[] = []
  for (const part of name.parts) {
    const partNumber = numberOf(part)
    push(building.parts, partNumber)
    const sounds = building.heard[partNumber] ?? []
    if (sounds.length > 0 && heard.length < mostParts) heard.push(sounds)
  }
  const meet = (hash: number): void => {
    push(building.meetingHashes, hash)
    push(building.meetingRecords, number)
  }
  eachPair(heard, (left, right) => {
    if (meets(left.sound, right.sound)) meet(hashPair(left.hash, right.hash))
  })
  if (name.kind === 'person') eachOutlined(heard, { isLatin: name.script === 'latin', meet })
  const whole = wholeSoundHash(name.parts)
  if (whole !== undefined) meet(whole)
  eachJoin(name.parts, meet)
}

function addPart(building: Building, part: NamePart): void {
  const number = building.heard.length
  eachBeginning(part, (hash) => {
    push(building.beginningHashes, hash)
    push(building.beginningParts, number)
  })
  pushText(building.written, part.written)
  push(
    building.partForms,
    Math.max(0, roles.indexOf(part.role)) |
      (part.initial ? initialBit : 0) |
      (part.readings[0] === part.written ? latinBit : 0),
  )
  push(building.partSurnames, part.surname === undefined ? 0 : part.surname + 1)
  for (const marks of marksOfPart(part)) push(building.partMarks, marks)
  push(building.readingsOf.starts, building.readingsOf.items.length)
  const isLatin = part.readings[0] === part.written
  part.readings.forEach((reading, place) => {
    const number = wordOf(building.readings, reading)
    push(building.readingsOf.items, number)
    building.depths[number] = Math.max(building.depths[number] ?? 0, deletionsListed(isLatin, place))
  })
  push(building.ownWords, hasOwnLetters(part) ? ownWordOf(building, part.written) + 1 : 0)
  push(building.soundsOf.starts, building.soundsOf.items.length)
  for (const sound of part.sounds) push(building.soundsOf.items, wordOf(building.sounds, sound))
  building.heard.push(
    isNameWord(part)
      ? soundsToMeetBy(part).map((sound) => ({ sound, hash: hashText(sound), outline: outlineOf(sound) }))
      : [],
  )
}
