import { bandOf, weighNames } from '../compare/compare.ts'
import type { Weighed } from '../compare/compare.ts'
import { prepareName } from '../compare/prepare.ts'
import { reasonsOf } from '../compare/reason.ts'
import { packDate, weighDates, withDates } from './birth-date.ts'
import type { Candidate, NameHit, NameQuery } from './door.ts'
import type { Segment } from './segment.ts'

/** A candidate with the segment it lies in. */
export interface Placed extends Candidate {
  readonly segment: Segment
}

interface Scored {
  readonly placed: Placed
  readonly findings: Weighed['findings']
  readonly score: number
  readonly dates: ReturnType<typeof weighDates>
}

/**
 * Compares the candidates closely and keeps the best: by score, level ones by how they were found, then by number.
 * Why one is like the query is told of those that are kept.
 */
export function rank(query: NameQuery, candidates: readonly Placed[]): readonly NameHit[] {
  const born = packDate(query.birthDate)
  const asked = prepareName(query.name, 0)
  const scored = candidates.map((placed): Scored => {
    const { segment, record } = placed
    const dates = weighDates(born, segment.columns.recordBirth[record] as number)
    const { score, findings } = weighNames(asked, segment.preparedOf(record))
    return { placed, findings, dates, score: dates ? withDates(score, dates.bits) : score }
  })
  return scored
    .toSorted(
      (a, b) => b.score - a.score || b.placed.score - a.placed.score || a.placed.entity - b.placed.entity,
    )
    .slice(0, query.top)
    .map(({ placed, findings, score, dates }) => ({
      entity: placed.entity,
      label: placed.segment.labelOf(placed.record),
      text: findings.right.text,
      score,
      band: bandOf(score),
      because: reasonsOf(findings),
      dates: dates?.level,
    }))
}
