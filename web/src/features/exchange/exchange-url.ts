import { chosen, oneOf, textOf } from '../../ui/url.ts'

export const exchangeTabs = ['out', 'in', 'permissions', 'recalls', 'agreements'] as const
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

export const flowNames = ['sent', 'received', 'recalled', 'refused'] as const

/** What the address of the exchange holds: the tab, the narrowing, what is opened, and the entities a new release starts from. */
export interface ExchangeUrl {
  readonly tab?: ExchangeTab
  readonly state?: (typeof releaseStates)[number]
  readonly release?: string
  /** The opened agreement; beside `entity`, the one the new release goes under. */
  readonly agreement?: string
  /** Ids with commas between them. */
  readonly entity?: string
  /** The opened version of an agreement. */
  readonly version?: string
  /** What is proposed: `new`, or the agreement that gets a next version. */
  readonly propose?: string
  /** The opened recall of many. */
  readonly order?: string
  readonly peer?: string
  /** Releases that a number of the flows counts, from one moment to before another. */
  readonly flow?: (typeof flowNames)[number]
  /** Only what the agreement, as it is in force, allows no more. */
  readonly exceeding?: true
  readonly since?: string
  readonly before?: string
}

export function exchangeOf(raw: Record<string, unknown>): ExchangeUrl {
  return chosen({
    tab: oneOf(raw['tab'], exchangeTabs),
    state: oneOf(raw['state'], releaseStates),
    release: textOf(raw['release']),
    agreement: textOf(raw['agreement']),
    entity: textOf(raw['entity'], 4000),
    version: textOf(raw['version']),
    propose: textOf(raw['propose']),
    order: textOf(raw['order']),
    peer: textOf(raw['peer'], 12),
    flow: oneOf(raw['flow'], flowNames),
    exceeding: raw['exceeding'] === true || raw['exceeding'] === 'true' ? (true as const) : undefined,
    since: textOf(raw['since']),
    before: textOf(raw['before']),
  })
}
