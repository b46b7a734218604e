import { infiniteQueryOptions, useMutation, useQueryClient } from '@tanstack/react-query'

import { api } from '../../api/api.ts'
import { paging } from '../../api/paging.ts'
import type { MakeFeed } from '../../api/wire.ts'

/** Pulls go by the clock, so a list on the screen is asked for again now and then. */
export const feedsQuery = infiniteQueryOptions({
  queryKey: ['feeds'],
  queryFn: ({ pageParam }) => api.feedList({ query: { cursor: pageParam } }),
  ...paging,
  refetchInterval: 5_000,
})

function useAskAgain(): () => Promise<unknown> {
  const queries = useQueryClient()
  return () => queries.invalidateQueries({ queryKey: feedsQuery.queryKey })
}

export function useMakeFeed() {
  const onSuccess = useAskAgain()
  return useMutation({ mutationFn: (body: MakeFeed) => api.feedMake({ body }), onSuccess })
}

export type FeedAct = 'run' | 'pause' | 'resume'

const routes = { run: api.feedRun, pause: api.feedPause, resume: api.feedResume } as const

export function useChangeFeed() {
  const onSuccess = useAskAgain()
  return useMutation({
    mutationFn: ({ id, act }: { readonly id: string; readonly act: FeedAct }) =>
      routes[act]({ params: { id }, body: {} }),
    onSuccess,
  })
}
