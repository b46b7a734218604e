import { entryBits, entryMask } from './forms.ts'
import { count, hasPlace, isLookedAt } from './look.ts'
import { whole } from './query-plan.ts'
import type { OutlineMeeting, SoundMeeting, WholeMeeting } from './meeting.ts'
import type { Seeking } from './seeking.ts'
import { likeness } from './likeness.ts'
import { isVisible } from './segment.ts'
import { outlinesMeet, soundsMeet, soundsWhole } from './verify.ts'
import { worthOf } from './worth.ts'

/** Visible names under a hash; one in 256 of those in its bucket lies there for another hash. */
export function eachMet({ segment, visible }: Seeking, hash: number, take: (record: number) => void): void {
  const { meetingStarts, meetings } = segment.columns
  const bucket = hash >>> segment.meetingShift
  const to = meetingStarts[bucket + 1] as number
  for (let at = meetingStarts[bucket] as number; at < to; at += 1) {
    const entry = meetings[at] as number
    if (entry >>> entryBits !== (hash & 255)) continue
    const record = entry & entryMask
    if (isVisible(segment, record, visible)) take(record)
  }
}

/**
 * Looks whole at every visible name under a hash that is worth enough and is there with reason. Most are not worth enough,
 * and that is seen soonest: all else that would have to be known lies in other places of the memory.
 */
function lookAtMet(seeking: Seeking, hash: number, isThere: (record: number) => boolean): void {
  const { segment, visible } = seeking
  const { meetingStarts, meetings } = segment.columns
  const bucket = hash >>> segment.meetingShift
  const to = meetingStarts[bucket + 1] as number
  for (let at = meetingStarts[bucket] as number; at < to; at += 1) {
    const entry = meetings[at] as number
    if (entry >>> entryBits !== (hash & 255)) continue
    const record = entry & entryMask
    const worth = worthOf(seeking, record)
    if (!hasPlace(seeking, record, worth) || !isVisible(segment, record, visible)) continue
    if (!isLookedAt(seeking, record) && isThere(record)) count(seeking, record, worth)
  }
}

// Heard alike, and less sure than two words that are.
const gluedWorth = (whole * likeness.join * 0.9) / likeness.same

/** Names in which two parts sound as two of the query do. */
export function meetBySounds(seeking: Seeking, { hash, left, right }: SoundMeeting): void {
  const { segment } = seeking
  const one = segment.soundNumber(left)
  const two = segment.soundNumber(right)
  if (one === undefined || two === undefined) return
  lookAtMet(seeking, hash, (record) => soundsMeet(segment, record, [one, two]))
}

/** Names that sound like the query from end to end; what is one word here and several there is known by nothing else. */
export function meetWhole(seeking: Seeking, { hash, sound }: WholeMeeting): void {
  const { segment, plan } = seeking
  if (plan.size > 1)
    eachMet(seeking, hash, (record) => {
      if (segment.columns.recordSize[record] !== 1 || !hasPlace(seeking, record, gluedWorth)) return
      if (soundsWhole(segment, record, sound)) count(seeking, record, gluedWorth)
    })
  lookAtMet(seeking, hash, (record) => soundsWhole(seeking.segment, record, sound))
}

/** Names of which one part sounds like one of the query and another one is like a second in outline. */
export function meetByOutline(seeking: Seeking, meeting: OutlineMeeting): void {
  const { segment } = seeking
  const number = segment.soundNumber(meeting.sound)
  if (number === undefined) return
  const wanted = { ...meeting, number }
  lookAtMet(seeking, meeting.hash, (record) => outlinesMeet(segment, record, wanted))
}
