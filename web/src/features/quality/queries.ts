import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'

import { api } from '../../api/api.ts'
import { workQuery } from '../../api/work.ts'
import type { Grouping } from './quality-url.ts'

export const ratesQuery = (by: Grouping, of: string | undefined) =>
  queryOptions({
    queryKey: ['rates', by, of],
    queryFn: () => api.rateRead({ query: { by, of } }),
    staleTime: 0,
    placeholderData: (before) => before,
  })

export const drawsQuery = queryOptions({
  queryKey: ['draws'],
  queryFn: () => api.qualityList({}),
  staleTime: 0,
})

export const checkQuery = (id: string) =>
  queryOptions({
    queryKey: ['check', id],
    queryFn: () => api.qualityCheckRead({ params: { id } }),
    staleTime: 0,
  })

export function useDraw() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: { readonly since: string; readonly until: string; readonly share: number }) =>
      api.qualityDraw({ body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: drawsQuery.queryKey }),
  })
}

export function useCheckVote(id: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: {
      readonly vote: 'identified' | 'not-identified' | 'abstains'
      readonly reason: string
    }) => api.qualityCheckVote({ params: { id }, body: { id: crypto.randomUUID(), ...body } }),
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['check', id] }),
        queries.invalidateQueries({ queryKey: workQuery.queryKey }),
      ]),
  })
}
