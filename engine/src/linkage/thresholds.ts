import { micro } from './score-pairs.ts'
import type { ScoringTask } from './score-pairs.ts'

export const thresholdNames = ['strict', 'balanced', 'wide'] as const
export type ThresholdName = (typeof thresholdNames)[number]

/** Least weights, in millionths of a bit, of a link under each of the three choices. */
export interface Thresholds extends Readonly<Record<ThresholdName, number>> {
  /** Log-odds, in millionths of a bit, that stand for even odds: what a record without any other would have to outweigh. */
  readonly even: number
}

/** Links that are right in 95, 50 and 10 of a hundred cases. */
const odds: Readonly<Record<ThresholdName, number>> = {
  strict: Math.log2(0.95 / 0.05),
  balanced: 0,
  wide: Math.log2(0.1 / 0.9),
}
/** However few seem to be alone, no more is taken for granted. */
const mostGranted = 6
/** Bits that what two records say must speak for them: records that say nothing are nobody's. */
const leastEvidence = 3.5

/**
 * The weight of a pair asks "these two, of all the pairs there are?". A record asks "this one, or none?", and where few records
 * are alone, none is unlikely: the odds of a link rise by the share that is alone. So the even point lies at the log of that share.
 */
export function thresholdsOf(alone: number, prior: ScoringTask['prior']): Thresholds {
  const granted = Math.max(-mostGranted, Math.log2(alone)) * micro
  const even = Math.round(Math.max(granted, Math.max(prior.within, prior.between) + leastEvidence * micro))
  const at = (name: ThresholdName): number => even + Math.round(odds[name] * micro)
  return { even, strict: at('strict'), balanced: at('balanced'), wide: at('wide') }
}

/** Probability that a link of this weight is right. */
export function probabilityOf(weight: number, { even }: Thresholds): number {
  return 1 / (1 + 2 ** ((even - weight) / micro))
}
