import type { AskOwner, MakeJudgement } from '@shield/contract'
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'

import { api } from '../../api/api.ts'
import { paging } from '../../api/paging.ts'
import type { ReviewUrl } from './review-url.ts'

type Narrowed = Pick<ReviewUrl, 'band' | 'kind' | 'source' | 'all'>
type AllBands = Pick<ReviewUrl, 'kind' | 'source' | 'all'>

const asked = ({ band, kind, source, all }: Narrowed) => ({
  band,
  kind,
  source,
  own: all === true ? undefined : 'true',
})

export const candidatesQuery = (url: Narrowed) =>
  infiniteQueryOptions({
    queryKey: ['candidates', asked(url)],
    queryFn: ({ pageParam }) => api.candidateList({ query: { ...asked(url), cursor: pageParam } }),
    ...paging,
  })

export const thresholdQuery = ({ kind, source, all }: AllBands) => {
  const query = { kind, source, own: all === true ? undefined : 'true' }
  return queryOptions({
    queryKey: ['candidates', 'threshold', query],
    queryFn: () => api.candidateThreshold({ query }),
  })
}

export const pairQuery = (left: string, right: string) =>
  queryOptions({
    queryKey: ['pair', left, right],
    queryFn: () => api.pairRead({ query: { left, right } }),
  })

export const clusterQuery = (id: string) =>
  queryOptions({ queryKey: ['entity', id, 'cluster'], queryFn: () => api.clusterRead({ params: { id } }) })

export const proposalsQuery = infiniteQueryOptions({
  queryKey: ['proposals'],
  queryFn: ({ pageParam }) => api.proposalList({ query: { cursor: pageParam } }),
  ...paging,
})

export const questionsQuery = queryOptions({
  queryKey: ['questions'],
  queryFn: () => api.questionList({ query: {} }),
})

export function useMakeJudgement() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: MakeJudgement) => api.judgementMake({ body }),
    // Not waited for: once both stand together the buttons are gone, and with them whatever was to come after.
    onSuccess: () => void forget(queries),
  })
}

export function useWithdrawJudgement() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ id, reason }: { readonly id: string; readonly reason: string }) =>
      api.judgementWithdraw({ params: { id }, body: { reason } }),
    onSuccess: () => forget(queries),
  })
}

export type ProposalAct = 'proposalApprove' | 'proposalRefuse' | 'proposalWithdraw'

export function useDecideProposal() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({
      act,
      id,
      reason,
    }: {
      readonly act: ProposalAct
      readonly id: string
      readonly reason: string
    }) => api[act]({ params: { id }, body: { reason } }),
    onSuccess: () => forget(queries),
  })
}

export function useAskOwner() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: AskOwner) => api.questionMake({ body }),
    onSuccess: () => forget(queries),
  })
}

export function useAnswerQuestion() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ id, answer }: { readonly id: string; readonly answer: string }) =>
      api.questionAnswer({ params: { id }, body: { answer } }),
    onSuccess: () => forget(queries),
  })
}

/** Who is one with whom changes what stands anywhere. */
async function forget(queries: ReturnType<typeof useQueryClient>): Promise<void> {
  await Promise.all(
    ['candidates', 'pair', 'proposals', 'questions', 'entity', 'search', 'work', 'suggestions'].map((name) =>
      queries.invalidateQueries({ queryKey: [name] }),
    ),
  )
}
