import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'

import { api } from '../../api/api.ts'
import { paging } from '../../api/paging.ts'
import type { DecideErasure, ErasureRow, PlaceHold, RetentionRow, RetentionView } from '../../api/wire.ts'
import { workQuery } from '../../api/work.ts'

export const keepingQuery = (code: string) =>
  queryOptions({
    queryKey: ['retention', 'person', code],
    queryFn: () => api.retentionRead({ params: { code } }),
    staleTime: 0,
  })

export const rulesQuery = queryOptions({
  queryKey: ['retention', 'rules'],
  queryFn: () => api.retentionRules({}),
})

export const dueQuery = (state: RetentionRow['clock']['state']) =>
  queryOptions({
    queryKey: ['retention', 'list', state],
    queryFn: () => api.retentionList({ query: { state, limit: 200 } }),
    staleTime: 0,
  })

export const erasuresQuery = (state: ErasureRow['state']) =>
  infiniteQueryOptions({
    queryKey: ['retention', 'erasures', state],
    queryFn: ({ pageParam }) => api.erasureList({ query: { state, limit: 50, cursor: pageParam } }),
    ...paging,
    staleTime: 0,
  })

export const overdueQuery = (state: 'overdue' | 'held') =>
  infiniteQueryOptions({
    queryKey: ['retention', 'overdue', state],
    queryFn: ({ pageParam }) => api.overdueList({ query: { state, limit: 50, cursor: pageParam } }),
    ...paging,
    staleTime: 0,
  })

/** Also after a refusal: those who care may have acted meanwhile. */
function useOverseen(): () => Promise<unknown> {
  const queries = useQueryClient()
  return () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: ['retention', 'overdue'] }),
      queries.invalidateQueries({ queryKey: workQuery.queryKey }),
    ])
}

export function useOverseeHold(code: string) {
  return useMutation({
    mutationFn: (body: PlaceHold) => api.overdueHold({ params: { code }, body }),
    onSettled: useOverseen(),
  })
}

export function useOverseeRelease(id: string) {
  return useMutation({
    mutationFn: (reason: string) => api.overdueRelease({ params: { id }, body: { reason } }),
    onSettled: useOverseen(),
  })
}

const clearingMs = 1500
const partnersMs = 5000

/** Asked again by itself while the key is being destroyed, and while a partner has not told that its part is gone. */
export const erasureQuery = (id: string) =>
  queryOptions({
    queryKey: ['retention', 'erasure', id],
    queryFn: () => api.erasureRead({ params: { id } }),
    staleTime: 0,
    refetchInterval: ({ state: { data } }) => {
      if (data?.state === 'clearing') return clearingMs
      const waits =
        data?.state === 'erased' && (!data.isInLog || data.partners.some((one) => !one.isComplete))
      return waits ? partnersMs : false
    },
  })

/** Each act answers with the clock, holds and proposals as they are then. */
function useKept(code: string): (view: RetentionView) => void {
  const queries = useQueryClient()
  return (view) => {
    queries.setQueryData(keepingQuery(code).queryKey, view)
    void queries.invalidateQueries({ queryKey: ['retention', 'list'] })
    void queries.invalidateQueries({ queryKey: ['retention', 'erasures'] })
    void queries.invalidateQueries({ queryKey: workQuery.queryKey })
  }
}

export function usePlaceHold(code: string) {
  return useMutation({
    mutationFn: (body: PlaceHold) => api.holdPlace({ params: { code }, body }),
    onSuccess: useKept(code),
  })
}

export function useReviewHold(code: string) {
  return useMutation({
    mutationFn: ({ id, until }: { readonly id: string; readonly until: string }) =>
      api.holdReview({ params: { id }, body: { until } }),
    onSuccess: useKept(code),
  })
}

export function useReleaseHold(code: string) {
  return useMutation({
    mutationFn: ({ id, reason }: { readonly id: string; readonly reason: string }) =>
      api.holdRelease({ params: { id }, body: { reason } }),
    onSuccess: useKept(code),
  })
}

/** Opened words stand in no cache. */
export function useHoldWords() {
  return useMutation({
    mutationFn: ({ id, reason }: { readonly id: string; readonly reason: string }) =>
      api.holdWords({ params: { id }, body: { reason } }),
    gcTime: 0,
  })
}

export function usePropose(code: string) {
  return useMutation({
    mutationFn: (body: {
      readonly id: string
      readonly ground: ErasureRow['ground']
      readonly reason: string
    }) => api.erasurePropose({ params: { code }, body }),
    onSuccess: useKept(code),
  })
}

export function useDecide(id: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: DecideErasure) => api.erasureDecide({ params: { id }, body }),
    onSuccess: (view) => {
      queries.setQueryData(erasureQuery(id).queryKey, view)
      // The person may be gone: whatever stood on a screen of theirs is not kept.
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey.includes(view.code) })
      void queries.invalidateQueries({ queryKey: ['retention', 'list'] })
      void queries.invalidateQueries({ queryKey: ['retention', 'erasures'] })
      void queries.invalidateQueries({ queryKey: workQuery.queryKey })
    },
  })
}

export function useCertificateFile() {
  return useMutation({ mutationFn: (id: string) => api.erasureFile({ params: { id } }), gcTime: 0 })
}
