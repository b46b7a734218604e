import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'

import { api } from '../../api/api.ts'
import { paging } from '../../api/paging.ts'

export const profileQuery = (id: string) =>
  queryOptions({ queryKey: ['entity', id], queryFn: () => api.entityRead({ params: { id } }) })

export const linksQuery = (id: string, kind: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['entity', id, 'links', kind],
    queryFn: ({ pageParam }) => {
      const [name, direction] = kind?.split('.') ?? []
      return api.entityLinks({ params: { id }, query: { kind: name, direction, cursor: pageParam } })
    },
    ...paging,
  })

export const historyQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['entity', id, 'history'],
    queryFn: ({ pageParam }) => api.entityHistory({ params: { id }, query: { cursor: pageParam } }),
    ...paging,
  })

export const trailQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['entity', id, 'trail'],
    queryFn: ({ pageParam }) => api.entityTrail({ params: { id }, query: { cursor: pageParam } }),
    ...paging,
  })

/** A record is asked for once per look: opening it again from memory would hide a look from nobody. */
export const recordQuery = (id: string) =>
  queryOptions({
    queryKey: ['record', id],
    queryFn: () => api.recordRead({ params: { id } }),
    staleTime: Infinity,
  })

export function useWithdrawJudgement() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ id, reason }: { readonly id: string; readonly reason: string }) =>
      api.judgementWithdraw({ params: { id }, body: { reason } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['entity'] }),
  })
}
