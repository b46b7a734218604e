import { infiniteQueryOptions, useMutation, useQueryClient } from '@tanstack/react-query'

import { api } from '../../api/api.ts'
import { paging } from '../../api/paging.ts'
import { workQuery } from '../../api/work.ts'
import type { ComplaintRow } from '../../api/wire.ts'

export const complaintsQuery = (state: ComplaintRow['state'] | undefined) =>
  infiniteQueryOptions({
    queryKey: ['complaints', state],
    queryFn: ({ pageParam }) => api.complaintList({ query: { state, limit: 50, cursor: pageParam } }),
    ...paging,
    staleTime: 0,
  })

/** What was said stands in no cache. */
export function useReadComplaint() {
  return useMutation({
    mutationFn: ({ id, reason }: { readonly id: string; readonly reason: string }) =>
      api.complaintRead({ params: { id }, body: { reason } }),
    gcTime: 0,
  })
}

export function useAnswerComplaint() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({
      id,
      ...body
    }: {
      readonly id: string
      readonly state: ComplaintRow['state']
      readonly text: string
    }) => api.complaintAnswer({ params: { id }, body }),
    gcTime: 0,
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['complaints'] }),
        queries.invalidateQueries({ queryKey: workQuery.queryKey }),
      ]),
  })
}

export function useComplain() {
  return useMutation({
    mutationFn: (body: { readonly about: ComplaintRow['about']; readonly text: string }) =>
      api.complaintMake({ body }),
    gcTime: 0,
  })
}

export function useFollow() {
  return useMutation({
    mutationFn: (comeBack: string) => api.complaintFollow({ body: { comeBack } }),
    gcTime: 0,
  })
}

export function useAddWord() {
  return useMutation({
    mutationFn: (body: { readonly comeBack: string; readonly text: string }) => api.complaintAdd({ body }),
    gcTime: 0,
  })
}
