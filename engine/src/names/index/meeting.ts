import type { NamePart } from '../name.ts'
import { hashOn, hashOutline, hashPair, hashText, mixed, noText } from './hash.ts'
import { leastOutlined, mostOutlined, outlineOf, outlineSize, outlinedSounds } from './outline.ts'

/** Two sounds that meet in one name, and where such names lie. */
export interface SoundMeeting {
  readonly hash: number
  readonly left: string
  readonly right: string
}

/** All sounds of a name in a row, and where such names lie. */
export interface WholeMeeting {
  readonly hash: number
  readonly sound: Uint8Array
}

/** A sound and the outline of another part's, and where the names lie that have them. */
export interface OutlineMeeting {
  readonly hash: number
  readonly sound: string
  readonly outline: number
  /** Whether names written in Latin letters are meant, or all others. */
  readonly isLatin: boolean
}

// Of a long name the first parts that are heard; of a part heard in many ways the likeliest.
export const mostParts = 6
export const mostSounds = 3
// Two sounds with fewer consonants together are shared by one name in a thousand, and by most names of one syllable.
const leastHeard = 4
const leastWhole = 3
// What is one word here and several there.
const leastGlued = 5
const mostOrders = 24
// Two syllables of one Chinese, Korean, Khmer or Burmese given name are together no longer than this.
const longestJoin = 12

const encoder = new TextEncoder()

/**
 * The pairs of sounds, in any order, under which a name is found. One sound alone is shared by one name in a hundred,
 * two together by one in ten thousand, which is few enough to look at one by one.
 */
export function soundMeetings(parts: readonly NamePart[], most = mostSounds): readonly SoundMeeting[] {
  const heard = parts
    .filter(isNameWord)
    .map((part) => soundsToMeetBy(part, most))
    .filter((sounds) => sounds.length > 0)
    .slice(0, mostParts)
  const met = new Map<number, SoundMeeting>()
  eachPair(heard, (left, right) => {
    if (!meets(left, right)) return
    const hash = hashPair(hashText(left), hashText(right))
    met.set(hash, { hash, left, right })
  })
  return [...met.values()]
}

/**
 * How a name is found in another script where only one of its parts sounds quite the same: by that one and the outline
 * of another. A question in Latin letters needs it only for names in other letters.
 */
export function outlineMeetings(parts: readonly NamePart[], isLatin: boolean): readonly OutlineMeeting[] {
  const heard = parts
    .filter(isNameWord)
    .map(({ sounds }) => sounds.filter((sound) => sound !== ''))
    .filter((sounds) => sounds.length > 0)
    .slice(0, mostOutlined)
  const met = new Map<number, OutlineMeeting>()
  heard.forEach((sounds, at) =>
    heard.forEach((others, to) => {
      if (at === to) return
      const outlines = [...new Set(others.map(outlineOf))]
      for (const sound of sounds)
        for (const outline of outlines) {
          if (sound.length + outlineSize(outline) < leastOutlined) continue
          for (const listed of isLatin ? [false] : [false, true]) {
            const hash = outlineHash(hashText(sound), { outline, isLatin: listed })
            met.set(hash, { hash, sound, outline, isLatin: listed })
          }
        }
    }),
  )
  return [...met.values()]
}

/** A sound of a part as it is met by. */
export interface Heard {
  readonly sound: string
  readonly hash: number
  readonly outline: number
}

function outlineHash(
  sound: number,
  { outline, isLatin }: { readonly outline: number; readonly isLatin: boolean },
): number {
  return hashOutline(sound, outline * 2 + (isLatin ? 1 : 0))
}

/** Every sound of a part with every outline of another, as `outlineMeetings` looks for them. */
export function eachOutlined(
  heard: readonly (readonly Heard[])[],
  { isLatin, meet }: { readonly isLatin: boolean; readonly meet: (hash: number) => void },
): void {
  const parts = Math.min(heard.length, mostOutlined)
  for (let at = 0; at < parts; at += 1)
    for (let to = 0; to < parts; to += 1) {
      if (at === to) continue
      const others = heard[to] as readonly Heard[]
      const first = others[0]?.outline as number
      const second = others[1]?.outline ?? first
      for (const { sound, hash } of (heard[at] as readonly Heard[]).slice(0, outlinedSounds)) {
        if (sound.length + outlineSize(first) >= leastOutlined)
          meet(outlineHash(hash, { outline: first, isLatin }))
        if (second !== first && sound.length + outlineSize(second) >= leastOutlined)
          meet(outlineHash(hash, { outline: second, isLatin }))
      }
    }
}

export function meets(left: string, right: string): boolean {
  return left.length + right.length >= leastHeard
}

/**
 * The hash of what all parts of a name sound like in a row, as `wholeHash`; for names of short words, which no pair finds, and
 * wherever words are parted otherwise: Abdul Akhtar is one word in Latin letters and two in others.
 */
export function wholeSoundHash(parts: readonly NamePart[]): number | undefined {
  let hash = hashOn(noText, wholeMark)
  let length = 0
  let words = 0
  for (const part of parts) {
    if (!isNameWord(part)) continue
    const sound = within(part.sounds[0] ?? '', words === 0)
    words += 1
    length += sound.length
    hash = hashOn(hash, sound)
  }
  return length < (words < 2 ? leastGlued : leastWhole) ? undefined : mixed(hash)
}

/** A vowel that begins a word is not heard behind another word. */
function within(sound: string, isFirst: boolean): string {
  return !isFirst && sound.startsWith(vowel) ? sound.slice(vowel.length) : sound
}

const vowel = 'A'

/** The rows of sounds under which a query looks: by each sound of its parts, the family name first or last. */
export function wholeMeetings(parts: readonly NamePart[]): readonly WholeMeeting[] {
  const heard = parts
    .filter(isNameWord)
    .map((part) => (part.sounds.length === 0 ? [''] : part.sounds.slice(0, 2)))
  if (heard.length < 2) return []
  const orders = [
    heard,
    [...heard.slice(1), ...heard.slice(0, 1)],
    [...heard.slice(-1), ...heard.slice(0, -1)],
  ]
  const sounds = new Set(orders.flatMap((order) => rowsOf(order)))
  return [...sounds]
    .filter((sound) => sound.length >= leastWhole)
    .slice(0, mostOrders)
    .map((sound) => ({ hash: wholeHash(sound), sound: encoder.encode(sound) }))
}

function rowsOf(heard: readonly (readonly string[])[]): readonly string[] {
  let rows = ['']
  for (const sounds of heard) {
    const longer = rows.flatMap((row) => sounds.map((sound) => row + within(sound, row === '')))
    rows =
      longer.length <= mostOrders / 3 ? longer : rows.map((row) => row + within(sounds[0] ?? '', row === ''))
  }
  return rows
}

const wholeMark = '='

export function wholeHash(sound: string): number {
  return hashText(wholeMark + sound)
}

/** Every one of a list with every one of each later list. */
export function eachPair<T>(lists: readonly (readonly T[])[], take: (left: T, right: T) => void): void {
  for (let left = 0; left < lists.length; left += 1)
    for (let right = left + 1; right < lists.length; right += 1)
      for (const one of lists[left] as readonly T[])
        for (const other of lists[right] as readonly T[]) take(one, other)
}

/** The sounds of a part that count; a part without consonants sounds like no other. */
export function soundsToMeetBy(part: NamePart, most = mostSounds): readonly string[] {
  return part.sounds.slice(0, most).filter((sound) => sound !== '')
}

/** The hashes of neighbouring parts written as one word, as `joinHash`: Kim Leang is found by Kimleang. */
export function eachJoin(parts: readonly NamePart[], take: (hash: number) => void): void {
  for (let at = 1; at < parts.length; at += 1) {
    const left = parts[at - 1] as NamePart
    const right = parts[at] as NamePart
    if (areJoined(left, right))
      take(mixed(hashOn(hashOn(hashOn(noText, joinMark), left.readings[0] ?? ''), right.readings[0] ?? '')))
  }
}

/** Two neighbouring parts as one word, where that may be one name. */
export function joinOf(left: NamePart | undefined, right: NamePart | undefined): string | undefined {
  if (!left || !right || !areJoined(left, right)) return undefined
  return (left.readings[0] ?? '') + (right.readings[0] ?? '')
}

function areJoined(left: NamePart, right: NamePart): boolean {
  if (left.initial || right.initial) return false
  return (left.readings[0] ?? '').length + (right.readings[0] ?? '').length <= longestJoin
}

const joinMark = '+'

/** Apart from every pair of sounds: a join is looked up by its letters. */
export function joinHash(joined: string): number {
  return hashText(joinMark + joined)
}

/** Parts that tell one person from another; not al-, bin, Jr. or Ltd. */
export function isNameWord(part: Pick<NamePart, 'initial' | 'role'>): boolean {
  return !part.initial && part.role !== 'particle' && part.role !== 'legal-form' && part.role !== 'generation'
}

/** Whether a part is a word in letters other than Latin: it may be asked for with a slip in those. */
export function hasOwnLetters({ written, initial }: NamePart): boolean {
  return !initial && written.charCodeAt(0) >= firstNotLatin
}

const firstNotLatin = 0x250
