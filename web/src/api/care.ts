import { infiniteQueryOptions, queryOptions, useQueryClient } from '@tanstack/react-query'

import { api } from './api.ts'
import { paging } from './paging.ts'

/** One person in care, by the code. */
export const protectedQuery = (code: string) =>
  queryOptions({
    queryKey: ['protected', code],
    queryFn: () => api.protectedRead({ params: { code } }),
    staleTime: 0,
  })

/** Boards, newest first. */
export const arrivalsQuery = queryOptions({
  queryKey: ['arrivals'],
  queryFn: () => api.arrivalList({}),
  staleTime: 0,
})

/** What a person agreed to. */
export const consentQuery = (code: string) =>
  queryOptions({
    queryKey: ['consent', code],
    queryFn: () => api.consentRead({ params: { code } }),
    staleTime: 0,
  })

export const interviewsQuery = (code: string) =>
  queryOptions({
    queryKey: ['interviews', code],
    queryFn: () => api.interviewList({ params: { code } }),
    staleTime: 0,
  })

export const interviewQuery = (id: string) =>
  queryOptions({
    queryKey: ['interview', id],
    queryFn: () => api.interviewRead({ params: { id } }),
    staleTime: 0,
  })

/** What the sets say of the answers; only once the interviewer has said what they think. */
export const resultQuery = (id: string) =>
  queryOptions({
    queryKey: ['interview', id, 'result'],
    queryFn: () => api.interviewResult({ params: { id } }),
    staleTime: 0,
  })

/** Words change with a release, and are signed now and then: asked for again after so long. */
const wordsMs = 300_000

export const setsQuery = queryOptions({
  queryKey: ['indicator-sets'],
  queryFn: () => api.indicatorSets({}),
  staleTime: wordsMs,
})

/** What is read out beside the questions: safety, agreement, arrival, answers. */
export const aloudQuery = queryOptions({
  queryKey: ['aloud'],
  queryFn: () => api.wordsAloud({}),
  staleTime: wordsMs,
})

export const determinationsQuery = (code: string) =>
  queryOptions({
    queryKey: ['determinations', code],
    queryFn: () => api.determinationList({ params: { code } }),
    staleTime: 0,
  })

export const determinationQuery = (id: string) =>
  queryOptions({
    queryKey: ['determination', id],
    queryFn: () => api.determinationRead({ params: { id } }),
    staleTime: 0,
  })

export const sittingsQuery = (state: 'open' | 'untold' | 'told') =>
  infiniteQueryOptions({
    queryKey: ['determinations', 'sittings', state],
    queryFn: ({ pageParam }) => api.determinationSittings({ query: { state, limit: 50, cursor: pageParam } }),
    ...paging,
    staleTime: 0,
  })

/** An act about somebody in care shows in the person, the ledger, the conversations, the panels and in My work. */
export function useAskCareAgain(): () => Promise<unknown> {
  const queries = useQueryClient()
  return () =>
    Promise.all(
      ['protected', 'consent', 'interviews', 'interview', 'determinations', 'determination', 'work'].map(
        (first) => queries.invalidateQueries({ queryKey: [first] }),
      ),
    )
}
