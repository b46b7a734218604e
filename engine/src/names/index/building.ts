import type { RecordColumns } from './entity-order.ts'
import { numbers, pushBytes, pushText, textPool } from './grow.ts'
import type { Numbers, TextPool } from './grow.ts'
import { lettersOf } from './hash.ts'
import type { Heard } from './meeting.ts'

/** A segment as it grows: the columns of `layout.ts` before they are turned into lists. */
export interface Building extends RecordColumns {
  readonly written: TextPool
  readonly partForms: Numbers
  readonly partSurnames: Numbers
  readonly partMarks: Numbers
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

export interface ListColumn {
  readonly starts: Numbers
  readonly items: Numbers
}

export interface Dictionary {
  readonly numbers: Map<string, number>
  readonly texts: TextPool
}

export function newBuilding(): Building {
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
    partMarks: numbers(),
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

/** A word in its own letters lies among the readings, so that a slip is found there too; a byte a letter. */
export function ownWordOf({ readings, depths }: Building, written: string): number {
  const known = readings.numbers.get(written)
  if (known !== undefined) return known
  const number = readings.numbers.size
  readings.numbers.set(written, number)
  pushBytes(readings.texts, lettersOf(written))
  depths[number] = 1
  return number
}

export function wordOf(dictionary: Dictionary, text: string): number {
  const known = dictionary.numbers.get(text)
  if (known !== undefined) return known
  const number = dictionary.numbers.size
  dictionary.numbers.set(text, number)
  pushText(dictionary.texts, text)
  return number
}
