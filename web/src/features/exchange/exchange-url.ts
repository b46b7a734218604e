import { chosen, textOf } from '../../ui/url.ts'

/** What the address of the exchange holds: the entity a new release starts from. */
export interface ExchangeUrl {
  readonly entity?: string
}

export function exchangeOf(raw: Record<string, unknown>): ExchangeUrl {
  return chosen({ entity: textOf(raw['entity']) })
}
