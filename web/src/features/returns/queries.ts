import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { GateName, ReturnOutcome, TrackName } from '@shield/core'

import { api } from '../../api/api.ts'
import { paging } from '../../api/paging.ts'
import type { MakeBatch, MoveReturn, ReturnReceipt, ReturnView } from '../../api/wire.ts'
import type { ReturnsUrl } from './returns-url.ts'

export const boardQuery = queryOptions({
  queryKey: ['returns', 'board'],
  queryFn: () => api.returnBoard({}),
  staleTime: 0,
})

export const returnsQuery = (ask: ReturnsUrl) =>
  infiniteQueryOptions({
    queryKey: ['returns', 'list', ask],
    queryFn: ({ pageParam }) => api.returnList({ query: { ...ask, limit: 50, cursor: pageParam } }),
    ...paging,
    staleTime: 0,
    placeholderData: (before) => before,
  })

export const returnQuery = (id: string) =>
  queryOptions({
    queryKey: ['returns', 'one', id],
    queryFn: () => api.returnRead({ params: { id } }),
    staleTime: 0,
  })

export const journeysQuery = infiniteQueryOptions({
  queryKey: ['returns', 'journeys'],
  queryFn: ({ pageParam }) => api.batchList({ query: { limit: 50, cursor: pageParam } }),
  ...paging,
  staleTime: 0,
})

export const journeyQuery = (id: string) =>
  queryOptions({
    queryKey: ['returns', 'journey', id],
    queryFn: () => api.batchRead({ params: { id } }),
    staleTime: 0,
  })

export const mattersQuery = infiniteQueryOptions({
  queryKey: ['consular'],
  queryFn: ({ pageParam }) => api.consularList({ query: { limit: 50, cursor: pageParam } }),
  ...paging,
  staleTime: 0,
})

/** What an act answers with stands at once; everything else of returns is asked anew. */
function useAnswered(id: string): (view: ReturnView) => void {
  const queries = useQueryClient()
  return (view) => {
    queries.setQueryData(returnQuery(id).queryKey, view)
    for (const part of ['board', 'list', 'journeys', 'journey'])
      void queries.invalidateQueries({ queryKey: ['returns', part] })
  }
}

/** `opened` first: with the list asked anew, what asked for it is no longer there to go on. */
export function useOpenReturn(code: string, opened: (id: string) => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (destination: string | undefined) =>
      api.returnOpen({
        params: { code },
        body: { id: crypto.randomUUID(), ...(destination === undefined ? {} : { destination }) },
      }),
    onSuccess: ({ id }) => {
      opened(id)
      return queries.invalidateQueries({ queryKey: ['returns'] })
    },
  })
}

export type Moving = Omit<MoveReturn, 'id'>

export function useMove(id: string) {
  const onSuccess = useAnswered(id)
  return useMutation({
    mutationFn: (move: Moving) =>
      api.returnMove({ params: { id }, body: { id: crypto.randomUUID(), ...move } }),
    onSuccess,
  })
}

export function useOwner(id: string) {
  const onSuccess = useAnswered(id)
  return useMutation({
    mutationFn: (body: { readonly track: TrackName; readonly organisation: string }) =>
      api.returnOwner({ params: { id }, body }),
    onSuccess,
  })
}

export function useAskOverride(id: string) {
  const onSuccess = useAnswered(id)
  return useMutation({
    mutationFn: (body: { readonly gate: GateName; readonly reason: string }) =>
      api.returnOverrideAsk({ params: { id }, body: { id: crypto.randomUUID(), ...body } }),
    onSuccess,
  })
}

export function useAnswerOverride(id: string) {
  const onSuccess = useAnswered(id)
  return useMutation({
    mutationFn: ({
      override,
      ...body
    }: {
      readonly override: string
      readonly agrees: boolean
      readonly reason: string
    }) => api.returnOverrideAnswer({ params: { id: override }, body }),
    onSuccess,
  })
}

export function useCheck(id: string) {
  const onSuccess = useAnswered(id)
  return useMutation({
    mutationFn: (reason: string) => api.returnCheck({ params: { id }, body: { reason } }),
    onSuccess,
  })
}

export function useAskEmbassy(id: string) {
  const onSuccess = useAnswered(id)
  return useMutation({
    mutationFn: (organisation: string) =>
      api.returnAskEmbassy({ params: { id }, body: { id: crypto.randomUUID(), organisation } }),
    onSuccess,
  })
}

export function useRelease(id: string) {
  const onSuccess = useAnswered(id)
  return useMutation({
    mutationFn: (items: ReturnReceipt['items']) =>
      api.returnRelease({ params: { id }, body: { id: crypto.randomUUID(), items } }),
    onSuccess,
  })
}

export interface Receiving {
  readonly receiver: string
  readonly digest: string
  readonly differs?: string
}

export function useReceive(id: string) {
  const onSuccess = useAnswered(id)
  return useMutation({
    mutationFn: (body: Receiving) => api.returnReceive({ params: { id }, body }),
    onSuccess,
    gcTime: 0,
  })
}

export type FollowOutcome = NonNullable<ReturnView['followUps'][number]['outcome']>

export function useFollow(id: string) {
  const onSuccess = useAnswered(id)
  return useMutation({
    mutationFn: (body: { readonly day: number; readonly outcome: FollowOutcome; readonly words?: string }) =>
      api.returnFollow({ params: { id }, body }),
    onSuccess,
  })
}

export function useEnd(id: string) {
  const onSuccess = useAnswered(id)
  return useMutation({
    mutationFn: (body: { readonly outcome: ReturnOutcome; readonly reason: string }) =>
      api.returnEnd({ params: { id }, body }),
    onSuccess,
  })
}

function useAskAgain(first: string): () => Promise<void> {
  const queries = useQueryClient()
  return () => queries.invalidateQueries({ queryKey: [first] })
}

export function useMakeJourney() {
  const onSuccess = useAskAgain('returns')
  return useMutation({ mutationFn: (body: MakeBatch) => api.batchMake({ body }), onSuccess })
}

export function useAddToJourney(id: string) {
  const onSuccess = useAskAgain('returns')
  return useMutation({
    mutationFn: (body: { readonly returns: string[]; readonly off?: boolean }) =>
      api.batchAdd({ params: { id }, body }),
    onSuccess,
  })
}

export function useDepart(id: string) {
  const onSuccess = useAskAgain('returns')
  return useMutation({ mutationFn: () => api.batchDepart({ params: { id }, body: {} }), onSuccess })
}

/** Names stand in no cache: they are gone with the sheet that shows them. */
export function useManifest(id: string) {
  return useMutation({
    mutationFn: (reason: string) => api.batchManifest({ params: { id }, body: { reason } }),
    gcTime: 0,
  })
}

export interface Answering {
  readonly id: string
  readonly track: 'nationality' | 'document'
  readonly was: string
  readonly to: string
  readonly facts: {
    readonly reference?: string
    readonly until?: string
    readonly document?: 'passport' | 'emergency' | 'laissez-passer'
  }
}

export function useAnswerMatter() {
  const onSuccess = useAskAgain('consular')
  return useMutation({
    mutationFn: ({ id, ...body }: Answering) =>
      api.consularAnswer({ params: { id }, body: { id: crypto.randomUUID(), ...body } }),
    onSuccess,
  })
}

export function useOpenMatter(id: string) {
  return useMutation({
    mutationFn: (reason: string) => api.consularOpen({ params: { id }, body: { reason } }),
    gcTime: 0,
  })
}

/** The identity on a form is the one the person's own screen opens, for a reason that is kept. */
export function useOpenForForm(code: string) {
  return useMutation({
    mutationFn: (reason: string) => api.protectedOpen({ params: { code }, body: { reason } }),
    gcTime: 0,
  })
}
