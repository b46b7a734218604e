import type { ActOnRequest, MakeRequest } from '@shield/contract'
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'

import { api } from '../../api/api.ts'
import { paging } from '../../api/paging.ts'
import { problemOf } from '../../api/problem.ts'
import { workQuery } from '../../api/work.ts'
import type { RequestTab } from './requests-url.ts'

/** Asked again every half a minute: a request of a partner should be seen soon after it came. */
export const requestsQuery = (tab: RequestTab) =>
  infiniteQueryOptions({
    queryKey: ['requests', tab],
    queryFn: ({ pageParam }) =>
      api.requestList({
        query: {
          ...(tab === 'done' ? { open: 'false' } : { open: 'true', direction: tab }),
          cursor: pageParam,
        },
      }),
    refetchInterval: 30_000,
    ...paging,
  })

/** While it is open something may come of it on the other side. */
export const requestQuery = (id: string) =>
  queryOptions({
    queryKey: ['request', id],
    queryFn: () => api.requestRead({ params: { id } }),
    refetchInterval: (query) => (query.state.data?.state === 'closed' ? false : 5_000),
  })

export const requestPartnersQuery = queryOptions({
  queryKey: ['request-partners'],
  queryFn: () => api.requestPartners({}),
})

/** The page for mutual legal assistance, as the node wrote it. */
export const packQuery = (id: string) =>
  queryOptions({
    queryKey: ['request', id, 'pack'],
    queryFn: async () => (await api.requestPack({ params: { id } })).content.text(),
    staleTime: 0,
  })

/** The profile a request is about; read like on its own screen. */
export const profileQuery = (id: string) =>
  queryOptions({ queryKey: ['entity', id, 'to-ask'], queryFn: () => api.entityRead({ params: { id } }) })

/** What went to that partner and stands there: an answer may point to it. */
export const releasesToQuery = (node: string) =>
  queryOptions({
    queryKey: ['releases', 'to', node],
    queryFn: async () => {
      const { items } = await api.releaseList({ query: { direction: 'out', limit: 200 } })
      return items.filter(
        (one) =>
          one.peer.node === node &&
          ['waiting', 'approved', 'sent', 'applied'].includes(one.state) &&
          one.caption !== '',
      )
    },
    staleTime: 0,
  })

/** What an act on a request makes old. */
function useAskAgain(): () => Promise<unknown> {
  const queries = useQueryClient()
  return () =>
    Promise.all(
      [['requests'], ['request'], workQuery.queryKey].map((queryKey) =>
        queries.invalidateQueries({ queryKey }),
      ),
    )
}

export function useMakeRequest() {
  const onSuccess = useAskAgain()
  return useMutation({ mutationFn: (body: MakeRequest) => api.requestMake({ body }), onSuccess })
}

/** One that the other side acted on meanwhile is read again, so that what can be done now is seen. */
export function useActOnRequest() {
  const again = useAskAgain()
  return useMutation({
    mutationFn: ({ id, ...body }: ActOnRequest & { readonly id: string }) =>
      api.requestAct({ params: { id }, body }),
    onSuccess: again,
    onError: (error) => (problemOf(error).status === 412 ? again() : undefined),
  })
}

export function useApproveRequest() {
  const onSuccess = useAskAgain()
  return useMutation({
    mutationFn: ({ id, reason }: { readonly id: string; readonly reason: string }) =>
      api.requestApprove({ params: { id }, body: { reason } }),
    onSuccess,
  })
}
