import { infiniteQueryOptions, useMutation, useQueryClient } from '@tanstack/react-query'

import { api } from '../../api/api.ts'
import { paging } from '../../api/paging.ts'
import { workQuery } from '../../api/work.ts'

export const peopleQuery = infiniteQueryOptions({
  queryKey: ['people'],
  queryFn: ({ pageParam }) => api.peopleList({ query: { cursor: pageParam } }),
  ...paging,
})

/** The people anew, and what waits for whom. */
function useAskAgain(): () => Promise<unknown> {
  const queries = useQueryClient()
  return () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: peopleQuery.queryKey }),
      queries.invalidateQueries({ queryKey: workQuery.queryKey }),
    ])
}

export function useProposeRole() {
  const onSuccess = useAskAgain()
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
    onSuccess,
  })
}

export function useApproveGrant() {
  const onSuccess = useAskAgain()
  return useMutation({
    mutationFn: (id: string) => api.roleGrantApprove({ params: { id }, body: {} }),
    onSuccess,
  })
}

export function useRevokeGrant() {
  const onSuccess = useAskAgain()
  return useMutation({
    mutationFn: ({ id, reason }: { readonly id: string; readonly reason: string }) =>
      api.roleGrantRevoke({ params: { id }, body: { reason } }),
    onSuccess,
  })
}
