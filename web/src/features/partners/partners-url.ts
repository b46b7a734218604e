import { chosen, oneOf, textOf } from '../../ui/url.ts'

export const partnerTabs = ['health', 'flows'] as const
export const flowPeriods = ['day', 'week', 'month'] as const
export type FlowPeriod = (typeof flowPeriods)[number]

/** What the address of the partners holds: the tab, the opened partner, the period of the flows. */
export interface PartnersUrl {
  readonly tab?: (typeof partnerTabs)[number]
  readonly partner?: string
  readonly period?: FlowPeriod
}

export function partnersOf(raw: Record<string, unknown>): PartnersUrl {
  return chosen({
    tab: oneOf(raw['tab'], partnerTabs),
    partner: textOf(raw['partner'], 12),
    period: oneOf(raw['period'], flowPeriods),
  })
}
