import type { NamePart } from '../name.ts'
import type { Columns } from './layout.ts'
import { letterSet } from './letter-set.ts'
import { isNameWord } from './meeting.ts'
import { outlineOf } from './outline.ts'

// What tells that two parts are not alike lies together, in half a line of the processor's cache: a hundred parts are asked
// for each that is heard, and every other place in memory costs as much as counting the edits of a pair of words.

/** Of a part heard in many ways the likeliest readings whose letters are kept. */
export const mostHeard = 3
/** Sounds that a part has at the most. */
export const mostSoundsKept = 4
/** Behind the outlines and the letters lie the numbers of the sounds. */
export const firstSound = 1 + mostHeard
export const marksKept = firstSound + mostSoundsKept
/** Where a part has fewer sounds. */
export const noSound = 0xffffffff

const outlineBits = 6
export const nameWordBit = 1 << 24
export const asReadBit = 1 << 25
export const singleLetterBit = 1 << 26

/** The outlines of a part with what it is, then the letters of each of its likeliest readings; nought where there are fewer. */
export function marksOfPart(part: NamePart): readonly number[] {
  const letters = Array.from({ length: mostHeard }, (_, at) => letterSet(part.readings[at] ?? ''))
  return [outlinesOfPart(part), ...letters]
}

/**
 * The outlines of a part's sounds, six bits each, the first again where there are fewer, and above them whether it is a name
 * word, written as it is read, an initial.
 */
function outlinesOfPart(part: NamePart): number {
  let marks = 0
  for (let at = 0; at < mostSoundsKept; at += 1)
    marks |= outlineOf(part.sounds[at] ?? part.sounds[0] ?? '') << (at * outlineBits)
  if (isNameWord(part)) marks |= nameWordBit
  if (part.readings[0] === part.written) marks |= asReadBit
  if (part.initial) marks |= singleLetterBit
  return marks
}

/** Whether one of a part's sounds has an outline that is marked. */
export function hasOutline(marks: number, outlines: Uint8Array): boolean {
  return (
    ((outlines[marks & 63] as number) |
      (outlines[(marks >>> 6) & 63] as number) |
      (outlines[(marks >>> 12) & 63] as number) |
      (outlines[(marks >>> 18) & 63] as number)) !==
    0
  )
}

/** Where the first sound of a part lies among the marks. */
export function soundPlace(part: number): number {
  return part * marksKept + firstSound
}

/** Behind its last one. */
export function soundsEnd({ partMarks }: Columns, part: number): number {
  const from = soundPlace(part)
  let to = from
  while (to < from + mostSoundsKept && partMarks[to] !== noSound) to += 1
  return to
}
