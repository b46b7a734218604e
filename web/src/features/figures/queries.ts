import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'

import { api } from '../../api/api.ts'
import { paging } from '../../api/paging.ts'
import type { CaseFactsWrite, FigureAsk } from '../../api/wire.ts'
import { saveFile } from '../../ui/save-file.ts'

export const officesQuery = queryOptions({
  queryKey: ['figure-offices'],
  queryFn: () => api.figureOffices({}),
})

export type Asking = Pick<FigureAsk, 'figure' | 'since' | 'until' | 'audience'>

/** Counted anew each time it is looked at. */
export const previewQuery = (query: Asking) =>
  queryOptions({
    queryKey: ['figure-preview', query],
    queryFn: () => api.figurePreview({ query }),
    staleTime: 0,
    gcTime: 0,
  })

export interface AskedNumber extends Asking {
  readonly table: number
  readonly row?: number
  readonly column?: number
}

export const figurePeopleQuery = (query: AskedNumber) =>
  infiniteQueryOptions({
    queryKey: ['figure-people', query],
    queryFn: ({ pageParam }) => api.figurePeople({ query: { ...query, cursor: pageParam } }),
    ...paging,
    staleTime: 0,
    gcTime: 0,
  })

export const releasesQuery = infiniteQueryOptions({
  queryKey: ['figure-releases'],
  queryFn: ({ pageParam }) => api.figureReleaseList({ query: { cursor: pageParam } }),
  ...paging,
  staleTime: 0,
})

export const releaseQuery = (id: string) =>
  queryOptions({
    queryKey: ['figure-release', id],
    queryFn: () => api.figureReleaseRead({ params: { id } }),
    staleTime: 0,
  })

export function useAskRelease() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: FigureAsk & { readonly reason: string }) => api.figureAskRelease({ body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['figure-releases'] }),
  })
}

export type FigureAct = 'figureReleaseAgree' | 'figureReleaseRefuse' | 'figureReleaseWithdraw'

export function useDecideFigure(id: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ act, reason }: { readonly act: FigureAct; readonly reason: string }) =>
      api[act]({ params: { id }, body: { reason } }),
    onSuccess: () =>
      Promise.all(
        ['figure-releases', 'figure-release'].map((first) =>
          queries.invalidateQueries({ queryKey: [first] }),
        ),
      ),
  })
}

export function useTakeFigure(id: string) {
  return useMutation({
    mutationFn: (format: 'csv' | 'xlsx') => api.figureReleaseFile({ params: { id }, query: { format } }),
    onSuccess: saveFile,
  })
}

export const caseFactsQuery = (code: string) =>
  queryOptions({
    queryKey: ['case-facts', code],
    queryFn: () => api.caseFactsRead({ params: { code } }),
    staleTime: 0,
  })

export function useWriteCaseFacts(code: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: CaseFactsWrite) => api.caseFactsWrite({ params: { code }, body }),
    onSuccess: (view) => queries.setQueryData(['case-facts', code], view),
  })
}
