import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'

import { api } from '../../api/api.ts'
import type { EvacuationAsk, EvacuationView } from '../../api/wire.ts'

const isGoingOn = (view: EvacuationView | undefined): boolean =>
  view?.items.some(({ state }) => ['asked', 'agreed', 'under-way'].includes(state)) ?? false

const everyMs = 5000

/** While something is to happen the screen looks again by itself. */
export const evacuationsQuery = queryOptions({
  queryKey: ['evacuations'],
  queryFn: () => api.evacuationList({}),
  staleTime: 0,
  refetchInterval: ({ state }) => (isGoingOn(state.data) ? everyMs : false),
})

function useAct<T>(act: (input: T) => Promise<unknown>) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: act,
    onSettled: () => queries.invalidateQueries({ queryKey: evacuationsQuery.queryKey }),
  })
}

export const useAsk = () => useAct((body: EvacuationAsk) => api.evacuationAsk({ body }))
export const useAgree = () => useAct((id: string) => api.evacuationAgree({ params: { id } }))
export const useWithdraw = () => useAct((id: string) => api.evacuationWithdraw({ params: { id } }))

/** The code stands in no cache. */
export function useEnvelope() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => api.evacuationEnvelope({ body: {} }),
    gcTime: 0,
    onSettled: () => queries.invalidateQueries({ queryKey: evacuationsQuery.queryKey }),
  })
}
