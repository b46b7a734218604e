import { chosen, oneOf, textOf } from '../../ui/url.ts'

export const groupings = ['month', 'site', 'team'] as const
export type Grouping = (typeof groupings)[number]

export interface QualityUrl {
  readonly by?: Grouping
  /** The row whose people are listed. */
  readonly of?: string
  /** A decision to be taken again. */
  readonly check?: string
}

export function qualityOf(raw: Record<string, unknown>): QualityUrl {
  return chosen({
    by: oneOf(raw['by'], groupings),
    of: textOf(raw['of'], 400),
    check: textOf(raw['check']),
  })
}
