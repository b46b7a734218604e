import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  skipToken,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'

import { api } from '../../api/api.ts'
import { paging } from '../../api/paging.ts'
import { problemOf } from '../../api/problem.ts'
import type { ReleaseCreate, ReleaseDraft, ReleasePreview, ReleaseView } from '../../api/wire.ts'
import type { ExchangeUrl } from './exchange-url.ts'

type Refused = ReleasePreview['refused']

const moving: readonly ReleaseView['state'][] = ['approved', 'sent', 'recalling']

/** How long until a moving release is looked at again: often while somebody waits for it, seldom when the partner stays silent. */
function pace(isMoving: boolean, times: number): number | false {
  if (!isMoving) return false
  return times < 30 ? 2_000 : 30_000
}

export const releasesQuery = (direction: 'out' | 'in', state: ExchangeUrl['state']) =>
  infiniteQueryOptions({
    queryKey: ['releases', direction, state],
    queryFn: ({ pageParam }) => api.releaseList({ query: { direction, state, cursor: pageParam } }),
    ...paging,
    refetchInterval: (query) =>
      pace(
        query.state.data?.pages.some((page) => page.items.some((one) => moving.includes(one.state))) ?? false,
        query.state.dataUpdateCount,
      ),
  })

export const releaseQuery = (id: string) =>
  queryOptions({
    queryKey: ['release', id],
    queryFn: () => api.releaseRead({ params: { id } }),
    refetchInterval: (query) =>
      pace(
        query.state.data !== undefined && moving.includes(query.state.data.state),
        query.state.dataUpdateCount,
      ),
  })

/** The profile a release is made of; read like on its own screen. */
export const profileQuery = (id: string) =>
  queryOptions({ queryKey: ['entity', id, 'to-release'], queryFn: () => api.entityRead({ params: { id } }) })

/** Exactly what the partner would see of the chosen statements. */
export const previewQuery = (draft: ReleaseDraft) =>
  queryOptions({
    queryKey: ['release-preview', draft],
    queryFn: () => api.releasePreview({ body: draft }),
    enabled: draft.statements.length > 0,
    placeholderData: keepPreviousData,
    staleTime: 0,
  })

export const mostAtOnce = 1000

/** Of all statements of a profile, those that can't go, each with the reason: asked before anything is chosen, once it is clear what for. */
export const refusedQuery = (draft: ReleaseDraft | undefined) =>
  queryOptions({
    queryKey: ['release-refused', draft],
    queryFn: draft === undefined ? skipToken : () => askRefused(draft),
  })

async function askRefused(draft: ReleaseDraft): Promise<Refused> {
  const parts: Refused[] = []
  for (let at = 0; at < draft.statements.length; at += mostAtOnce) {
    const statements = draft.statements.slice(at, at + mostAtOnce)
    parts.push((await api.releasePreview({ body: { ...draft, statements } })).refused)
  }
  return parts.flat()
}

export function useCreateRelease() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: ReleaseCreate) => api.releaseCreate({ body }),
    onSuccess: (release) => {
      queries.setQueryData(releaseQuery(release.id).queryKey, release)
      return Promise.all([
        queries.invalidateQueries({ queryKey: ['releases'] }),
        queries.invalidateQueries({ queryKey: ['work'] }),
      ])
    },
  })
}

/** Approve or recall: the answer is the release as it stands now. One that another person acted on meanwhile is read again. */
export function useReleaseAct(act: 'releaseApprove' | 'releaseRecall') {
  const queries = useQueryClient()
  const again = (id: string): Promise<unknown> =>
    Promise.all([
      queries.invalidateQueries({ queryKey: ['release', id] }),
      queries.invalidateQueries({ queryKey: ['releases'] }),
      queries.invalidateQueries({ queryKey: ['work'] }),
    ])
  return useMutation({
    mutationFn: ({ id, reason }: { readonly id: string; readonly reason: string }) =>
      api[act]({ params: { id }, body: { reason } }),
    onSuccess: (release) => {
      queries.setQueryData(releaseQuery(release.id).queryKey, release)
      return again(release.id)
    },
    onError: (error, { id }) => (problemOf(error).status === 409 ? again(id) : undefined),
  })
}
