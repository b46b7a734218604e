import { chosen, oneOf, textOf } from '../../ui/url.ts'

export const exchangeTabs = ['out', 'in', 'agreements'] as const
export type ExchangeTab = (typeof exchangeTabs)[number]

/** Every state a release can be found in, in the order of its life. */
export const releaseStates = [
  'waiting',
  'approved',
  'sent',
  'applied',
  'refused',
  'recalling',
  'recalled',
] as const

/** What the address of the exchange holds: the tab, the narrowing, what is opened, and the entity a new release starts from. */
export interface ExchangeUrl {
  readonly tab?: ExchangeTab
  readonly state?: (typeof releaseStates)[number]
  readonly release?: string
  /** The opened agreement; beside `entity`, the one the new release goes under. */
  readonly agreement?: string
  readonly entity?: string
}

export function exchangeOf(raw: Record<string, unknown>): ExchangeUrl {
  return chosen({
    tab: oneOf(raw['tab'], exchangeTabs),
    state: oneOf(raw['state'], releaseStates),
    release: textOf(raw['release']),
    agreement: textOf(raw['agreement']),
    entity: textOf(raw['entity']),
  })
}
