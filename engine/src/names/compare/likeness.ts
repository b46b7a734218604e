import { givenVariant } from '../normalise/given-variant.ts'
import { misfit } from '../romanise/misfit.ts'
import type { LearnedScript } from '../romanise/learned.ts'
import { editCosts } from './edit-costs.ts'
import { editDistance, soundsOf } from './edit-distance.ts'
import type { Sounds } from './edit-distance.ts'
import { isOneSlip, isShortSlip, isSwapped } from './one-slip.ts'
import { isOtherCharacter } from './other-character.ts'
import { isOtherSyllable } from './other-syllable.ts'
import type { Word } from './prepare.ts'
import { otherThaiLetters } from './thai-spelling.ts'

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
const thaiFactor = 1.25
const syllabic = new Set(['han', 'hangul', 'kana'])
const shortSlip = 3
/** In so long a Latin word one letter is a slip, whatever sounds it makes. */
const longSlip = 5
/** A reading that is less likely fits less: of many, one fits by chance. */
const laterReading = 0.012
/** One of these is nearly always how a known name is written; of four only, one pair in two hundred was lost. */
const knownReadings = 8
/**
 * Two words that both are known names are seldom one of them misspelt: Khalid, Khalil. What differs beyond a habit of
 * spelling counts five times; Hussain and Hussein stay one.
 */
const knownFactor = 5
const knownHabit = 0.1
const knownWeight = 0.9
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

/** As written or as it sounds: C. stands for Christos, and for one whom other papers call Khristos as K. does. */
function byInitial(left: Word, right: Word): Likeness {
  const isSame =
    left.part.written[0] === right.part.written[0] ||
    left.sounds.some((one) => right.sounds.some((other) => one.letters[0] === other.letters[0]))
  if (!isSame) return none
  return left.part.initial && right.part.initial ? equal : { value: sameInitial, by: 'initial' }
}

function isKnownName({ weight, meaning, isParticle }: Word): boolean {
  return weight <= knownWeight && !meaning && !isParticle
}

function byReadings(left: Word, right: Word): Likeness {
  const isSameScript = left.script === right.script
  if (isSameScript && left.script === 'han') return byCharacters(left, right)
  // Two spellings in one script that is no Latin are compared as first read: any of many readings would agree by chance.
  const isFirstOnly = isSameScript && left.script !== 'latin'
  if (isSameScript && left.script === 'hangul')
    return slipped(left, right, ofShare(left, right, hangulShare(left, right)))
  if (isOtherSound(left.classes, right.classes)) return none
  const share = isFirstOnly ? firstShare(left, right) : leastShare(left, right)
  const found = ofShare(
    left,
    right,
    isSameScript ? withinShare(left, right, share) : acrossShare(left, right, share),
  )
  if (!isSameScript) return fitted(left, right, found)
  return left.script === 'latin' ? latinSlip(left, right, found) : slipped(left, right, found)
}

const sides = new Set('east west north south eastern western northern southern'.split(' '))

/** East and West are a letter apart, and never the same. */
function isOtherSide(one: string, other: string): boolean {
  return sides.has(one) && sides.has(other) && one.slice(0, 4) !== other.slice(0, 4)
}

/** Between two words of the Latin alphabet, what their letters say beside their sounds. */
function latinSlip(left: Word, right: Word, found: Likeness): Likeness {
  const [one, other] = [left.part.written, right.part.written]
  if (isOtherSide(one, other)) return none
  if (found.value > undecided && !left.isParticle && !right.isParticle && isOtherSyllable(one, other))
    return { value: undecided, by: 'spelling' }
  if (isKnownName(left) && isKnownName(right))
    return found.value > undecided && isEndedByA(one, other) ? { value: undecided, by: 'spelling' } : found
  if (Math.min(one.length, other.length) < longSlip) return found
  const value = likenessOf(1 / Math.max(one.length, other.length))
  return found.value < value && isOneSlip(one, other) ? { value, by: 'spelling' } : found
}

/** Samir and Samira, Daniel and Daniela; but Ivanov and Ivanova, Putin and Putina are of one family. */
function isEndedByA(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one]
  return long === `${short}a` && !/(?:[eo]v|in)a$/.test(long)
}

/** Where a letter is a syllable, one of three or more, or two in each other's place, is a slip or another name. */
function slipped(left: Word, right: Word, found: Likeness): Likeness {
  const [one, other] = [left.part.written, right.part.written]
  if (found.value >= undecided || !syllabic.has(left.script)) return found
  if (Math.max(one.length, other.length) < shortSlip && !isSwapped(one, other)) return found
  return isOneSlip(one, other) ? { value: undecided, by: 'spelling' } : found
}

/** Whose characters leave open so much that eight readings are few. Russian is spelt nearly letter by letter. */
const openScripts: ReadonlyMap<string, LearnedScript> = new Map([
  ['arabic', 'arabic'],
  ['hebrew', 'hebrew'],
  ['kana', 'katakana'],
  ['hangul', 'korean'],
  ['han', 'chinese'],
])
const leastFitted = 0.35
const mostFitted = 0.92
/** A spelling as likely as this takes nothing away and adds nothing; a nat for each letter more or less, so much. */
const fittingMisfit = 1.3
const perNat = 0.4

/**
 * Words whose likely readings nearly meet, and whose spelling the model thinks likely, are one: 巴克 is Barker. Of pairs held out of the
 * learning those found at 0.8 rise from 80 to 87 in 100 Chinese, 92 to 94 Arabic, 91 to 94 Hebrew, 94 to 96 Katakana ones,
 * and words two edits away by one in a hundred.
 */
function fitted(left: Word, right: Word, found: Likeness): Likeness {
  if (found.value < leastFitted) return found
  const [latin, other] = left.script === 'latin' ? [left, right] : [right, left]
  const script = openScripts.get(other.script)
  if (script === undefined || latin.script !== 'latin') return found
  if (isOtherCharacter(other, latin)) return { value: Math.min(undecided, found.value), by: 'spelling' }
  if (found.value >= mostFitted) return found
  const off = misfit(script, other.part.written, latin.part.written)
  if (off === undefined || off >= fittingMisfit) return found
  return { value: Math.min(mostFitted, found.value + perNat * (fittingMisfit - off)), by: 'sound' }
}

/** Words with two classes of consonants or more and none in common are two words: a quarter of all pairs is seen so at a glance. */
function isOtherSound(one: number, other: number): boolean {
  return (one & other) === 0 && (one & (one - 1)) !== 0 && (other & (other - 1)) !== 0
}

function firstShare({ sounds: [one] }: Word, { sounds: [other] }: Word): number {
  return one && other ? costShare(one, other, most) : most
}

function leastShare(left: Word, right: Word, readings = Infinity): number {
  let share = most
  for (let i = 0; i < Math.min(readings, left.sounds.length); i += 1)
    for (let j = 0; j < Math.min(readings, right.sounds.length); j += 1) {
      const later = (i + j) * laterReading
      if (later < share)
        share = Math.min(share, costShare(left.sounds[i]!, right.sounds[j]!, share - later) + later)
    }
  return share
}

/** What makes the same edits tell more. */
function knownShare(left: Word, right: Word, share: number): number {
  if (share <= knownHabit || !isKnownName(left) || !isKnownName(right)) return share
  return knownHabit + (share - knownHabit) * knownFactor
}

/** In one script. Everybody's Thai name is spelt in one way, and many names sound alike: ณัฐพล and ณัฐพร are two. */
function withinShare(left: Word, right: Word, share: number): number {
  const known = knownShare(left, right, share)
  if (left.script !== 'thai' || known >= most) return known
  return Math.max(known, otherThaiLetters(left.part.written, right.part.written) * thaiFactor)
}

/**
 * Two known names across scripts, by the likelier readings: خالد has later ones near Khalil, and is Khalid. Of 18,000 pairs of netranslit
 * five are found no more, of 336 of the United Nations none.
 */
function acrossShare(left: Word, right: Word, share: number): number {
  const [latin, other] = left.script === 'latin' ? [left, right] : [right, left]
  if (latin.script !== 'latin' || syllabic.has(other.script)) return share
  if (other.part.readings.includes(latin.part.written)) return share
  return Math.max(share, knownShare(left, right, leastShare(left, right, knownReadings)))
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
  const left = most * length * 100 - further
  if (left < 0) return further / (length * 100)
  return (editDistance(one, other, editCosts.change, left) + further) / (length * 100)
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
    return slipped(left, right, value === 0 ? none : { value, by: 'spelling' })
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

/** The share of edits that leaves so much likeness. */
function shareLeaving(value: number): number {
  const at = curve.findIndex((_, place) => (curve[place + 1] ?? 0) <= value)
  const from = curve[at] ?? 0
  return (at + (from - value) / (from - (curve[at + 1] ?? 0))) * step
}

/**
 * How alike a word is to several that stand in a row on the other side: Kimleang, Kim Leang. What is less than `least` need not
 * be told from it: nearly all rows are, and are given up early.
 */
export function joinedLikeness(single: Word, run: readonly Word[], least: number): number {
  const limit = Math.min(most, shareLeaving(least) + tooMuch)
  let share = shareOfRun(single, run, { place: 0, most: limit })
  // Hsiao ping is xiaoping, but seldom is anything else known of a word by its second reading.
  if (
    share >= sameSoundShare &&
    run.every(({ script, part }) => script === 'latin' && part.written.length <= longestSyllable)
  )
    share = Math.min(share, shareOfRun(single, run, { place: 1, most: limit }))
  return likenessOf(share)
}

/** How alike two readings sound. */
export function readingLikeness(one: string, other: string): number {
  return likenessOf(costShare(joined(one), joined(other), most))
}

const longestSyllable = 6

/** Enough to stay below. */
const tooMuch = 0.001

function shareOfRun(
  single: Word,
  run: readonly Word[],
  wish: { readonly place: number; readonly most: number },
): number {
  let text = ''
  for (const { part } of run) text += part.readings[wish.place] ?? part.readings[0] ?? ''
  let share = wish.most
  const together = joined(text)
  for (const sounds of single.sounds) share = Math.min(share, costShare(sounds, together, share))
  return share
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
