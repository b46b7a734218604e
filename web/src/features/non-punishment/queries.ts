import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'

import { api } from '../../api/api.ts'
import { paging } from '../../api/paging.ts'
import { workQuery } from '../../api/work.ts'
import type { PunishmentList } from '../../api/wire.ts'
import type { FindingsUrl } from './findings-url.ts'

export type FindingsAsk = Pick<FindingsUrl, 'punishment' | 'state' | 'only'>

export const findingsQuery = (ask: FindingsAsk) =>
  infiniteQueryOptions({
    queryKey: ['findings', ask],
    queryFn: ({ pageParam }) => api.punishmentList({ query: { ...ask, limit: 50, cursor: pageParam } }),
    ...paging,
    staleTime: 0,
    placeholderData: (before) => before,
  })

export const findingQuery = (id: string) =>
  queryOptions({
    queryKey: ['finding', id],
    queryFn: () => api.punishmentRead({ params: { id } }),
    staleTime: 0,
  })

export const offencesQuery = queryOptions({
  queryKey: ['offences'],
  queryFn: () => api.punishmentOffences({}),
})

export const figuresQuery = queryOptions({
  queryKey: ['punishment-figures'],
  queryFn: () => api.punishmentFigures({}),
  staleTime: 0,
})

type Act =
  | 'punishmentOffence'
  | 'punishmentAssess'
  | 'punishmentSecond'
  | 'punishmentOutcome'
  | 'punishmentFollow'
  | 'punishmentAsk'

/** One act about a finding. The id is the device's: sent again after silence it is done once. */
export function useFindingAct(name: Act, params: { readonly id: string; readonly offence?: string }) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: object) => api[name]({ params, body: { id: crypto.randomUUID(), ...body } }),
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['finding', params.id] }),
        queries.invalidateQueries({ queryKey: ['findings'] }),
        queries.invalidateQueries({ queryKey: workQuery.queryKey }),
      ]),
  })
}

/** What was sealed stands in no cache: it is gone with the screen that shows it. */
export function useOpenFinding(id: string) {
  return useMutation({
    mutationFn: (reason: string) => api.punishmentOpen({ params: { id }, body: { reason } }),
    gcTime: 0,
  })
}

export function useTakeList() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: PunishmentList) => api.punishmentListTake({ body }),
    gcTime: 0,
    onSuccess: () => queries.invalidateQueries({ queryKey: ['findings'] }),
  })
}
