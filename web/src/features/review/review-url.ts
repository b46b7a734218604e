import { kinds } from '@shield/core'
import type { KindName } from '@shield/core'

import { chosen, oneOf, textOf } from '../../ui/url.ts'

export const reviewTabs = ['queue', 'proposals', 'questions', 'threshold'] as const
export type ReviewTab = (typeof reviewTabs)[number]

export const bands = ['strong', 'probable', 'possible'] as const

/** What the address of the review holds: the list as it is narrowed, and the pair or the cluster that is looked at. */
export interface ReviewUrl {
  readonly tab?: ReviewTab
  readonly band?: (typeof bands)[number]
  readonly kind?: KindName
  readonly source?: string
  /** Pairs of others' records too, not only of the own organisation's. */
  readonly all?: boolean
  readonly left?: string
  readonly right?: string
  /** The entity whose cluster is shown. */
  readonly cluster?: string
}

export function reviewOf(raw: Record<string, unknown>): ReviewUrl {
  return chosen({
    tab: oneOf(raw['tab'], reviewTabs),
    band: oneOf(raw['band'], bands),
    kind: oneOf(raw['kind'], Object.keys(kinds) as KindName[]),
    source: idOf(raw['source']),
    all: raw['all'] === true ? true : undefined,
    left: idOf(raw['left']),
    right: idOf(raw['right']),
    cluster: idOf(raw['cluster']),
  })
}

function idOf(value: unknown): string | undefined {
  const text = textOf(value)
  return text !== undefined && /^[0-9a-f-]{36}$/.test(text) ? text : undefined
}
