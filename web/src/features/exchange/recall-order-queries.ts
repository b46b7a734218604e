import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'

import { api } from '../../api/api.ts'
import { problemOf } from '../../api/problem.ts'
import type { RecallOrderDraft, RecallOrderView } from '../../api/wire.ts'

/** What would be taken back, asked when the dialog opens and again whenever it was another meanwhile. */
export const recallPreviewQuery = (of: RecallOrderDraft, opened: boolean) =>
  queryOptions({
    queryKey: ['recall-preview', of],
    queryFn: () => api.recallOrderPreview({ body: of }),
    enabled: opened,
    staleTime: 0,
  })

function isRunning({ unconfirmed, unreported, incomplete }: RecallOrderView): boolean {
  return unconfirmed + unreported + incomplete > 0
}

/** Acts that took many back; looked at often while one is on its way. */
export const recallOrdersQuery = queryOptions({
  queryKey: ['recall-orders'],
  queryFn: () => api.recallOrderList({}),
  refetchInterval: (query) =>
    query.state.data?.items.some(isRunning) === true && query.state.dataUpdateCount < 60 ? 2_000 : 60_000,
})

export function useRecallAll(of: RecallOrderDraft) {
  const queries = useQueryClient()
  const askAnew = (): Promise<unknown> =>
    Promise.all(
      ['recall-orders', 'recall-preview', 'recalls', 'releases', 'release', 'agreements', 'work'].map(
        (name) => queries.invalidateQueries({ queryKey: [name] }),
      ),
    )
  return useMutation({
    mutationFn: ({ count, reason }: { readonly count: number; readonly reason: string }) =>
      api.recallOrderMake({ body: { ...of, count, reason } }),
    onSuccess: askAnew,
    onError: (error) => (problemOf(error).status === 412 ? askAnew() : undefined),
  })
}
