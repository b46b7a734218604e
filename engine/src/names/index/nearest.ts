import { BestEntities, lessExtra } from './best.ts'
import type { Best } from './best.ts'
import type { Wish } from './find-candidates.ts'
import type { Numbers } from './grow.ts'
import { scoreMask } from './seeking.ts'
import type { Seeking } from './seeking.ts'

/**
 * The best entities among the names that a query touched, each with its best name; level ones by their number.
 * Names with one thing in common are many and seldom among the best: often none of them can be.
 */
export function nearest(seeking: Seeking, wish: Wish): Best {
  const best = new BestEntities(wish, seeking.leastOfBest)
  offerAll(seeking, seeking.scratch.several, best)
  const mostForOne = seeking.plan.slots.reduce((worth, slot) => Math.max(worth, slot.worth), 0)
  if (mostForOne >= Math.max(1, best.floor)) offerAll(seeking, seeking.scratch.touched, best)
  return best
}

function offerAll({ segment, scratch, plan }: Seeking, records: Numbers, best: Best): void {
  const { recordSize, recordEntity } = segment.columns
  for (let at = 0; at < records.length; at += 1) {
    const record = records.items[at] as number
    const score = (scratch.scores[record] as number) & scoreMask
    if (score < best.least) continue
    const net = lessExtra(score, (recordSize[record] as number) - plan.size)
    if (net >= best.least) best.offer({ score: net, entity: recordEntity[record] as number, record })
  }
}
