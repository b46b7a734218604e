import { chosen, oneOf, textOf } from '../../ui/url.ts'

export const leadTabs = ['leads', 'watches', 'precision', 'tickets'] as const
export type LeadTab = (typeof leadTabs)[number]

const rules = ['watch-entity', 'watch-identifier', 'watch-search', 'shared-identifier'] as const
const states = ['all', 'new', 'acknowledged', 'acted', 'dismissed'] as const

/** What the address of the leads holds: the tab, the narrowing, and what is opened. Without a state the open leads are shown. */
export interface LeadsUrl {
  readonly tab?: LeadTab
  readonly rule?: (typeof rules)[number]
  readonly state?: (typeof states)[number]
  readonly watch?: string
  readonly mine?: 'yes'
  readonly from?: string
  readonly until?: string
  readonly lead?: string
  readonly ticket?: string
}

export function leadsOf(raw: Record<string, unknown>): LeadsUrl {
  return chosen({
    tab: oneOf(raw['tab'], leadTabs),
    rule: oneOf(raw['rule'], rules),
    state: oneOf(raw['state'], states),
    watch: textOf(raw['watch']),
    mine: oneOf(raw['mine'], ['yes'] as const),
    from: dayOf(raw['from']),
    until: dayOf(raw['until']),
    lead: textOf(raw['lead']),
    ticket: textOf(raw['ticket']),
  })
}

function dayOf(value: unknown): string | undefined {
  const text = textOf(value, 10)
  return text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : undefined
}
