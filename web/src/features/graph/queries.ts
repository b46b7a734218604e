import type { LinkKindName } from '@shield/core'
import { queryOptions } from '@tanstack/react-query'

import { api } from '../../api/api.ts'
import type { GraphPathsReply, GraphReply } from '../../api/wire.ts'
import { arrange } from './arrange.ts'
import { act, emptyChart } from './graph-model.ts'
import type { Chart, ChartState } from './graph-model.ts'

/**
 * The chart of these starting points, with everything done to it since. It is kept while the session lasts, so that a look at a
 * profile and back loses no place; stating another purpose forgets it, for it was read for the old one.
 */
export const chartQuery = (from: readonly string[]) =>
  queryOptions({
    queryKey: ['chart', from.join(',')],
    queryFn: (): Promise<ChartState> => (from.length === 0 ? Promise.resolve(emptyChart) : open(from)),
    staleTime: Infinity,
    gcTime: Infinity,
    refetchOnMount: false,
    refetchOnReconnect: false,
  })

/** Nothing has a place yet, so several may be arranged; there is nothing to undo. */
async function open(from: readonly string[]): Promise<ChartState> {
  const opened = act(emptyChart, { do: 'add', reply: await api.graphOpen({ body: { ids: from } }) })
  if (opened.chart.nodes.size < 3) return { ...emptyChart, chart: opened.chart }
  const placed = act(opened, { do: 'arrange', spots: await arrange(opened.chart) })
  return { ...emptyChart, chart: placed.chart }
}

/** One more, with its links to what is there. */
export function addOne(chart: Chart, id: string): Promise<GraphReply> {
  return api.graphOpen({ body: { ids: [id], present: [...chart.nodes.keys()] } })
}

export interface Expansion {
  readonly of: string
  /** Every relation where none is named. */
  readonly relation?: { readonly kind: LinkKindName; readonly direction: 'out' | 'in' }
  readonly limit: number
}

export function expand(chart: Chart, { of, relation, limit }: Expansion): Promise<GraphReply> {
  return api.graphExpand({ body: { id: of, ...relation, limit, present: [...chart.nodes.keys()] } })
}

export interface Connecting {
  readonly from: string
  readonly to: string
  readonly inOrderOfTime: boolean
}

export const mostPaths = 5

/** The shortest ways from one to the other, over whatever lies between. */
export function connect(chart: Chart, connecting: Connecting): Promise<GraphPathsReply> {
  return api.graphPaths({
    body: { ...connecting, count: mostPaths, present: [...chart.nodes.keys()] },
  })
}

/** Communities of what is on the chart; asked anew when something comes or goes. */
export const communitiesQuery = (ids: readonly string[], isOn: boolean) =>
  queryOptions({
    queryKey: ['communities', ids.toSorted().join(',')],
    queryFn: () => api.graphCommunities({ body: { nodes: [...ids] } }),
    staleTime: Infinity,
    enabled: isOn && ids.length > 0,
  })
