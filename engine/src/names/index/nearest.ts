import type { Candidate } from './door.ts'
import type { Seeking, Wish } from './find-candidates.ts'
import type { Numbers } from './grow.ts'

// A name that says more than was asked is a little further away for each part more.
const perExtraPart = 300
const mostForExtra = 1500
const scoreBits = 0xffff

/**
 * The best entities among the names that a query touched, each with its best name; level ones by their number.
 * Names with one thing in common are many and seldom among the best: often none of them can be.
 */
export function nearest(seeking: Seeking, { most, top }: Wish): readonly Candidate[] {
  const { scratch, plan, leastOfBest } = seeking
  const best = bestEntities(most)
  offerAll(seeking, scratch.several, best)
  const mostForOne = plan.slots.reduce((worth, slot) => Math.max(worth, slot.worth), 0)
  const enough = Math.min(best.all[top - 1]?.score ?? 0, leastOfBest * (best.all[0]?.score ?? 0))
  if (mostForOne >= Math.max(best.least, enough)) offerAll(seeking, scratch.touched, best)
  return best.all
}

function offerAll({ segment, scratch, plan }: Seeking, records: Numbers, best: Best): void {
  const { recordSize, recordEntity } = segment.columns
  for (let at = 0; at < records.length; at += 1) {
    const record = records.items[at] as number
    const score = (scratch.scores[record] as number) & scoreBits
    if (score < best.least) continue
    const net = lessExtra(score, (recordSize[record] as number) - plan.size)
    if (net >= best.least) best.offer({ score: net, entity: recordEntity[record] as number, record })
  }
}

/** What a score is worth for a name with so many parts more than the query. */
export function lessExtra(score: number, extra: number): number {
  return extra > 0 ? Math.max(1, score - Math.min(mostForExtra, extra * perExtraPart)) : score
}

interface Best {
  /** What scores less has no place any more. */
  readonly least: number
  readonly all: readonly Candidate[]
  offer(candidate: Candidate): void
}

function bestEntities(most: number): Best {
  const all: Candidate[] = []
  let least = 1
  return {
    get least() {
      return least
    },
    all,
    offer: (candidate) => {
      if (all.length === most && !comesBefore(candidate, all[most - 1] as Candidate)) return
      const own = all.findIndex(({ entity }) => entity === candidate.entity)
      if (own >= 0) {
        if (!comesBefore(candidate, all[own] as Candidate)) return
        all.splice(own, 1)
      } else if (all.length === most) all.pop()
      all.splice(placeOf(all, candidate), 0, candidate)
      if (all.length === most) least = (all[most - 1] as Candidate).score
    },
  }
}

/** The nearer one first; level ones by entity, and names of one entity as they came. */
function comesBefore(a: Candidate, b: Candidate): boolean {
  return a.score !== b.score
    ? a.score > b.score
    : a.entity !== b.entity
      ? a.entity < b.entity
      : a.record < b.record
}

function placeOf(all: readonly Candidate[], candidate: Candidate): number {
  let from = 0
  let to = all.length
  while (from < to) {
    const middle = (from + to) >>> 1
    if (comesBefore(all[middle] as Candidate, candidate)) from = middle + 1
    else to = middle
  }
  return from
}
