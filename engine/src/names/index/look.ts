import { partLikeness } from './far-likeness.ts'
import type { SlotHere } from './far-likeness.ts'
import { push } from './grow.ts'
import { lessExtra } from './best.ts'
import { noLikeness } from './scratch.ts'
import { scoreMask } from './seeking.ts'
import type { Seeking } from './seeking.ts'
import { worthOf } from './worth.ts'

// Beyond the bits of the slots: the name was looked at whole.
const lookedAt = 1 << 28

export function isLookedAt({ scratch }: Seeking, record: number): boolean {
  return ((scratch.scores[record] as number) & lookedAt) !== 0
}

/** How alike the part of a name is that is most like one of the query. */
export function bestAlike(here: SlotHere, record: number): number {
  const { recordPartStarts, recordParts } = here.segment.columns
  const { values } = here.alike
  const to = recordPartStarts[record + 1] as number
  let best = 0
  for (let index = recordPartStarts[record] as number; index < to; index += 1) {
    const part = recordParts[index] as number
    let value = values[part] as number
    if (value === 0) value = partLikeness(here, part)
    if (value > best && value !== noLikeness) best = value
  }
  return best
}

/** Counts for a name what it is worth looked at whole, where that is enough for a place among the best. */
export function count(seeking: Seeking, record: number, worth: number): void {
  const { segment, plan, best } = seeking
  const { scores, touched, several } = seeking.scratch
  const score = scores[record] as number
  if (score === 0) push(touched, record)
  push(several, record)
  const most = Math.max(score & scoreMask, worth)
  scores[record] = most | (score & ~scoreMask) | lookedAt
  const { recordSize, recordEntity } = segment.columns
  const net = lessExtra(most, (recordSize[record] as number) - plan.size)
  best.offer({ score: net, entity: recordEntity[record] as number, record })
}

/** Whether a name that is worth so much can still be among those that are wanted. */
export function hasPlace(
  { segment, plan, best: { floor } }: Seeking,
  record: number,
  worth: number,
): boolean {
  return (
    worth >= floor && lessExtra(worth, (segment.columns.recordSize[record] as number) - plan.size) >= floor
  )
}

/** Across scripts what is found by one part alone is told apart by how the others sound. */
export function lookAtAll(seeking: Seeking): void {
  const { touched } = seeking.scratch
  const found = touched.length
  for (let at = 0; at < found; at += 1) {
    const record = touched.items[at] as number
    if (isLookedAt(seeking, record)) continue
    const worth = worthOf(seeking, record)
    if (hasPlace(seeking, record, worth)) count(seeking, record, worth)
  }
}
