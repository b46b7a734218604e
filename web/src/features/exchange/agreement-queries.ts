import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'

import { agreementsQuery } from '../../api/agreements.ts'
import { api } from '../../api/api.ts'
import type { AgreementVersion, ProposeAgreement } from '../../api/wire.ts'

/** Versions that wait for somebody of either side; looked at again, because the partner answers when it likes. */
export const openVersionsQuery = queryOptions({
  queryKey: ['agreement-versions', 'open'],
  queryFn: () => api.agreementVersionList({}),
  refetchInterval: (query) =>
    query.state.data?.items.some((one) => one.state === 'sent') === true ? 5_000 : 60_000,
})

/** Every version of one agreement, the newest first. */
export const historyQuery = (agreement: string) =>
  queryOptions({
    queryKey: ['agreement-versions', agreement],
    queryFn: () => api.agreementVersionList({ query: { agreement } }),
    refetchInterval: (query) =>
      query.state.data?.items.some((one) => one.state === 'sent') === true ? 5_000 : 20_000,
  })

/** Whatever could be done under an agreement before is asked anew. */
function useAskAnew() {
  const queries = useQueryClient()
  return () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: agreementsQuery.queryKey }),
      queries.invalidateQueries({ queryKey: ['agreement-versions'] }),
      queries.invalidateQueries({ queryKey: ['work'] }),
    ])
}

/** Suspend, resume or end. */
export function useAgreementAct(act: 'agreementSuspend' | 'agreementResume' | 'agreementEnd') {
  const askAnew = useAskAnew()
  return useMutation({
    mutationFn: ({ id, reason }: { readonly id: string; readonly reason: string }) =>
      api[act]({ params: { id }, body: { reason } }),
    onSuccess: askAnew,
  })
}

export function usePropose() {
  const askAnew = useAskAnew()
  return useMutation({
    mutationFn: (body: ProposeAgreement) => api.agreementPropose({ body }),
    onSuccess: askAnew,
  })
}

export type VersionAct = 'agreementAgree' | 'agreementSign' | 'agreementDecline' | 'agreementWithdraw'

export function useVersionAct(act: VersionAct) {
  const askAnew = useAskAnew()
  return useMutation({
    mutationFn: ({
      id,
      reason,
    }: {
      readonly id: string
      readonly reason: string
    }): Promise<AgreementVersion> => api[act]({ params: { id }, body: { reason } }),
    onSuccess: askAnew,
    onError: askAnew,
  })
}
