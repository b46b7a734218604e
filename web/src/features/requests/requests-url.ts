import { chosen, oneOf, textOf } from '../../ui/url.ts'

export const requestTabs = ['in', 'out', 'done'] as const
export type RequestTab = (typeof requestTabs)[number]

/** What the address of the requests holds: the tab, what is opened or printed, and the profile a new request starts from. */
export interface RequestsUrl {
  readonly tab?: RequestTab
  readonly request?: string
  /** The opened request as a page to print. */
  readonly print?: 'yes'
  readonly new?: 'yes'
  readonly entity?: string
}

export function requestsOf(raw: Record<string, unknown>): RequestsUrl {
  return chosen({
    tab: oneOf(raw['tab'], requestTabs),
    request: textOf(raw['request']),
    print: oneOf(raw['print'], ['yes'] as const),
    new: oneOf(raw['new'], ['yes'] as const),
    entity: textOf(raw['entity']),
  })
}
