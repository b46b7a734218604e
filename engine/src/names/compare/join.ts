import { isForeignCharacter } from '../romanise/han.ts'
import { isOtherHangul } from '../romanise/hangul.ts'
import type { Grid, Step } from './align.ts'
import { editCosts } from './edit-costs.ts'
import { symbolCount } from './letters.ts'
import { joinedLikeness, readingLikeness } from './likeness.ts'
import { isReadAs, readingsOfCharacter } from './other-character.ts'
import { isMandarin } from './other-syllable.ts'
import type { Word } from './prepare.ts'

const longestRun = 3
/** Below this the parts glued together are no word of the other name. */
const leastJoined = 0.8
const acronymValue = 0.8
/** A syllable less like its character is another's. */
const leastSyllable = 0.6
/** What the syllables of two languages are worth, each rightly read. */
const readApart = 0.92
const firstHangul = '\uac00'
/** Words so alike are each other's. */
const alike = 0.99
const likeFirst = 50
const shortestAcronym = 2
const longestAcronym = 6

interface Join {
  readonly singleAt: number
  readonly runAt: number
  readonly size: number
  readonly value: number
  readonly by: 'joined' | 'acronym'
}

const noSteps: readonly Step[] = []

/** Words written as one in one name and as several in the other: Kimleang, Kim Leang; PLA, People's Liberation Army. */
export function joinSteps(grid: Grid): readonly Step[] {
  const turnedGrid: Grid = {
    left: grid.right,
    right: grid.left,
    likenessAt: (left, right) => grid.likenessAt(right, left),
  }
  const ownJoins = joinsOf(grid)
  const turnedJoins = joinsOf(turnedGrid)
  if (ownJoins.length + turnedJoins.length === 0) return noSteps
  const found: readonly FoundJoin[] = [
    ...ownJoins.map((join) => ({ join, isTurned: false })),
    ...turnedJoins.map((join) => ({ join, isTurned: true })),
  ].toSorted(
    (one, other) =>
      other.join.value - one.join.value ||
      other.join.size - one.join.size ||
      // From either side the same one comes first; places settle the rest, for one word has the same in both names.
      byText(singleOf(grid, one), singleOf(grid, other)),
  )
  const lefts = new Set<number>()
  const rights = new Set<number>()
  return found.flatMap(({ join, isTurned }) => {
    const [singles, runs] = isTurned ? [rights, lefts] : [lefts, rights]
    const places = Array.from({ length: join.size }, (_, at) => join.runAt + at)
    if (singles.has(join.singleAt) || places.some((at) => runs.has(at))) return []
    singles.add(join.singleAt)
    for (const at of places) runs.add(at)
    return [isTurned ? turned(stepOf(turnedGrid, join)) : stepOf(grid, join)]
  })
}

interface FoundJoin {
  readonly join: Join
  readonly isTurned: boolean
}

function singleOf({ left, right }: Grid, { join, isTurned }: FoundJoin): string {
  return (isTurned ? right : left)[join.singleAt]?.part.written ?? ''
}

function byText(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1
}

/** Joins of one word of the left name with several of the right. */
function joinsOf(grid: Grid): readonly Join[] {
  const { left, right, likenessAt } = grid
  const joins: Join[] = []
  for (let singleAt = 0; singleAt < left.length; singleAt += 1) {
    const single = left[singleAt]!
    if (single.part.initial || single.isParticle) continue
    let best = 0
    for (let at = 0; at < right.length; at += 1) best = Math.max(best, likenessAt(singleAt, at).value)
    if (best >= alike) continue
    for (let runAt = 0; runAt + 1 < right.length; runAt += 1) {
      if (!beginsAlike(single, right[runAt]!) && !isSyllabic(single)) continue
      for (let size = 2; size <= longestRun && runAt + size <= right.length; size += 1) {
        if (!isLongAs(single, right, runAt, size) || !isOpen(grid, runAt, size)) continue
        const run = right.slice(runAt, runAt + size)
        const isSpelt = isBySyllables(single, run)
        const heard = joinedLikeness(single, run, isSpelt ? 0 : leastJoined)
        const near = isSpelt && isReadApart(single, run) ? Math.max(heard, readApart) : heard
        const value = isSpelt && isOtherInside(single, run, near) ? 0 : near
        if ((value >= leastJoined && value > best) || (best < leastJoined && isSpelt))
          joins.push({ singleAt, runAt, size, value, by: 'joined' })
      }
      const size = acronymSize(single, right.slice(runAt))
      if (size > 0 && best < acronymValue)
        joins.push({ singleAt, runAt, size, value: acronymValue, by: 'acronym' })
    }
  }
  return joins
}

/**
 * Whether the words are the syllables of a word in Chinese or Korean characters. Then they stand for it or contradict it:
 * 정은 is not the Jung of Dae-jung, with Dae left out.
 */
function isBySyllables(single: Word, run: readonly Word[]): boolean {
  return (
    isSyllabic(single) &&
    [...single.part.written].length === run.length &&
    run.every(({ script, part }) => script === 'latin' && /^[^aeiou]*[aeiouy]+[^aeiou]*$/.test(part.written))
  )
}

/** Of a word and its syllables: 지성 is no Ji-hoon and 文明 no Boon Heng: one syllable is another, however near the whole may sound. */
function isOtherInside(single: Word, run: readonly Word[], near: number): boolean {
  const characters = [...single.part.written]
  if (isSurelyMandarin(characters, run))
    return characters.some((one, at) => !isReadAs(one, writtenAt(run, at)))
  if (near < leastJoined && single.script === 'han') return false
  return characters.some((one, at) => isOther(one, writtenAt(run, at)))
}

/** 小梅 is Siew Mei: each in a language of its own, which no reading of the whole is. */
function isReadApart(single: Word, run: readonly Word[]): boolean {
  return (
    single.script === 'han' && [...single.part.written].every((one, at) => isReadAs(one, writtenAt(run, at)))
  )
}

/** Then each has the readings of the dictionary; a dialect may know one that is in no table. */
function isSurelyMandarin(characters: readonly string[], run: readonly Word[]): boolean {
  return (
    run.every(({ part }) => isMandarin(part.written)) &&
    characters.every((one) => one < firstHangul && !isForeignCharacter(one))
  )
}

const writtenAt = (run: readonly Word[], at: number): string => run[at]?.part.written ?? ''

function isOther(character: string, written: string): boolean {
  if (character >= firstHangul) return isOtherHangul(character, written)
  return readingsOfCharacter(character).every((reading) => readingLikeness(reading, written) < leastSyllable)
}

function isSyllabic({ script }: Word): boolean {
  return script === 'han' || script === 'hangul'
}

/** Whether the first sounds may stand for each other; nothing glued begins otherwise, and most pairs of words end here. */
function beginsAlike(one: Word, other: Word): boolean {
  return one.sounds.some(({ letters: [a = 0] }) =>
    other.sounds.some(({ letters: [b = 0] }) => (editCosts.change[a * symbolCount + b] ?? 100) <= likeFirst),
  )
}

/**
 * Whether no word of the run is needed by its like: Jung Hui-jeong has another Jung for the family's name. Particles may be
 * glued to anything.
 */
function isOpen({ left, right, likenessAt }: Grid, runAt: number, size: number): boolean {
  const isAlike = (one: number, at: number): boolean => likenessAt(one, at).value >= alike
  for (let at = runAt; at < runAt + size; at += 1) {
    if (right[at]?.isParticle) continue
    for (let other = 0; other < left.length; other += 1)
      if (
        isAlike(other, at) &&
        !right.some((_, to) => (to < runAt || to >= runAt + size) && isAlike(other, to))
      )
        return false
  }
  return true
}

function isLongAs(single: Word, words: readonly Word[], runAt: number, size: number): boolean {
  if (single.sounds.length > 1) return true
  let length = 0
  for (let at = runAt; at < runAt + size; at += 1) length += words[at]?.sounds[0]?.letters.length ?? 0
  return Math.abs(length - (single.sounds[0]?.letters.length ?? 0)) <= 2
}

/** How many words at the start of a run the letters of a word are the initials of, particles passed over; 0 when they are not. */
function acronymSize(single: Word, run: readonly Word[]): number {
  const letters = single.part.readings[0] ?? ''
  if (letters.length < shortestAcronym || letters.length > longestAcronym) return 0
  let at = 0
  let words = 0
  for (const [place, word] of run.entries()) {
    const starts = word.part.readings[0]?.startsWith(letters[at] ?? ' ') ?? false
    if (!starts && word.isParticle && at > 0) continue
    if (!starts) return 0
    at += 1
    words += word.part.initial ? 0 : 1
    if (at === letters.length)
      return words >= 2 && (single.isLetters || !isShortName(letters)) ? place + 1 : 0
  }
  return 0
}

/** Two letters with a vowel are rather a name of their own: Jo, Al. */
function isShortName(letters: string): boolean {
  return letters.length === 2 && /[aeiou]/.test(letters)
}

function stepOf({ left, right }: Grid, { singleAt, runAt, size, value, by }: Join): Step {
  const single = left[singleAt]
  const run = right.slice(runAt, runAt + size)
  const heaviest = Math.max(...run.map((word) => word.weight))
  return {
    left: single ? [single] : [],
    right: run,
    weight: Math.max(single?.weight ?? 0, heaviest),
    value,
    by,
    leftAt: singleAt,
    rightAt: runAt,
  }
}

export function turned(step: Step): Step {
  return { ...step, left: step.right, right: step.left, leftAt: step.rightAt, rightAt: step.leftAt }
}
