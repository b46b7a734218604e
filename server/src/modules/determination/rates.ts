import type { RateRow } from '@shield/contract'
import { releaseBounds, rateOf, swingOf, swingWords, withholdSmall } from '@shield/core'
import type { Share } from '@shield/core'

/** Decisions of one site, panel or month. */
export interface Decided extends Share {
  readonly key: string
}

interface Telling {
  readonly by: 'site' | 'team' | 'month'
  /** Whoever may see the people may count them. */
  readonly isExact: boolean
}

/** Rows as they are told: a month against the month before it, a site or panel against all others. */
export function tellRates(rows: readonly Decided[], { by, isExact }: Telling): RateRow[] {
  const counts = isExact ? rows.map(({ of }) => of) : withholdSmall(rows.map(({ of }) => of))
  return rows.map((row, at) => {
    const decided = counts[at]
    const against = by === 'month' ? rows[at - 1] : othersThan(rows, at)
    if (decided === undefined) return { key: row.key }
    return {
      key: row.key,
      decided,
      ...rateWords(row, isExact),
      ...(against && against.of > 0 && (isExact || against.of >= releaseBounds.partner)
        ? { swing: swingBetween(against, row, { comparisons: rows.length, isExact }) }
        : {}),
    }
  })
}

function othersThan(rows: readonly Decided[], at: number): Share {
  const others = rows.filter((_, place) => place !== at)
  return {
    of: others.reduce((sum, { of }) => sum + of, 0),
    is: others.reduce((sum, { is }) => sum + is, 0),
  }
}

/** A rate beside few people is told as near an end: 99 per cent of 260 would tell that two were not identified. */
function rateWords(row: Share, isExact: boolean): Pick<RateRow, 'identified' | 'rate' | 'near'> {
  const rate = Math.round(rateOf(row) * 100)
  const isTold = (count: number): boolean => isExact || count === 0 || count >= releaseBounds.partner
  if (isTold(row.is) && isTold(row.of - row.is)) return { identified: row.is, rate }
  if (rate >= 95) return { rate: 95, near: 'most' }
  return rate <= 5 ? { rate: 5, near: 'least' } : {}
}

function swingBetween(
  before: Share,
  after: Share,
  { comparisons, isExact }: { readonly comparisons: number; readonly isExact: boolean },
): NonNullable<RateRow['swing']> {
  const swing = swingOf(before, after, comparisons)
  const told = (share: Share): Share => {
    const { near } = rateWords(share, isExact)
    return near === 'most' ? { of: 100, is: 95 } : near === 'least' ? { of: 100, is: 5 } : share
  }
  return { isSwing: swing.isSwing, words: swingWords(told(before), told(after), swing) }
}
