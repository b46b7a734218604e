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
import type {
  PermissionAnswer,
  ReleaseAmend,
  ReleaseAmendDraft,
  ReleaseAnswer,
  ReleaseCreate,
  ReleaseDraft,
  ReleasePreview,
  ReleaseView,
} from '../../api/wire.ts'
import type { ExchangeUrl } from './exchange-url.ts'

type Refused = ReleasePreview['refused']

const moving: readonly ReleaseView['state'][] = ['approved', 'sent', 'recalling']

/** Something of it is on its way, or a partner's word on it is. */
function isMoving({ state, amendments, recalledAt, report, receipts, direction }: ReleaseView): boolean {
  return (
    moving.includes(state) ||
    amendments.some((one) => one.state === 'sent' || one.state === 'accepted') ||
    (direction === 'out' && recalledAt !== undefined && receipts.length > 0 && report?.complete !== true)
  )
}

/** How long until a moving release is looked at again: often while somebody waits for it, seldom when the partner stays silent. */
function pace(isMoving: boolean, times: number): number | false {
  if (!isMoving) return false
  return times < 30 ? 2_000 : 30_000
}

/** What of the address narrows a list of releases. */
export function narrowingOf({ state, peer, flow, since, before, agreement, exceeding }: ExchangeUrl) {
  return { state, peer, flow, since, before, agreement, exceeding: exceeding ? 'true' : undefined }
}

export const releasesQuery = (direction: 'out' | 'in', narrowing: ReturnType<typeof narrowingOf>) =>
  infiniteQueryOptions({
    queryKey: ['releases', direction, narrowing],
    queryFn: ({ pageParam }) => api.releaseList({ query: { direction, ...narrowing, cursor: pageParam } }),
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
    // What was received may be taken back while somebody looks at it: within a minute it is off the screen too.
    refetchInterval: (query) =>
      query.state.data?.direction === 'in' && query.state.data.state !== 'recalled'
        ? 30_000
        : pace(query.state.data !== undefined && isMoving(query.state.data), query.state.dataUpdateCount),
  })

/** The profile a release is made of; read like on its own screen. */
export const profileQuery = (id: string) =>
  queryOptions({ queryKey: ['entity', id, 'to-release'], queryFn: () => api.entityRead({ params: { id } }) })

/** Exactly what the partner would see of the chosen statements. */
export const previewQuery = (draft: ReleaseDraft) =>
  queryOptions({
    queryKey: ['release-preview', draft],
    queryFn: () => api.releasePreview({ body: draft }),
    enabled: draft.entities.length > 0,
    placeholderData: keepPreviousData,
    staleTime: 0,
  })

const mostAtOnce = 1000

/** Of all statements of a profile, those that can't go, each with the reason: asked before anything is chosen, once it is clear what for. */
export const refusedQuery = (draft: ReleaseDraft | undefined) =>
  queryOptions({
    queryKey: ['release-refused', draft],
    queryFn: draft === undefined ? skipToken : () => askRefused(draft),
  })

async function askRefused(draft: ReleaseDraft): Promise<Refused> {
  const parts: Refused[] = []
  const pairs = draft.entities.flatMap(({ entity, statements }) =>
    statements.map((statement) => ({ entity, statement })),
  )
  for (let at = 0; at < pairs.length; at += mostAtOnce) {
    const some = Map.groupBy(pairs.slice(at, at + mostAtOnce), (one) => one.entity)
    const entities = [...some].map(([entity, all]) => ({
      entity,
      statements: all.map((one) => one.statement),
    }))
    parts.push((await api.releasePreview({ body: { ...draft, entities } })).refused)
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

/** What a newer version that holds this would change. */
export const amendPreviewQuery = (id: string, body: ReleaseAmendDraft) =>
  queryOptions({
    queryKey: ['amend-preview', id, body],
    queryFn: () => api.releaseAmendPreview({ params: { id }, body }),
    enabled: body.entities.length > 0,
    placeholderData: keepPreviousData,
    staleTime: 0,
    retry: false,
  })

export function useAmendRelease() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ id, body }: { readonly id: string; readonly body: ReleaseAmend }) =>
      api.releaseAmend({ params: { id }, body }),
    onSuccess: (release) => {
      queries.setQueryData(releaseQuery(release.id).queryKey, release)
      return queries.invalidateQueries({ queryKey: ['releases'] })
    },
  })
}

/** Recalls of ours that have not come to their end; looked at again while there are any. */
export const recallsQuery = queryOptions({
  queryKey: ['recalls'],
  queryFn: () => api.recallList({}),
  refetchInterval: (query) => pace((query.state.data?.items.length ?? 0) > 0, query.state.dataUpdateCount),
})

export function useRecallAgain() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => api.recallAgain({ params: { id } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['recalls'] }),
  })
}

/** What originators are asked, of us and by us. */
export const permissionsQuery = queryOptions({
  queryKey: ['permissions'],
  queryFn: () => api.permissionList({}),
  refetchInterval: (query) =>
    pace(query.state.data?.items.some((one) => one.state === 'asked') ?? false, query.state.dataUpdateCount),
})

export function useAnswerPermission() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ id, body }: { readonly id: string; readonly body: PermissionAnswer }) =>
      api.permissionAnswer({ params: { id }, body }),
    onSuccess: ({ release }) =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['permissions'] }),
        queries.invalidateQueries({ queryKey: releaseQuery(release).queryKey }),
        queries.invalidateQueries({ queryKey: ['releases'] }),
        queries.invalidateQueries({ queryKey: ['work'] }),
      ]),
  })
}

/** Said once for each release, when a person opens what came in. */
export function useSeeRelease() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => api.releaseSeen({ params: { id } }),
    onSuccess: (release) => queries.setQueryData(releaseQuery(release.id).queryKey, release),
  })
}

export function useAnswerRelease() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ id, body }: { readonly id: string; readonly body: ReleaseAnswer }) =>
      api.releaseAnswer({ params: { id }, body }),
    onSuccess: (release) => {
      queries.setQueryData(releaseQuery(release.id).queryKey, release)
      return queries.invalidateQueries({ queryKey: ['releases'] })
    },
  })
}

/** Approve or recall: the answer is the release as it stands now. One that another person acted on meanwhile is read again. */
export function useReleaseAct(
  act: 'releaseApprove' | 'releaseRecall' | 'releaseAmendApprove' | 'releaseConsentEnded',
) {
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
