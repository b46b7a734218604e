import type { ActOnLead, AnswerAsk } from '@shield/contract'
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'

import { api } from '../../api/api.ts'
import { paging } from '../../api/paging.ts'
import { workQuery } from '../../api/work.ts'
import type { LeadsUrl } from './leads-url.ts'

/** Asked again every quarter of a minute: a lead should be seen soon after it is found. */
export const leadsQuery = ({ rule, state, watch, mine, from, until }: LeadsUrl) =>
  infiniteQueryOptions({
    queryKey: ['leads', { rule, state, watch, mine, from, until }],
    queryFn: ({ pageParam }) =>
      api.leadList({
        query: {
          ...{ rule, watch, from, until, cursor: pageParam },
          state: state === 'all' ? undefined : (state ?? 'open'),
          mine: mine === undefined ? undefined : 'true',
        },
      }),
    refetchInterval: 15_000,
    ...paging,
  })

export const leadQuery = (id: string) =>
  queryOptions({ queryKey: ['lead', id], queryFn: () => api.leadRead({ params: { id } }) })

export const colleaguesQuery = (id: string) =>
  queryOptions({
    queryKey: ['lead', id, 'colleagues'],
    queryFn: () => api.leadColleagues({ params: { id } }),
  })

export const watchesQuery = queryOptions({ queryKey: ['watches'], queryFn: () => api.watchList({}) })

export const precisionQuery = queryOptions({
  queryKey: ['leads', 'precision'],
  queryFn: () => api.leadPrecision({}),
})

export const ticketsQuery = queryOptions({ queryKey: ['tickets'], queryFn: () => api.ticketList({}) })

/** What an act on leads, watches and tickets makes old. */
function useAskAgain(): () => Promise<unknown> {
  const queries = useQueryClient()
  return () =>
    Promise.all(
      [['leads'], ['lead'], ['watches'], ['tickets'], workQuery.queryKey].map((queryKey) =>
        queries.invalidateQueries({ queryKey }),
      ),
    )
}

export function useActOnLead() {
  const onSettled = useAskAgain()
  return useMutation({
    mutationFn: ({ id, ...body }: ActOnLead & { readonly id: string }) =>
      api.leadAct({ params: { id }, body }),
    onSettled,
  })
}

export function useAssignLead() {
  const onSettled = useAskAgain()
  return useMutation({
    mutationFn: ({ id, person }: { readonly id: string; readonly person: string }) =>
      api.leadAssign({ params: { id }, body: { person } }),
    onSettled,
  })
}

export function useChangeWatch() {
  const onSettled = useAskAgain()
  return useMutation({
    mutationFn: ({ id, act }: { readonly id: string; readonly act: 'pause' | 'resume' | 'end' }) => {
      const call = { pause: api.watchPause, resume: api.watchResume, end: api.watchEnd }[act]
      return call({ params: { id }, body: {} })
    },
    onSettled,
  })
}

export function useAskAbout() {
  const onSettled = useAskAgain()
  return useMutation({
    mutationFn: ({ id, reason }: { readonly id: string; readonly reason: string }) =>
      api.ticketAsk({ params: { id }, body: { reason } }),
    onSettled,
  })
}

export function useAnswerAsk() {
  const onSettled = useAskAgain()
  return useMutation({
    mutationFn: ({ id, ...body }: AnswerAsk & { readonly id: string }) =>
      api.ticketAnswer({ params: { id }, body }),
    onSettled,
  })
}
