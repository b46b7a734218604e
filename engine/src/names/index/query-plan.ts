import type { NamePart, ReadName } from '../name.ts'
import { treesOf } from '../romanise/misfit.ts'
import type { PieceTree } from '../romanise/piece-tree.ts'
import { learnedScriptOf } from '../romanise/widen.ts'
import { isUnspaced } from './beginnings.ts'
import { soughtWord } from './edits.ts'
import type { SoughtWord } from './edits.ts'
import { deletionHashes, editsAllowed, editsAsked, lettersOf } from './hash.ts'
import { letterSet } from './letter-set.ts'
import {
  hasOwnLetters,
  isNameWord,
  joinHash,
  joinOf,
  outlineMeetings,
  soundMeetings,
  wholeMeetings,
} from './meeting.ts'
import type { OutlineMeeting, SoundMeeting, WholeMeeting } from './meeting.ts'
import { shortest } from './likeness.ts'
import { isGeneric, weighPart } from './weigh-part.ts'

/** A word to look for among the readings of the index. */
export interface Wanted extends SoughtWord {
  /** Which letters it has, as `letterSet` says. */
  readonly letters: number
  readonly hashes: Uint32Array
  /** How many edits may lie between it and a reading. */
  readonly edits: number
  /** Place among the readings of its part. */
  readonly place: number
}

/** One part of the query with what finding it is worth. */
export interface Slot {
  readonly part: NamePart
  readonly writtenBytes: Uint8Array
  readonly bit: number
  /** In ten-thousandths of the whole query. */
  readonly worth: number
  /** Too common a kind of word to find anybody by: it only speaks for those whom other parts found. */
  readonly isSupport: boolean
  /** Written as its first reading. */
  readonly isLatin: boolean
  /** Tells one person from another. */
  readonly isNameWord: boolean
  readonly wanted: readonly Wanted[]
  /** A word of another script as it is written: a slip may change its readings more than its letters. */
  readonly own: Wanted | undefined
  /** What each of its characters may be spelt with, where a model knows; none for others. */
  readonly trees: readonly PieceTree[]
  /** First letters of its readings: an initial may stand for it. */
  readonly initials: readonly Wanted[]
}

/** A query made ready once, for every segment. */
export interface QueryPlan {
  readonly slots: readonly Slot[]
  /** Neighbouring parts as one word, worth what both are. */
  readonly joins: readonly Slot[]
  /** A name may have a part of the query as two words, and lies under this hash. */
  readonly splits: readonly { readonly slot: Slot; readonly word: Uint8Array; readonly hash: number }[]
  readonly meetings: readonly SoundMeeting[]
  readonly wholes: readonly WholeMeeting[]
  readonly outlines: readonly OutlineMeeting[]
  /** Written in Latin letters, as most names are: what is near to it in letters is near to it. */
  readonly isLatin: boolean
  readonly size: number
}

export const whole = 10_000
// As many as the upper half of a score has bits for, and more than any name needs; the weightiest are kept.
const mostSlots = 12
// One edit makes another word of nearly every syllable: of many syllables each has to be as it is.
const mostEditedShort = 3
// Sounds of a part of a question that are looked for.
const mostAsked = 10

const encoder = new TextEncoder()

export function planQuery(query: ReadName): QueryPlan {
  const parts = withoutRepeats(query.parts)
  const chosen = parts
    .map((part) => ({ part, weight: weighPart(part, query.kind) }))
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, mostSlots)
  const total = chosen.reduce((sum, one) => sum + one.weight, 0)
  const finds = (part: NamePart): boolean => isNameWord(part) && !isGeneric(part, query.kind)
  const hasFinder = parts.some(finds)
  const slots = chosen.map(({ part, weight }, at): Slot => ({
    part,
    writtenBytes: encoder.encode(part.written),
    bit: 1 << at,
    worth: total === 0 ? 0 : Math.floor((whole * weight) / total),
    isSupport: hasFinder && !finds(part),
    isLatin: part.readings[0] === part.written,
    isNameWord: isNameWord(part),
    wanted: part.readings.map((reading, place) => {
      const isFixed = part.role === 'number' || (parts.length > mostEditedShort && reading.length < shortest)
      return wantedOf(reading, place, isFixed ? 0 : 2)
    }),
    own: hasOwnLetters(part) ? ownOf(part.written) : undefined,
    trees: treesOfPart(part),
    initials: part.initial
      ? []
      : [...new Set(part.readings.map((reading) => reading.slice(0, 1)))].map((letter) =>
          wantedOf(letter, 0, 0),
        ),
  }))
  const isLatin = query.script === 'latin'
  return {
    slots,
    joins: joinsOf(query.parts, slots),
    splits: slots.flatMap((slot) => {
      const reading = slot.part.readings[0] ?? ''
      return slot.isSupport || reading.length < 4
        ? []
        : [{ slot, word: encoder.encode(reading), hash: joinHash(reading) }]
    }),
    meetings: soundMeetings(query.parts, mostAsked),
    wholes: wholeMeetings(query.parts),
    outlines: query.kind === 'person' ? outlineMeetings(query.parts, isLatin) : [],
    isLatin,
    size: query.parts.length,
  }
}

/** A repeated part would count twice what a name has once. */
function withoutRepeats(parts: readonly NamePart[]): readonly NamePart[] {
  return parts.filter((part, at) => parts.findIndex((other) => other.written === part.written) === at)
}

export function wantedOf(reading: string, place: number, mostEdits: number): Wanted {
  const edits = Math.min(mostEdits, editsAsked(place), editsAllowed(reading.length, reading.length))
  const hashes: number[] = []
  deletionHashes(reading, edits, (hash) => hashes.push(hash))
  const bytes = encoder.encode(reading)
  return { ...soughtWord(bytes), letters: letterSet(reading), hashes: Uint32Array.from(hashes), edits, place }
}

function treesOfPart(part: NamePart): readonly PieceTree[] {
  const script = learnedScriptOf(part)
  return script === undefined ? [] : treesOf(script, part.written)
}

function ownOf(written: string): Wanted | undefined {
  // Among two or three Chinese characters one other, more or less, is another name.
  if (written.length < shortest && isUnspaced(written)) return undefined
  const edits = Math.min(1, editsAllowed(written.length, written.length))
  const hashes: number[] = []
  deletionHashes(written, edits, (hash) => hashes.push(hash))
  const bytes = lettersOf(written)
  return { ...soughtWord(bytes), letters: 0, hashes: Uint32Array.from(hashes), edits, place: 0 }
}

function joinsOf(parts: readonly NamePart[], slots: readonly Slot[]): QueryPlan['joins'] {
  const slotOf = (part: NamePart | undefined): Slot | undefined =>
    slots.find((slot) => slot.part.written === part?.written)
  return parts.slice(1).flatMap((right, at) => {
    const joined = joinOf(parts[at], right)
    const slot = slotOf(parts[at])
    const other = slotOf(right)
    if (joined === undefined || !slot || !other || slot === other || slot.isSupport || other.isSupport)
      return []
    const part: NamePart = {
      ...slot.part,
      written: joined,
      readings: [joined],
      sounds: [],
      surname: undefined,
    }
    const both: Slot = {
      ...slot,
      part,
      writtenBytes: encoder.encode(joined),
      wanted: [wantedOf(joined, 0, 2)],
      own: undefined,
      trees: [],
      initials: [],
      bit: slot.bit | other.bit,
      worth: slot.worth + other.worth,
    }
    return [both]
  })
}
