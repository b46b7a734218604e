import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'

import { api } from '../../api/api.ts'
import { paging } from '../../api/paging.ts'
import type { ArrivalAct, ArrivalListFile, PersonIdentity } from '../../api/wire.ts'
import type { ArrivalUrl } from './protection-url.ts'

/** How often a board asks whether anything has changed. */
const boardEveryMs = 4000

/** One board, asked again and again while it is looked at: the queue is asked anew only when `changedAt` moves. */
export const arrivalQuery = (id: string) =>
  queryOptions({
    queryKey: ['arrival', id],
    queryFn: () => api.arrivalRead({ params: { id } }),
    staleTime: 0,
    refetchInterval: boardEveryMs,
  })

export type QueueAsk = Pick<ArrivalUrl, 'turn' | 'language' | 'interview' | 'conflict' | 'order'>

export const queueQuery = (arrival: string, ask: QueueAsk, changedAt: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['queue', arrival, ask, changedAt],
    queryFn: ({ pageParam }) =>
      api.protectedList({ query: { arrival, ...ask, limit: 50, cursor: pageParam } }),
    ...paging,
    staleTime: 0,
    placeholderData: (before) => before,
  })

export const reflectionQuery = (code: string) =>
  queryOptions({
    queryKey: ['reflection', code],
    queryFn: () => api.reflectionRead({ params: { code } }),
    staleTime: 0,
  })

export const punishmentsQuery = (code: string) =>
  queryOptions({
    queryKey: ['punishments', code],
    queryFn: () => api.punishmentOf({ params: { code } }),
    staleTime: 0,
  })

/** That a person is punished, as those who care know it. */
export function useReportPunishment(code: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: object) =>
      api.punishmentReport({ params: { code }, body: { id: crypto.randomUUID(), ...body } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['punishments', code] }),
  })
}

/** Everything that a change at a board shows in. */
function useAskAgain(): () => Promise<unknown> {
  const queries = useQueryClient()
  return () =>
    Promise.all(
      ['arrivals', 'arrival', 'protected'].map((first) => queries.invalidateQueries({ queryKey: [first] })),
    )
}

export interface NewBoard {
  readonly site: string
  readonly expected?: number
  readonly organisations: readonly string[]
}

export function useMakeArrival() {
  const onSuccess = useAskAgain()
  return useMutation({
    mutationFn: (board: NewBoard) =>
      api.arrivalMake({ body: { ...board, startedAt: new Date().toISOString() } }),
    onSuccess,
  })
}

export function useEndArrival(id: string) {
  const onSuccess = useAskAgain()
  return useMutation({ mutationFn: () => api.arrivalEnd({ params: { id } }), onSuccess })
}

export function useMakeCodes(id: string) {
  return useMutation({
    mutationFn: (count: number) => api.arrivalCodes({ params: { id }, body: { count } }),
  })
}

/** One act of this hand. Sent again after silence it carries the same id and is done once. */
export function useAddAct(id: string) {
  const onSuccess = useAskAgain()
  return useMutation({
    mutationFn: (act: ArrivalAct) => api.arrivalAdd({ params: { id }, body: { acts: [act] } }),
    onSuccess,
  })
}

export function useSettle(code: string) {
  const onSuccess = useAskAgain()
  return useMutation({
    mutationFn: (body: { readonly seen: ArrivalAct['triage']; readonly settled: ArrivalAct['triage'] }) =>
      api.protectedSettle({ params: { code }, body }),
    onSuccess,
  })
}

export function useSeal(code: string) {
  const onSuccess = useAskAgain()
  return useMutation({
    mutationFn: (identity: PersonIdentity) => api.protectedIdentity({ params: { code }, body: { identity } }),
    onSuccess,
  })
}

/** Opened identities stand in no cache: they are gone with the screen that shows them. */
export function useOpenIdentity(code: string) {
  return useMutation({
    mutationFn: (reason: string) => api.protectedOpen({ params: { code }, body: { reason } }),
    gcTime: 0,
  })
}

export function usePreviewList(id: string) {
  return useMutation({
    mutationFn: (body: ArrivalListFile) => api.arrivalListPreview({ params: { id }, body }),
    gcTime: 0,
  })
}

export function useTakeList(id: string) {
  const onSuccess = useAskAgain()
  return useMutation({
    mutationFn: (body: ArrivalListFile) =>
      api.arrivalListTake({ params: { id }, body: { ...body, at: new Date().toISOString() } }),
    gcTime: 0,
    onSuccess,
  })
}
