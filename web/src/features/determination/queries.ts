import { useMutation } from '@tanstack/react-query'

import { api } from '../../api/api.ts'
import { useAskCareAgain } from '../../api/care.ts'
import type { Outcome, Vote } from './words.ts'

interface Panel {
  readonly id: string
  readonly organisations: readonly string[]
}

export function useCallPanel(code: string) {
  const onSuccess = useAskCareAgain()
  return useMutation({
    mutationFn: (body: Panel) => api.determinationOpen({ params: { code }, body }),
    onSuccess,
  })
}

export function useReview(id: string) {
  const onSuccess = useAskCareAgain()
  return useMutation({
    mutationFn: (body: Panel) => api.determinationReview({ params: { id }, body }),
    onSuccess,
  })
}

export function useVote(id: string) {
  const onSuccess = useAskCareAgain()
  return useMutation({
    mutationFn: (body: { readonly id: string; readonly vote: Vote; readonly reason: string }) =>
      api.determinationVote({ params: { id }, body }),
    onSuccess,
  })
}

export function useDecide(id: string) {
  const onSuccess = useAskCareAgain()
  return useMutation({
    mutationFn: (body: {
      readonly outcome: Outcome
      readonly reasons: string
      readonly legalBasis: string
    }) => api.determinationDecide({ params: { id }, body }),
    onSuccess,
  })
}

export function useTell(id: string) {
  const onSuccess = useAskCareAgain()
  return useMutation({
    mutationFn: (language: string) =>
      api.determinationTell({ params: { id }, body: { language, toldOfReview: true } }),
    onSuccess,
  })
}

/** Opened reasons stand in no cache: they are gone with the screen that shows them. */
export function useReasons(id: string) {
  return useMutation({
    mutationFn: (reason: string) => api.determinationReasons({ params: { id }, body: { reason } }),
    gcTime: 0,
  })
}
