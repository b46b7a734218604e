import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'

import { api } from '../../api/api.ts'
import { workQuery } from '../../api/work.ts'
import type { Correction, SubjectFile } from '../../api/wire.ts'

export const fileQuery = (code: string) =>
  queryOptions({
    queryKey: ['subject', code],
    queryFn: () => api.subjectFile({ params: { code } }),
    staleTime: 0,
  })

/** Each act answers with the whole file as it is then. */
function useFile(code: string): (file: SubjectFile) => void {
  const queries = useQueryClient()
  return (file) => {
    queries.setQueryData(fileQuery(code).queryKey, file)
    void queries.invalidateQueries({ queryKey: workQuery.queryKey })
  }
}

export interface NewCorrection {
  readonly id: string
  readonly about: Correction['about']
  readonly words: string
  readonly language: string
}

export function useMakeCorrection(code: string) {
  return useMutation({
    mutationFn: (body: NewCorrection) => api.correctionMake({ params: { code }, body }),
    onSuccess: useFile(code),
  })
}

export function useDecideCorrection(code: string) {
  return useMutation({
    mutationFn: ({
      id,
      ...body
    }: {
      readonly id: string
      readonly outcome: NonNullable<Correction['outcome']>
      readonly reason: string
    }) => api.correctionDecide({ params: { id }, body }),
    onSuccess: useFile(code),
  })
}

export function useTellCorrection(code: string) {
  return useMutation({
    mutationFn: ({ id, language }: { readonly id: string; readonly language: string }) =>
      api.correctionTell({ params: { id }, body: { language } }),
    onSuccess: useFile(code),
  })
}

/** Opened words stand in no cache. */
export function useCorrectionWords() {
  return useMutation({
    mutationFn: ({ id, reason }: { readonly id: string; readonly reason: string }) =>
      api.correctionWords({ params: { id }, body: { reason } }),
    gcTime: 0,
  })
}

export function usePrintFile(code: string) {
  return useMutation({
    mutationFn: (body: { readonly language: string; readonly reason: string }) =>
      api.subjectPrint({ params: { code }, body }),
    gcTime: 0,
  })
}

export function useGiveFile(code: string) {
  return useMutation({
    mutationFn: (body: {
      readonly id: string
      readonly language: string
      readonly way: 'paper' | 'read-out'
    }) => api.subjectGive({ params: { code }, body }),
    onSuccess: useFile(code),
  })
}
