import { givenVariant } from '../normalise/given-variant.ts'
import { editCosts } from './edit-costs.ts'
import { editDistance, soundsOf } from './edit-distance.ts'
import type { Sounds } from './edit-distance.ts'
import type { Word } from './prepare.ts'

/** How two words agree. */
export const agreements = [
  'none',
  'same',
  'sound',
  'spelling',
  'meaning',
  'surname',
  'variant',
  'initial',
] as const
export type Agreement = (typeof agreements)[number]

/** How alike two words are, 0 to 1, and by what. */
export interface Likeness {
  readonly value: number
  readonly by: Agreement
}

/**
 * Likeness by cost of the edits for each sound: nothing is lost by a habit of spelling, little by one slip in five letters, half is gone
 * at two in six, and at half of the letters it is another word.
 */
const curve = [1, 0.94, 0.84, 0.64, 0.38, 0] as const
const step = 0.1
/** Below this share the spellings differ by habit only. */
const sameSoundShare = 0.08
/** Beyond this share nothing is left. */
const most = (curve.length - 1) * step
/** A slip in a word of two or three letters may as well be another name (Li, Lu): undecided. */
const undecided = 0.45
/** Another character or syllable is another name more often than another letter is. */
const syllableFactor = 1.6
const hangulFactor = 0.6
/** A reading that is less likely fits less: of many, one fits by chance. */
const laterReading = 0.012
/** Two words that both are common names are seldom one of them misspelt: Castro, Castillo. */
const knownFactor = 1.3
const knownWeight = 0.78
const sameSurname = 0.88
/** Volodymyr and Vladimir; Bill and William, which may be another William. */
const sameForm = 0.9
const sameShort = 0.8
const sameMeaning = 0.95
const sameInitial = 0.7

const cacheBits = 15
const cacheSize = 1 << cacheBits
const cachedLeft = new Int32Array(cacheSize).fill(-1)
const cachedRight = new Int32Array(cacheSize).fill(-1)
const none: Likeness = { value: 0, by: 'none' }
const cached: Likeness[] = Array.from({ length: cacheSize }, () => none)
const equal: Likeness = { value: 1, by: 'same' }

/** Lists repeat their words, so the last 32,768 pairs are remembered: 20 ns for one of them, 0.3 to 3 µs for a new one. */
export function likeness(one: Word, other: Word): Likeness {
  if (one === other) return equal
  const left = one.id < other.id ? one : other
  const right = left === one ? other : one
  const slot = (Math.imul(left.id, 0x9e3779b1) ^ Math.imul(right.id, 0x85ebca6b)) >>> (32 - cacheBits)
  if (cachedLeft[slot] === left.id && cachedRight[slot] === right.id) return cached[slot] ?? none
  const found = compare(left, right)
  cachedLeft[slot] = left.id
  cachedRight[slot] = right.id
  cached[slot] = found
  return found
}

function compare(left: Word, right: Word): Likeness {
  if (left.part.initial || right.part.initial) return byInitial(left, right)
  if (left.part.written === right.part.written) return equal
  if (left.meaning && left.meaning === right.meaning) return { value: sameMeaning, by: 'meaning' }
  const found = byReadings(left, right)
  const known = left.isOfPerson ? knownAlike(left, right) : none
  return known.value > found.value ? known : found
}

/** What tables know to be one name, however it is spelt. */
function knownAlike({ part: left }: Word, { part: right }: Word): Likeness {
  if (left.surname !== undefined && left.surname === right.surname)
    return { value: sameSurname, by: 'surname' }
  const variant = givenVariant(left.readings[0] ?? '', right.readings[0] ?? '')
  if (variant === undefined) return none
  return { value: variant === 'form' ? sameForm : sameShort, by: 'variant' }
}

function byInitial(left: Word, right: Word): Likeness {
  for (const one of left.sounds)
    for (const other of right.sounds)
      if (one.letters[0] === other.letters[0])
        return left.part.initial && right.part.initial ? equal : { value: sameInitial, by: 'initial' }
  return none
}

function isKnownName({ weight, meaning, isParticle }: Word): boolean {
  return weight <= knownWeight && !meaning && !isParticle
}

function byReadings(left: Word, right: Word): Likeness {
  const isSameScript = left.script === right.script
  if (isSameScript && left.script === 'han') return byCharacters(left, right)
  // Two spellings in one script that is no Latin are compared as first read: any of many readings would agree by chance.
  const isFirstOnly = isSameScript && left.script !== 'latin'
  if (isSameScript && left.script === 'hangul') return ofShare(left, right, hangulShare(left, right))
  if (isOtherSound(left.classes, right.classes)) return none
  const share = isFirstOnly ? firstShare(left, right) : leastShare(left, right)
  return ofShare(left, right, share * factorOf(left, right))
}

/** Words with two classes of consonants or more and none in common are two words: a quarter of all pairs is seen so at a glance. */
function isOtherSound(one: number, other: number): boolean {
  return (one & other) === 0 && (one & (one - 1)) !== 0 && (other & (other - 1)) !== 0
}

function firstShare({ sounds: [one] }: Word, { sounds: [other] }: Word): number {
  return one && other ? costShare(one, other, most) : most
}

function leastShare(left: Word, right: Word): number {
  let share = most
  for (let i = 0; i < left.sounds.length; i += 1)
    for (let j = 0; j < right.sounds.length; j += 1) {
      const later = (i + j) * laterReading
      if (later < share)
        share = Math.min(share, costShare(left.sounds[i]!, right.sounds[j]!, share - later) + later)
    }
  return share
}

/** What makes the same edits tell more. */
function factorOf(left: Word, right: Word): number {
  return isKnownName(left) && isKnownName(right) ? knownFactor : 1
}

function ofShare(left: Word, right: Word, share: number): Likeness {
  const value = likenessOf(share)
  if (value < undecided && isShortSlip(left.part.readings[0] ?? '', right.part.readings[0] ?? ''))
    return { value: undecided, by: 'spelling' }
  if (value === 0) return none
  return { value, by: share < sameSoundShare || left.script !== right.script ? 'sound' : 'spelling' }
}

/** One sound more or less is a habit, several are another name: Bush, Habbash. */
const lengthCost = 40
/** Slips do not grow with the word: behind the sixth sound a further one counts half. */
const longWord = 6

/** Cost of the edits for each sound of the longer one; more than `most` when it is more. */
function costShare(one: Sounds, other: Sounds, most: number): number {
  const longest = Math.max(one.size, other.size)
  if (longest === 0) return most
  const length = longest <= longWord ? longest : longWord + (longest - longWord) / 2
  const further = Math.max(0, Math.abs(one.letters.length - other.letters.length) - 1) * lengthCost
  return (editDistance(one, other, editCosts.change, most * length * 100) + further) / (length * 100)
}

/** The likeness that a share of edits leaves. */
export function likenessOf(share: number): number {
  const place = share / step
  const at = Math.floor(place)
  const from = curve[at] ?? 0
  const to = curve[at + 1] ?? 0
  return from + (to - from) * (place - at)
}

/** The same sounds in other characters are a slip at best: 志 and 智 are two names. */
const sameSyllables = 0.55

function byCharacters(left: Word, right: Word): Likeness {
  const value = likenessOf(otherCharacters(left, right) * syllableFactor)
  if (value >= sameSyllables || left.part.readings[0] !== right.part.readings[0])
    return value === 0 ? none : { value, by: 'spelling' }
  // One surname in old and new characters, 歐陽 and 欧阳.
  const isFamily = left.part.role === 'family' && right.part.role === 'family'
  return isFamily ? { value: sameSurname, by: 'surname' } : { value: sameSyllables, by: 'sound' }
}

/** Hangul spells sounds, but in syllables: a word with another syllable is mostly another name, however near it sounds. */
function hangulShare(left: Word, right: Word): number {
  return Math.max(firstShare(left, right), otherCharacters(left, right) * hangulFactor)
}

/** Share of the characters that differ, by place. */
function otherCharacters(left: Word, right: Word): number {
  const one = [...left.part.written]
  const other = [...right.part.written]
  const length = Math.max(one.length, other.length)
  if (one.length !== other.length) return 1
  return one.filter((letter, at) => letter !== other[at]).length / length
}

/** One edit in a word of two or three letters. */
function isShortSlip(one: string, other: string): boolean {
  const shortest = Math.min(one.length, other.length)
  return shortest >= 1 && shortest <= 3 && one.length + other.length > 2 && isOneEdit(one, other)
}

function isOneEdit(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one]
  if (long.length - short.length > 1) return false
  let at = 0
  while (at < short.length && short[at] === long[at]) at += 1
  return short.slice(long.length === short.length ? at + 1 : at) === long.slice(at + 1)
}

/** How alike a word is to several that stand in a row on the other side: Kimleang, Kim Leang. */
export function joinedLikeness(single: Word, run: readonly Word[]): number {
  const first = run.map((word) => word.part.readings[0] ?? '').join('')
  let share = most
  for (const sounds of single.sounds) share = Math.min(share, costShare(sounds, joined(first), share))
  return likenessOf(share)
}

const joinedSounds = new Map<string, Sounds>()
const mostJoined = 20_000

function joined(text: string): Sounds {
  const known = joinedSounds.get(text)
  if (known) return known
  if (joinedSounds.size > mostJoined) joinedSounds.clear()
  const found = soundsOf(text, editCosts)
  joinedSounds.set(text, found)
  return found
}
