import type { AnswerHit, CheckMatch, DiscloseMatch, MakeMatch } from '@shield/contract'
import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  skipToken,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'

import { api } from '../../api/api.ts'
import { paging } from '../../api/paging.ts'
import { problemOf } from '../../api/problem.ts'
import { workQuery } from '../../api/work.ts'

/** Often while a question is under way, which is seconds; seldom while only a watch may bring news. */
function pace(isMoving: boolean, times: number): number {
  return isMoving && times < 60 ? 2_000 : 60_000
}

export const matchesQuery = infiniteQueryOptions({
  queryKey: ['matches'],
  queryFn: ({ pageParam }) => api.matchList({ query: { cursor: pageParam } }),
  refetchInterval: (query) =>
    pace(
      query.state.data?.pages.some((page) =>
        page.items.some((one) => one.state === 'logging' || one.state === 'sent'),
      ) ?? false,
      query.state.dataUpdateCount,
    ),
  ...paging,
})

export const matchQuery = (id: string) =>
  queryOptions({
    queryKey: ['match', id],
    queryFn: () => api.matchRead({ params: { id } }),
    refetchInterval: (query) => {
      const match = query.state.data
      const isAsked = match?.items.some((one) => one.disclosure && one.disclosure.answer === undefined)
      return pace(
        match?.state === 'logging' || match?.state === 'sent' || isAsked === true,
        query.state.dataUpdateCount,
      )
    },
  })

export const hitsQuery = (isOpen: boolean) =>
  infiniteQueryOptions({
    queryKey: ['hits', isOpen],
    queryFn: ({ pageParam }) => api.hitList({ query: { open: String(isOpen), cursor: pageParam } }),
    refetchInterval: 30_000,
    ...paging,
  })

export const matchPartnersQuery = queryOptions({
  queryKey: ['match-partners'],
  queryFn: () => api.matchPartners({}),
  refetchInterval: 60_000,
})

export const ticketsQuery = infiniteQueryOptions({
  queryKey: ['match-tickets'],
  queryFn: ({ pageParam }) => api.matchTickets({ query: { cursor: pageParam } }),
  ...paging,
})

/** What would be asked; asked of the node after each change of the list. */
export const checkQuery = (body: CheckMatch | undefined) =>
  queryOptions({
    queryKey: ['match-check', body],
    queryFn: body === undefined ? skipToken : () => api.matchCheck({ body }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    retry: false,
  })

/** Exactly what the partner will see of one profile. */
export const hitPreviewQuery = (id: string, entity: string | undefined) =>
  queryOptions({
    queryKey: ['hit-preview', id, entity],
    queryFn: entity === undefined ? skipToken : () => api.hitPreview({ params: { id }, body: { entity } }),
    staleTime: 0,
    retry: false,
  })

/** A profile whose numbers are taken; read like on its own screen. */
export const profileQuery = (id: string) =>
  queryOptions({ queryKey: ['entity', id, 'to-ask'], queryFn: () => api.entityRead({ params: { id } }) })

/** What an act of private matching makes old. */
function useAskAgain(): () => Promise<unknown> {
  const queries = useQueryClient()
  return () =>
    Promise.all(
      [['matches'], ['match'], ['hits'], ['match-partners'], ['match-tickets'], workQuery.queryKey].map(
        (queryKey) => queries.invalidateQueries({ queryKey }),
      ),
    )
}

export function useMakeMatch() {
  const onSuccess = useAskAgain()
  return useMutation({ mutationFn: (body: MakeMatch) => api.matchMake({ body }), onSuccess })
}

export function useDisclose() {
  const onSuccess = useAskAgain()
  return useMutation({
    mutationFn: ({ id, ...body }: DiscloseMatch & { readonly id: string }) =>
      api.matchDisclose({ params: { id }, body }),
    onSuccess,
  })
}

export function useEndWatch() {
  const onSuccess = useAskAgain()
  return useMutation({
    mutationFn: (id: string) => api.matchEndWatch({ params: { id }, body: {} }),
    onSuccess,
  })
}

/** One that somebody else answered meanwhile is read again. */
export function useAnswerHit() {
  const again = useAskAgain()
  return useMutation({
    mutationFn: ({ id, ...body }: AnswerHit & { readonly id: string }) =>
      api.hitAnswer({ params: { id }, body }),
    onSuccess: again,
    onError: (error) => (problemOf(error).status === 412 ? again() : undefined),
  })
}

export function useResumePartner() {
  const onSuccess = useAskAgain()
  return useMutation({
    mutationFn: ({ id, reason }: { readonly id: string; readonly reason: string }) =>
      api.matchResume({ params: { id }, body: { reason } }),
    onSuccess,
  })
}

/** Opening is an act that the audit keeps: it is done by a press, never by looking. */
export function useOpenTicket() {
  const onSuccess = useAskAgain()
  return useMutation({ mutationFn: (id: string) => api.matchOpen({ params: { id } }), onSuccess })
}
