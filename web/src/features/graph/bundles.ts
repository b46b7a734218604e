import { linkKinds } from '@shield/core'
import type { LinkKindName } from '@shield/core'

import type { GraphEdge } from '../../api/wire.ts'
import { shownEdges } from './graph-model.ts'
import type { Chart } from './graph-model.ts'

/** All shown links between two nodes: one line on the chart. */
export interface Bundle {
  /** Both ends with `~` between, the lower first; stands in the address as what is chosen. */
  readonly id: string
  readonly from: string
  readonly to: string
  readonly edges: readonly GraphEdge[]
  /** Whether a link points to `to`, and whether one points to `from`; links that read alike both ways point nowhere. */
  readonly forth: boolean
  readonly back: boolean
}

export function bundlesOf(chart: Chart): readonly Bundle[] {
  const found = new Map<string, GraphEdge[]>()
  for (const edge of shownEdges(chart)) {
    const id = bundleId(edge.from, edge.to)
    found.set(id, [...(found.get(id) ?? []), edge])
  }
  return [...found].map(([id, edges]) => {
    const [first = '', second = ''] = id.split('~')
    const pointing = edges.filter((edge) => !isMutual(edge.kind))
    const forth = pointing.some((edge) => edge.from === first)
    const back = pointing.some((edge) => edge.from === second)
    // One line with one head points from `from` to `to`.
    return back && !forth
      ? { id, from: second, to: first, edges, forth: true, back: false }
      : { id, from: first, to: second, edges, forth, back }
  })
}

export function bundleId(left: string, right: string): string {
  return left < right ? `${left}~${right}` : `${right}~${left}`
}

function isMutual(kind: LinkKindName): boolean {
  const { forward, backward } = linkKinds[kind]
  return forward.en === backward.en
}

export interface Relation {
  readonly kind: LinkKindName
  readonly direction: 'out' | 'in'
  /** All links of it that may be seen. */
  readonly count: number
  readonly onChart: number
  readonly more: number
}

/** Relations of a node by kind and direction: how many there are, how many the chart holds, how many an expansion would bring. */
export function relationsOf(chart: Chart, id: string): readonly Relation[] {
  const links = chart.nodes.get(id)?.data.links ?? []
  const held = new Map<string, number>()
  for (const edge of chart.edges.values()) {
    if (edge.from === id) held.set(`${edge.kind} out`, (held.get(`${edge.kind} out`) ?? 0) + 1)
    if (edge.to === id) held.set(`${edge.kind} in`, (held.get(`${edge.kind} in`) ?? 0) + 1)
  }
  return links.map(({ kind, direction, count }) => {
    const onChart = held.get(`${kind} ${direction}`) ?? 0
    return { kind, direction, count, onChart, more: Math.max(0, count - onChart) }
  })
}

/** How many links the node has beyond what the chart holds. */
export function moreOf(chart: Chart, id: string): number {
  return relationsOf(chart, id).reduce((sum, relation) => sum + relation.more, 0)
}
