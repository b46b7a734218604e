import { textOf } from '../../ui/url.ts'

/** What the address of the chart holds: the entities it starts from, comma between. */
export interface ChartUrl {
  readonly from?: string
}

export function chartOf(raw: Record<string, unknown>): ChartUrl {
  const from = textOf(raw['from'])
  return from === undefined ? {} : { from }
}
