import type { NamePart } from '../name.ts'
import { hashPair, hashText } from './hash.ts'

/** Two sounds that meet in one name, and where such names lie. */
export interface Meeting {
  readonly hash: number
  readonly left: string
  readonly right: string
}

// Of a long name the first parts that are heard; of a part heard in many ways the likeliest.
export const mostParts = 6
export const mostSounds = 3
// Two syllables of one Chinese, Korean, Khmer or Burmese given name are together no longer than this.
const longestJoin = 12

/**
 * The pairs of sounds, in any order, under which a name is found. One sound alone is shared by one name in a hundred,
 * two together by one in ten thousand, which is few enough to look at one by one.
 */
export function soundMeetings(parts: readonly NamePart[]): readonly Meeting[] {
  const heard = parts
    .filter(isNameWord)
    .map(soundsToMeetBy)
    .filter((sounds) => sounds.length > 0)
    .slice(0, mostParts)
  const met = new Map<number, Meeting>()
  eachPair(heard, (left, right) => {
    const hash = hashPair(hashText(left), hashText(right))
    met.set(hash, { hash, left, right })
  })
  return [...met.values()]
}

/** Every one of a list with every one of each later list. */
export function eachPair<T>(lists: readonly (readonly T[])[], take: (left: T, right: T) => void): void {
  for (let left = 0; left < lists.length; left += 1)
    for (let right = left + 1; right < lists.length; right += 1)
      for (const one of lists[left] as readonly T[])
        for (const other of lists[right] as readonly T[]) take(one, other)
}

/** The sounds of a part that count; a part without consonants sounds like no other. */
export function soundsToMeetBy(part: NamePart): readonly string[] {
  return part.sounds.slice(0, mostSounds).filter((sound) => sound !== '')
}

/** Neighbouring parts written as one word: Kim Leang is found by Kimleang. */
export function eachJoin(parts: readonly NamePart[], take: (joined: string) => void): void {
  for (let at = 1; at < parts.length; at += 1) {
    const joined = joinOf(parts[at - 1], parts[at])
    if (joined !== undefined) take(joined)
  }
}

/** Two neighbouring parts as one word, where that may be one name. */
export function joinOf(left: NamePart | undefined, right: NamePart | undefined): string | undefined {
  if (!left || !right || left.initial || right.initial) return undefined
  const [one = '', other = ''] = [left.readings[0], right.readings[0]]
  return one.length + other.length > longestJoin ? undefined : one + other
}

/** Apart from every pair of sounds: a join is looked up by its letters. */
export function joinHash(joined: string): number {
  return hashText(`+${joined}`)
}

/** Parts that tell one person from another; not al-, bin, Jr. or Ltd. */
export function isNameWord(part: Pick<NamePart, 'initial' | 'role'>): boolean {
  return !part.initial && part.role !== 'particle' && part.role !== 'legal-form' && part.role !== 'generation'
}
