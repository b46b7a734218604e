import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'

import { agreementsQuery } from '../../api/agreements.ts'
import { api } from '../../api/api.ts'
import { partnersQuery } from '../../api/partners.ts'
import type { FlowPeriod } from './partners-url.ts'

/** Releases by partner and period, by the days of this browser's time zone. */
export const flowsQuery = (period: FlowPeriod) =>
  queryOptions({
    queryKey: ['flows', period],
    queryFn: () =>
      api.flowRead({ query: { period, zone: Intl.DateTimeFormat().resolvedOptions().timeZone } }),
  })

export type PartnerAct = 'partnerSuspend' | 'partnerResume' | 'partnerAcceptLog'

/** Each changes what may go, and with it what agreements and work say. */
function useAskAllAgain(): () => Promise<unknown> {
  const queries = useQueryClient()
  return () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: partnersQuery.queryKey }),
      queries.invalidateQueries({ queryKey: agreementsQuery.queryKey }),
      queries.invalidateQueries({ queryKey: ['work'] }),
    ])
}

interface Decided {
  readonly node: string
  readonly reason: string
}

export function usePartnerAct(act: PartnerAct) {
  const onSuccess = useAskAllAgain()
  return useMutation({
    mutationFn: ({ node, reason }: Decided) => api[act]({ params: { node }, body: { reason } }),
    onSuccess,
  })
}

export function useCompareKeys() {
  const onSuccess = useAskAllAgain()
  return useMutation({
    mutationFn: ({ node, ...body }: Decided & { readonly digits: string }) =>
      api.partnerCompareKeys({ params: { node }, body }),
    onSuccess,
  })
}

export function useSettleKeys() {
  const onSuccess = useAskAllAgain()
  return useMutation({
    mutationFn: ({ node, ...body }: Decided & { readonly agree: boolean }) =>
      api.partnerSettleKeys({ params: { node }, body }),
    onSuccess,
  })
}

export function useTryPartner() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (node: string) => api.partnerTry({ params: { node } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: partnersQuery.queryKey }),
  })
}
