import { chosen, oneOf, textOf } from '../../ui/url.ts'

export const chartViews = ['chart', 'table'] as const
export type ChartView = (typeof chartViews)[number]

export const chartColours = ['community', 'group'] as const
export type ChartColour = (typeof chartColours)[number]
export const chartOrders = ['importance'] as const

/** What the address of the chart holds. What was expanded and where it stands is kept for the session, not in the address. */
export interface ChartUrl {
  /** The entities it starts from, comma between. */
  readonly from?: string
  /** The chosen thing: an entity, or two with `~` between for the links among them. */
  readonly chosen?: string
  readonly view?: ChartView
  /** What the colours say; kinds where absent. */
  readonly colour?: ChartColour
  /** What the size of a thing says, and the order of the table: how well connected it is; the number of its links where absent. */
  readonly by?: (typeof chartOrders)[number]
}

const id = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
/** More would not fit into an address that every browser takes. */
const mostIds = 50

export function chartOf(raw: Record<string, unknown>): ChartUrl {
  const from = fromText(idsOf(textOf(raw['from'], 4000)))
  const pair = textOf(raw['chosen'])
  return chosen({
    from,
    chosen: pair?.split('~').every((part) => id.test(part)) ? pair : undefined,
    view: oneOf(raw['view'], chartViews),
    colour: oneOf(raw['colour'], chartColours),
    by: oneOf(raw['by'], chartOrders),
  })
}

/** The entities in the address, each once; what is no id counts as absent. */
export function idsOf(from: string | undefined): readonly string[] {
  return [...new Set((from ?? '').split(',').filter((part) => id.test(part)))].slice(0, mostIds)
}

export function fromText(ids: readonly string[]): string | undefined {
  return ids.length === 0 ? undefined : ids.slice(0, mostIds).join(',')
}
