import { chosen, oneOf, textOf } from '../../ui/url.ts'

export const matchingTabs = ['asked', 'hits', 'partners', 'tickets'] as const
export type MatchingTab = (typeof matchingTabs)[number]

/** What the address of private matching holds: the tab, what is opened, and the profiles whose numbers a new question takes. */
export interface MatchingUrl {
  readonly tab?: MatchingTab
  readonly match?: string
  readonly hit?: string
  readonly ticket?: string
  readonly new?: 'yes'
  /** Ids of profiles, with commas between them. */
  readonly entities?: string
}

export const mostProfiles = 50

export function matchingOf(raw: Record<string, unknown>): MatchingUrl {
  return chosen({
    tab: oneOf(raw['tab'], matchingTabs),
    match: textOf(raw['match']),
    hit: textOf(raw['hit']),
    ticket: textOf(raw['ticket']),
    new: oneOf(raw['new'], ['yes'] as const),
    entities: textOf(raw['entities'], mostProfiles * 37),
  })
}

/** The profiles an address names, each once. */
export function profilesOf(entities: string | undefined): readonly string[] {
  const ids = (entities ?? '').split(',').filter((id) => /^[0-9a-f-]{36}$/.test(id))
  return [...new Set(ids)].slice(0, mostProfiles)
}
