import { unpackDate } from './birth-date.ts'
import { recentWords } from '../read-plain.ts'
import { listWords, segmentBuilder } from './build-segment.ts'
import { kinds } from './forms.ts'
import type { NameRecord } from './door.ts'
import { removed } from './segment.ts'
import type { Segment } from './segment.ts'

// So many names have fewer different words than are remembered in any case.
const few = 50_000

/** A segment of names in any order. */
export function buildSegment(records: readonly NameRecord[]): SharedArrayBuffer {
  const builder = segmentBuilder(records.length > few ? listWords() : recentWords)
  for (const record of records) builder.add(record)
  return builder.finish()
}

/** One segment of what still stands in several, in the order of their entities and then of the segments. */
export function rebuildSegment(segments: readonly Segment[]): SharedArrayBuffer {
  const builder = segmentBuilder()
  const next = segments.map(() => 0)
  for (;;) {
    let first = -1
    let least = Number.POSITIVE_INFINITY
    segments.forEach(({ columns, records }, at) => {
      const place = next[at] as number
      const entity = place < records ? (columns.recordEntity[place] as number) : Number.POSITIVE_INFINITY
      if (entity < least) {
        least = entity
        first = at
      }
    })
    const segment = segments[first]
    if (!segment) return builder.finish()
    const place = next[first] as number
    next[first] = place + 1
    if (segment.columns.recordMarking[place] !== removed)
      builder.add(recordOf(segment, place), segment.nameOf(place))
  }
}

function recordOf(segment: Segment, record: number): NameRecord {
  const { columns } = segment
  return {
    entity: columns.recordEntity[record] as number,
    text: segment.textOf(record),
    kind: kinds[(columns.recordForm[record] as number) & 3] ?? 'other',
    marking: columns.recordMarking[record] as number,
    birthDate: unpackDate(columns.recordBirth[record] as number),
    label: segment.labelOf(record),
    tag: segment.tagOf(record),
  }
}
