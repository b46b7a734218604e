import type { FieldKind } from './kind.ts'

/** How sure two records are of one person: the only thing a screen shows of a weight. */
export type EvidenceBand = 'strong' | 'probable' | 'possible' | 'weak'

/** One finding about two records. */
export interface Evidence {
  readonly kind: FieldKind
  /** Name of the level that the two values stand at. */
  readonly level: string
  readonly left: string
  readonly right: string
  /** For (+) or against (−), as log2 of how much likelier this is met in records of one person than by chance. */
  readonly bits: number
  /** Whether the finding says less than it seems: a birth date that clerks fill in, a value that many have. */
  readonly isCommon: boolean
}

export interface Weighed {
  readonly band: EvidenceBand
  /** Log-odds, in bits, after all evidence. For sorting and for the explanation, never to stand alone on a screen. */
  readonly bits: number
  /** What weighed most first. */
  readonly reasons: readonly Evidence[]
}

/** Bits at which a band begins: about 99, 67 and 10 of a hundred such pairs are of one person. */
const bandStarts: readonly (readonly [EvidenceBand, number])[] = [
  ['strong', 6.6],
  ['probable', 1],
  ['possible', -3.2],
]
/** So many people are there for chance to pick from, unless told. */
const usualPopulation = 1_000_000

/** The evidence together, against the odds that two people out of a population are the same to begin with. */
export function weigh(evidence: readonly Evidence[], population = usualPopulation): Weighed {
  const bits = evidence.reduce((sum, one) => sum + one.bits, -Math.log2(Math.max(2, population)))
  return {
    bits,
    band: bandStarts.find(([, start]) => bits >= start)?.[0] ?? 'weak',
    reasons: evidence.toSorted((a, b) => Math.abs(b.bits) - Math.abs(a.bits)),
  }
}
