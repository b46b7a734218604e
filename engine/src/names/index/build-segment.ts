import { readName } from '../name.ts'
import type { NamePart, NameRole, ReadName } from '../name.ts'
import { eachBeginning } from './beginnings.ts'
import { packDate } from './birth-date.ts'
import type { NameRecord } from './door.ts'
import { bucketed, gather, numbers, push, pushBytes, pushText, textPool } from './grow.ts'
import type { Lists, Numbers, TextPool } from './grow.ts'
import { inEntityOrder } from './entity-order.ts'
import type { RecordColumns } from './entity-order.ts'
import { deletionHashes, deletionsListed, editsAllowed, hashPair, hashText, lettersOf } from './hash.ts'
import { imageOf } from './layout.ts'
import {
  eachJoin,
  eachOutlined,
  eachPair,
  hasOwnLetters,
  isNameWord,
  joinHash,
  meets,
  mostParts,
  soundsToMeetBy,
  wholeHash,
  wholeSound,
} from './meeting.ts'
import type { Heard } from './meeting.ts'
import { outlineOf } from './outline.ts'

/** Where a part's role and a name's kind and script are kept as numbers; only ever added to at the end. */
export const roles: readonly NameRole[] = [
  'unknown',
  'given',
  'family',
  'patronymic',
  'particle',
  'generation',
  'legal-form',
  'number',
]
export const kinds = ['person', 'organisation', 'other'] as const
/** The first stands for any that is not here. */
export const scripts: readonly string[] = [
  'other',
  'latin',
  'cyrillic',
  'greek',
  'armenian',
  'georgian',
  'hebrew',
  'arabic',
  'ethiopic',
  'indic',
  'sinhala',
  'thai',
  'lao',
  'burmese',
  'khmer',
  'hangul',
  'kana',
  'han',
  'common',
]
/** Bit of `partForm` that says the part is an initial. */
export const initialBit = 16
/** Bit of `partForm` that says the part is written as its first reading. */
export const latinBit = 32
/** The lower bits of an entry of `deletions` are the reading, the upper eight those of its hash. */
export const readingBits = 24

/** Whether a name is of Latin letters, by its `recordForm`. */
export function isLatinForm(form: number): boolean {
  return form >> 2 === latin
}

const latin = scripts.indexOf('latin')

export interface SegmentBuilder {
  /** In any order; in the order of their entities is quickest. A name that is read already need not be read again. */
  add(record: NameRecord, name?: ReadName): void
  /** The finished segment; the builder is used up. */
  finish(): SharedArrayBuffer
}

/** A segment as it grows: the columns of `layout.ts` before they are turned into lists. */
export interface Building extends RecordColumns {
  readonly written: TextPool
  readonly partForms: Numbers
  readonly partSurnames: Numbers
  readonly readingsOf: ListColumn
  readonly soundsOf: ListColumn
  readonly readings: Dictionary
  readonly sounds: Dictionary
  readonly meetingHashes: Numbers
  readonly meetingRecords: Numbers
  readonly beginningHashes: Numbers
  readonly beginningParts: Numbers
  /** Per part: the number among the readings of a word of another script as it is written, and one more; or nought. */
  readonly ownWords: Numbers
  /** Per reading: how many letters are left out. */
  readonly depths: number[]
  /** Per part: the hashes of its sounds that names meet by. */
  readonly heard: (readonly Heard[])[]
}

interface ListColumn {
  readonly starts: Numbers
  readonly items: Numbers
}

interface Dictionary {
  readonly numbers: Map<string, number>
  readonly texts: TextPool
}

/**
 * Builds one segment of the index: names in, one shared buffer of typed arrays out.
 * 1 M names of which 0.3 M parts are different: see `bin/shield bench names`.
 */
export function segmentBuilder(): SegmentBuilder {
  const building = newBuilding()
  const partNumbers = new Map<string, number>()
  const numberOf = (part: NamePart): number => {
    const key = partKey(part)
    const known = partNumbers.get(key)
    if (known !== undefined) return known
    partNumbers.set(key, partNumbers.size)
    addPart(building, part)
    return partNumbers.size - 1
  }
  return {
    add: (record, name = readName(record.text, record.kind)) =>
      addRecord(building, record, { name, numberOf }),
    finish: () => {
      partNumbers.clear()
      return finish(inEntityOrder(building))
    },
  }
}

/** Two parts are one in the index when nothing that a comparison looks at differs. */
function partKey(part: NamePart): string {
  return `${part.written}|${part.role}|${part.readings.length === 1 ? part.readings[0] : part.readings.join()}`
}

function newBuilding(): Building {
  const list = (): ListColumn => ({ starts: numbers(), items: numbers() })
  const dictionary = (): Dictionary => ({ numbers: new Map(), texts: textPool() })
  return {
    entities: [],
    markings: numbers(),
    births: numbers(),
    forms: numbers(),
    sizes: numbers(),
    tags: numbers(),
    texts: textPool(),
    labels: textPool(),
    partStarts: numbers(),
    parts: numbers(),
    written: textPool(),
    partForms: numbers(),
    partSurnames: numbers(),
    readingsOf: list(),
    soundsOf: list(),
    readings: dictionary(),
    sounds: dictionary(),
    meetingHashes: numbers(),
    meetingRecords: numbers(),
    beginningHashes: numbers(),
    beginningParts: numbers(),
    ownWords: numbers(),
    depths: [],
    heard: [],
  }
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
  const whole = wholeSound(name.parts)
  if (whole !== undefined) meet(wholeHash(whole))
  eachJoin(name.parts, (joined) => meet(joinHash(joined)))
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

/** A word in its own letters lies among the readings, so that a slip is found there too; a byte a letter. */
function ownWordOf({ readings, depths }: Building, written: string): number {
  const known = readings.numbers.get(written)
  if (known !== undefined) return known
  const number = readings.numbers.size
  readings.numbers.set(written, number)
  pushBytes(readings.texts, lettersOf(written))
  depths[number] = 1
  return number
}

function wordOf(dictionary: Dictionary, text: string): number {
  const known = dictionary.numbers.get(text)
  if (known !== undefined) return known
  const number = dictionary.numbers.size
  dictionary.numbers.set(text, number)
  pushText(dictionary.texts, text)
  return number
}

function finish(building: Building): SharedArrayBuffer {
  const { entities, written, readings, sounds, texts, labels } = building
  const parts = building.partForms.length
  const postings = recordsOfParts(building)
  const readingParts = inverted(building.readingsOf, readings.numbers.size, building.ownWords)
  const soundParts = inverted(building.soundsOf, sounds.numbers.size)
  const surnameParts = partsOfSurnames(building.partSurnames)
  const deletions = deletionsOfReadings(building)
  const meetings = bucketed(building.meetingHashes, building.meetingRecords)
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
    partReadingStarts: closed(building.readingsOf.starts, building.readingsOf.items.length),
    partReadings: held(building.readingsOf.items),
    partSoundStarts: closed(building.soundsOf.starts, building.soundsOf.items.length),
    partSounds: held(building.soundsOf.items),
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

function deletionsOfReadings({ readings, depths }: Building): Lists {
  const words = readings.numbers
  if (words.size >= 2 ** readingBits) throw new RangeError('a segment holds at most 16 million readings')
  const hashes = numbers(words.size * 4 + 16)
  const entries = numbers(words.size * 4 + 16)
  for (const [reading, number] of words)
    deletionHashes(
      reading,
      Math.min(depths[number] ?? 0, editsAllowed(reading.length, reading.length)),
      (hash) => {
        push(hashes, hash)
        push(entries, (number | (hash << readingBits)) >>> 0)
      },
    )
  return bucketed(hashes, entries)
}
