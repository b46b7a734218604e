import { bandOf, compareNames } from '../compare/compare.ts'
import type { Comparison } from '../compare/compare.ts'
import { packDate, weighDates, withDates } from './birth-date.ts'
import type { Candidate, NameHit, NameQuery } from './door.ts'
import type { Segment } from './segment.ts'

/** A candidate with the segment it lies in. */
export interface Placed extends Candidate {
  readonly segment: Segment
}

interface Scored {
  readonly placed: Placed
  readonly text: string
  readonly reasons: Comparison['reasons']
  readonly score: number
  readonly dates: ReturnType<typeof weighDates>
}

/** Compares the candidates closely and keeps the best: by score, level ones by how they were found, then by number. */
export function rank(query: NameQuery, candidates: readonly Placed[]): readonly NameHit[] {
  const born = packDate(query.birthDate)
  const scored = candidates.map((placed): Scored => {
    const name = placed.segment.nameOf(placed.record)
    const dates = weighDates(born, placed.segment.columns.recordBirth[placed.record] as number)
    const { score, reasons } = compareNames(query.name, name)
    return { placed, text: name.text, reasons, dates, score: dates ? withDates(score, dates.bits) : score }
  })
  return scored
    .toSorted(
      (a, b) => b.score - a.score || b.placed.score - a.placed.score || a.placed.entity - b.placed.entity,
    )
    .slice(0, query.top)
    .map(({ placed, text, reasons, score, dates }) => ({
      entity: placed.entity,
      label: placed.segment.labelOf(placed.record),
      text,
      score,
      band: bandOf(score),
      because: reasons,
      dates: dates?.level,
    }))
}
