import { eachPartBeginning, isUnspaced } from '../names/index/beginnings.ts'
import type { OpenSegment } from '../names/index/search-segments.ts'
import type { Segment } from '../names/index/segment.ts'
import type { ReadName } from '../names/name.ts'
import type { Suggested, SuggestRequest } from './index-door.ts'

// One letter begins a tenth of all names; one character of a script without spaces is a word.
const leastTyped = 2

/** The names that begin so, kept as they come. */
export interface Suggestions {
  /** Of a longer text it can be said at once that it has no place. */
  hasPlaceFor(bytes: number): boolean
  offer(one: Suggested): void
  readonly all: readonly Suggested[]
}

/** Offers every visible name in which each word but the last begins a word, and the last, half typed, one too. */
export function suggestNames(
  open: readonly OpenSegment[],
  { name, visible }: { readonly name: ReadName } & Pick<SuggestRequest, 'visible'>,
  suggestions: Suggestions,
): void {
  const typed = name.parts.map((part) => part.written)
  const last = typed.at(-1)
  if (last === undefined || (last.length < leastTyped && !isUnspaced(last))) return
  for (const { segment } of open) {
    const others = typed.slice(0, -1).map((word) => partsBeginning(segment, word))
    eachPartBeginning(segment, last, (part) => offerNamesOf({ segment, part, visible, others }, suggestions))
  }
}

function partsBeginning(segment: Segment, word: string): ReadonlySet<number> {
  const parts = new Set<number>()
  eachPartBeginning(segment, word, (part) => parts.add(part))
  return parts
}

interface Beginning {
  readonly segment: Segment
  readonly part: number
  readonly visible: Uint8Array
  readonly others: readonly ReadonlySet<number>[]
}

function offerNamesOf({ segment, part, visible, others }: Beginning, suggestions: Suggestions): void {
  const { postingStarts, postings, recordMarking, recordEntity, textStarts } = segment.columns
  const to = postingStarts[part + 1] as number
  for (let at = postingStarts[part] as number; at < to; at += 1) {
    const record = postings[at] as number
    const marking = recordMarking[record] as number
    if ((((visible[marking >>> 3] as number) >> (marking & 7)) & 1) === 0) continue
    const bytes = (textStarts[record + 1] as number) - (textStarts[record] as number)
    if (!suggestions.hasPlaceFor(bytes)) continue
    if (!others.every((parts) => hasOneOf(segment, record, parts))) continue
    suggestions.offer({
      entity: recordEntity[record] as number,
      property: segment.tagOf(record) & 255,
      text: segment.textOf(record),
    })
  }
}

function hasOneOf({ columns }: Segment, record: number, parts: ReadonlySet<number>): boolean {
  const { recordPartStarts, recordParts } = columns
  const to = recordPartStarts[record + 1] as number
  for (let at = recordPartStarts[record] as number; at < to; at += 1)
    if (parts.has(recordParts[at] as number)) return true
  return false
}

interface Measured extends Suggested {
  readonly bytes: number
}

/** Keeps the `limit` first by length of text, text, entity: the shortest name that begins so is the likeliest meant. */
export function keepSuggestions(limit: number): Suggestions {
  const best: Measured[] = []
  const hasPlaceFor = (bytes: number): boolean =>
    best.length < limit || bytes <= (best.at(-1)?.bytes ?? Number.POSITIVE_INFINITY)
  return {
    hasPlaceFor,
    offer: (one) => {
      const measured = { ...one, bytes: Buffer.byteLength(one.text) }
      if (!hasPlaceFor(measured.bytes) || best.some((other) => isSame(other, one))) return
      const at = best.findIndex((other) => comesBefore(measured, other))
      best.splice(at < 0 ? best.length : at, 0, measured)
      if (best.length > limit) best.pop()
    },
    get all() {
      return best.map(({ entity, property, text }) => ({ entity, property, text }))
    },
  }
}

/** A name lies under each of its words. */
function isSame(a: Suggested, b: Suggested): boolean {
  return a.entity === b.entity && a.property === b.property && a.text === b.text
}

function comesBefore(a: Measured, b: Measured): boolean {
  if (a.bytes !== b.bytes) return a.bytes < b.bytes
  if (a.text !== b.text) return a.text < b.text
  return a.entity !== b.entity ? a.entity < b.entity : a.property < b.property
}
