import type { ReadName } from '../name.ts'
import { widened } from '../romanise/widen.ts'
import type { Candidate, NameHit, NameQuery } from './door.ts'
import { findCandidates } from './find-candidates.ts'
import { planQuery } from './query-plan.ts'
import { rank } from './rank.ts'
import type { Placed } from './rank.ts'
import { newScratch } from './scratch.ts'
import type { Scratch } from './scratch.ts'
import type { Segment } from './segment.ts'

/** A segment with this thread's working memory for it. */
export interface OpenSegment {
  readonly segment: Segment
  readonly scratch: Scratch
}

export function withScratch(segment: Segment): OpenSegment {
  return { segment, scratch: newScratch(segment) }
}

// So many more than asked for are compared closely: the comparison orders names better than their overlap does.
const leastCompared = 16
// Across scripts the overlap of readings says less: of Chinese names that are found among 60,000 others, 4 in 100 are not
// among the first 16.
const leastComparedAcross = 48
const comparedPerTop = 1.6
// What has so much less in common than the best one is compared only where there are too few others: that takes the most time.
const leastOfBest = 0.55

/** The best hits of all segments together: the same as if their names lay in one. */
export function searchSegments(open: readonly OpenSegment[], query: NameQuery): readonly NameHit[] {
  const fewest = query.name.script === 'latin' ? leastCompared : leastComparedAcross
  const most = Math.max(fewest, Math.ceil(query.top * comparedPerTop))
  const candidates = candidatesOf(open, query, most)
  const least = (candidates[0]?.score ?? 0) * leastOfBest
  return rank(
    query,
    candidates.filter((candidate, at) => at < query.top || candidate.score >= least),
  )
}

function widenedName(name: ReadName): ReadName {
  return name.script === 'latin' ? name : { ...name, parts: name.parts.map(widened) }
}

/** At most so many entities, the nearest first, each once. */
export function candidatesOf(
  open: readonly OpenSegment[],
  query: Pick<NameQuery, 'name' | 'visible' | 'top'>,
  most: number,
): readonly Placed[] {
  const plan = planQuery(widenedName(query.name))
  if (plan.slots.length === 0) return []
  const asking = { plan, visible: query.visible, leastOfBest }
  const found = open.flatMap((one) =>
    findCandidates(one, asking, { most, top: query.top }).map((candidate: Candidate): Placed => ({
      ...candidate,
      segment: one.segment,
    })),
  )
  if (open.length === 1) return found
  const entities = new Set<number>()
  return (
    found
      // Of level names of one entity the one that came first, so the earlier segment's.
      .toSorted((a, b) => b.score - a.score || a.entity - b.entity)
      .filter(({ entity }) => entities.size < entities.add(entity).size)
      .slice(0, most)
  )
}
