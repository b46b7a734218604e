import { eachPartBeginning } from '../names/index/beginnings.ts'
import { findAll } from '../names/index/find-all.ts'
import type { FoundName } from '../names/index/find-all.ts'
import type { OpenSegment } from '../names/index/search-segments.ts'
import type { Segment } from '../names/index/segment.ts'
import type { ReadName } from '../names/name.ts'
import type { Identifiers, Standing } from './identifiers.ts'
import type { Reason, SearchRequest } from './index-door.ts'
import { beginningOf, isPattern, patternOf } from './pattern.ts'
import { readQuery } from './read-query.ts'
import { reasonFor } from './tell-reason.ts'

/** A value that a question found. Its text and reason are looked up only where they are shown. */
export interface FoundValue {
  readonly entity: number
  readonly kind: number
  readonly property: number
  /** The higher the nearer; level with that of others found in the same way. */
  readonly score: number
  text(): string
  reason(): Reason
}

// A name has at most twenty thousand.
const sameScore = 30_000
const patternScore = 25_000

/** All visible values that a question finds. */
export function findValues(
  { open, identifiers }: { readonly open: readonly OpenSegment[]; readonly identifiers: Identifiers },
  { text, visible }: Pick<SearchRequest, 'text' | 'visible'>,
): readonly FoundValue[] {
  const found: FoundValue[] = []
  const take =
    (reason: Reason, score: number) =>
    (one: Standing): void => {
      found.push({ ...one, score, text: () => one.text, reason: () => reason })
    }
  if (isPattern(text)) {
    const matches = patternOf(text)
    const beginning = beginningOf(text)
    identifiers.eachFitting(matches, visible, take('pattern', patternScore))
    for (const { segment } of open) found.push(...namesFitting(segment, { matches, beginning }, visible))
    return found
  }
  identifiers.eachTyped(text, visible, take('same-identifier', sameScore))
  return [...found, ...namesFound(open, text, visible)]
}

/** By each way in which the question may be read; where one finds names with all the words, all are such. */
function namesFound(open: readonly OpenSegment[], text: string, visible: Uint8Array): readonly FoundValue[] {
  const all = readQuery(text).map((name) => ({ name, found: findAll(open, { name, visible }) }))
  const haveAllWords = all.some(({ found }) => found.haveAllWords)
  return all
    .filter(({ found }) => found.haveAllWords === haveAllWords)
    .flatMap(({ name, found }) => found.names.map((one) => nameValue(one, haveAllWords ? name : undefined)))
}

function nameValue({ segment, record, score }: FoundName, asked: ReadName | undefined): FoundValue {
  return {
    ...placeOf(segment, record),
    score,
    text: () => segment.textOf(record),
    reason: () => (asked === undefined ? 'some-words' : reasonFor(asked, segment.nameOf(record))),
  }
}

function placeOf(segment: Segment, record: number): Pick<FoundValue, 'entity' | 'kind' | 'property'> {
  const tag = segment.tagOf(record)
  return { entity: segment.columns.recordEntity[record] as number, kind: tag >> 8, property: tag & 255 }
}

/** Names with a word, as it is written, that fits the pattern; each once. */
function namesFitting(
  segment: Segment,
  { matches, beginning }: { readonly matches: (text: string) => boolean; readonly beginning: string },
  visible: Uint8Array,
): readonly FoundValue[] {
  const { postingStarts, postings, recordMarking } = segment.columns
  const records = new Set<number>()
  const take = (part: number): void => {
    if (!matches(segment.writtenOf(part))) return
    const to = postingStarts[part + 1] as number
    for (let at = postingStarts[part] as number; at < to; at += 1) {
      const record = postings[at] as number
      const marking = recordMarking[record] as number
      if ((((visible[marking >>> 3] as number) >> (marking & 7)) & 1) === 1) records.add(record)
    }
  }
  if (beginning.length > 1) eachPartBeginning(segment, beginning, take)
  else for (let part = 0; part < segment.parts; part += 1) take(part)
  return [...records].map((record) => ({
    ...placeOf(segment, record),
    score: patternScore,
    text: () => segment.textOf(record),
    reason: () => 'pattern',
  }))
}
