import { infiniteQueryOptions, useMutation, useQueryClient } from '@tanstack/react-query'

import { api } from '../../api/api.ts'
import { paging } from '../../api/paging.ts'

export const peopleQuery = infiniteQueryOptions({
  queryKey: ['people'],
  queryFn: ({ pageParam }) => api.peopleList({ query: { cursor: pageParam } }),
  ...paging,
})

export function useProposeRole() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({
      person,
      role,
      reason,
    }: {
      readonly person: string
      readonly role: string
      readonly reason: string
    }) => api.roleGrantPropose({ params: { id: person }, body: { role, reason } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['people'] }),
  })
}

export function useApproveGrant() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => api.roleGrantApprove({ params: { id }, body: {} }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['people'] }),
  })
}

export function useRevokeGrant() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ id, reason }: { readonly id: string; readonly reason: string }) =>
      api.roleGrantRevoke({ params: { id }, body: { reason } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['people'] }),
  })
}
