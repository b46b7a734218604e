import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'

import { api } from '../../api/api.ts'
import { paging } from '../../api/paging.ts'
import type { CaseRelease, CaseReleaseAsk } from '../../api/wire.ts'
import { saveFile } from '../../ui/save-file.ts'

export const caseOfficesQuery = queryOptions({
  queryKey: ['case-offices'],
  queryFn: () => api.caseReleaseOffices({}),
})

export type AskedCases = Pick<CaseReleaseAsk, 'recipient' | 'purpose' | 'withIdentity'> & {
  readonly code?: string
  readonly since?: string
  readonly until?: string
}

/** Asked anew each time it is looked at: a consent may be taken back at any moment. */
export const casePreviewQuery = (query: AskedCases) =>
  queryOptions({
    queryKey: ['case-preview', query],
    queryFn: () => api.caseReleasePreview({ query: { ...query, withIdentity: String(query.withIdentity) } }),
    staleTime: 0,
    gcTime: 0,
  })

export const caseReleasesQuery = infiniteQueryOptions({
  queryKey: ['case-releases'],
  queryFn: ({ pageParam }) => api.caseReleaseList({ query: { cursor: pageParam } }),
  ...paging,
  staleTime: 0,
})

export const caseReleaseQuery = (id: string) =>
  queryOptions({
    queryKey: ['case-release', id],
    queryFn: () => api.caseReleaseRead({ params: { id } }),
    staleTime: 0,
  })

export function useCheckFile(board: string) {
  return useMutation({
    mutationFn: (content: string) => api.caseFileCheck({ params: { id: board }, body: { content } }),
    gcTime: 0,
  })
}

export function useTakeFile(board: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (content: string) => api.caseFileTake({ params: { id: board }, body: { content } }),
    gcTime: 0,
    onSuccess: () =>
      Promise.all(
        ['arrivals', 'arrival', 'protected'].map((first) => queries.invalidateQueries({ queryKey: [first] })),
      ),
  })
}

export function useAskCases() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: CaseReleaseAsk) => api.caseReleaseAsk({ body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['case-releases'] }),
  })
}

export type CaseDecision = 'caseReleaseAgree' | 'caseReleaseRefuse'

export function useDecideCases(id: string) {
  const keep = useKeep(id)
  return useMutation({
    mutationFn: ({ act, reason }: { readonly act: CaseDecision; readonly reason: string }) =>
      api[act]({ params: { id }, body: { reason } }),
    onSuccess: keep,
  })
}

export function useTellRecipient(id: string) {
  const keep = useKeep(id)
  return useMutation({
    mutationFn: (way: NonNullable<CaseRelease['people'][number]['toldWay']>) =>
      api.caseReleaseTold({ params: { id }, body: { way } }),
    onSuccess: keep,
  })
}

export function useTakeCases(id: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (format: 'csv' | 'json') => api.caseReleaseFile({ params: { id }, body: { format } }),
    onSuccess: (file) => {
      saveFile(file)
      return queries.invalidateQueries({ queryKey: ['case-release', id] })
    },
  })
}

function useKeep(id: string) {
  const queries = useQueryClient()
  return (release: CaseRelease) => {
    queries.setQueryData(['case-release', id], release)
    void queries.invalidateQueries({ queryKey: ['case-releases'] })
  }
}
