import { initialBit, isLatinForm } from './forms.ts'
import { isNameForm } from './forms.ts'
import { mostParts, mostSounds } from './meeting.ts'
import { mostOutlined, outlinedSounds } from './outline.ts'
import { mostSoundsKept, noSound, soundPlace } from './part-marks.ts'
import type { Segment } from './segment.ts'

// Names under one hash lie in one bucket with those of others. What they have is compared byte by byte where it lies:
// to make texts of it would cost more than all the rest of a query.

/** Whether two neighbouring parts of a name are together this word, as `joinOf` says. */
export function hasJoin({ columns }: Segment, record: number, word: Uint8Array): boolean {
  const { recordPartStarts, recordParts, partForm, partReadingStarts, partReadings, readingStarts } = columns
  const end = recordPartStarts[record + 1] as number
  for (let at = (recordPartStarts[record] as number) + 1; at < end; at += 1) {
    const left = recordParts[at - 1] as number
    const right = recordParts[at] as number
    if ((((partForm[left] as number) | (partForm[right] as number)) & initialBit) !== 0) continue
    const one = partReadings[partReadingStarts[left] as number] as number
    const two = partReadings[partReadingStarts[right] as number] as number
    const middle = (readingStarts[one + 1] as number) - (readingStarts[one] as number)
    if (middle + (readingStarts[two + 1] as number) - (readingStarts[two] as number) !== word.length) continue
    const { readings } = columns
    if (
      lies(word, 0, { bytes: readings, from: readingStarts[one] as number, length: middle }) &&
      lies(word, middle, {
        bytes: readings,
        from: readingStarts[two] as number,
        length: word.length - middle,
      })
    )
      return true
  }
  return false
}

/** Whether the first sounds of a name's words are this in a row, as `wholeSoundHash` says. */
export function soundsWhole({ columns }: Segment, record: number, sound: Uint8Array): boolean {
  const { recordPartStarts, recordParts, partForm, partMarks, soundStarts, sounds } = columns
  const end = recordPartStarts[record + 1] as number
  let done = 0
  let words = 0
  for (let at = recordPartStarts[record] as number; at < end; at += 1) {
    const part = recordParts[at] as number
    if (!isNameForm(partForm[part] as number)) continue
    words += 1
    const first = partMarks[soundPlace(part)] as number
    if (first === noSound) continue
    let from = soundStarts[first] as number
    const to = soundStarts[first + 1] as number
    // As `within` says of the rows that are looked for.
    if (words > 1 && from < to && sounds[from] === vowel) from += 1
    const length = to - from
    if (done + length > sound.length || !lies(sound, done, { bytes: sounds, from, length })) return false
    done += length
  }
  return words > 0 && done === sound.length
}

const vowel = 65

interface Stretch {
  readonly bytes: Uint8Array
  readonly from: number
  readonly length: number
}

/** Whether the bytes of a stretch are those of a word from a place on. */
function lies(word: Uint8Array, place: number, { bytes, from, length }: Stretch): boolean {
  for (let at = 0; at < length; at += 1) if (word[place + at] !== bytes[from + at]) return false
  return true
}

/** What `soundMeetings` said of this name when it was added. */
export function soundsMeet(segment: Segment, record: number, [one, two]: readonly [number, number]): boolean {
  const { recordPartStarts, recordParts, partForm, partMarks } = segment.columns
  let ones = 0
  let twos = 0
  let bit = 1
  const end = recordPartStarts[record + 1] as number
  for (let at = recordPartStarts[record] as number; at < end && bit < 1 << mostParts; at += 1) {
    const part = recordParts[at] as number
    if (!isNameForm(partForm[part] as number)) continue
    let isHeard = false
    const from = soundPlace(part)
    for (let index = from; index < from + mostSounds; index += 1) {
      const sound = partMarks[index]
      if (sound === noSound) break
      if (sound === one) ones |= bit
      if (sound === two) twos |= bit
      isHeard ||= sound !== segment.silent
    }
    if (isHeard) bit <<= 1
  }
  // One part alone meets nobody.
  return ones !== 0 && twos !== 0 && (ones !== twos || (ones & (ones - 1)) !== 0)
}

export interface Outlined {
  readonly number: number
  readonly outline: number
  readonly isLatin: boolean
}

/** What `outlineMeetings` says of a name: one part has the sound, another the outline. */
export function outlinesMeet(
  segment: Segment,
  record: number,
  { number, outline, isLatin }: Outlined,
): boolean {
  const { recordPartStarts, recordParts, recordForm, partForm, partMarks } = segment.columns
  if (isLatinForm(recordForm[record] as number) !== isLatin) return false
  let ones = 0
  let twos = 0
  let bit = 1
  const end = recordPartStarts[record + 1] as number
  for (let at = recordPartStarts[record] as number; at < end && bit < 1 << mostOutlined; at += 1) {
    const part = recordParts[at] as number
    if (!isNameForm(partForm[part] as number)) continue
    let heard = 0
    const from = soundPlace(part)
    for (let index = from; index < from + mostSoundsKept && heard < outlinedSounds; index += 1) {
      const sound = partMarks[index] as number
      if (sound === noSound) break
      if (sound === segment.silent) continue
      heard += 1
      if (sound === number) ones |= bit
      if (segment.outlines[sound] === outline) twos |= bit
    }
    if (heard > 0) bit <<= 1
  }
  return ones !== 0 && twos !== 0 && (ones !== twos || (ones & (ones - 1)) !== 0)
}
