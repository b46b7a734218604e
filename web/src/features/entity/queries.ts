import type { MarkingDraft, MarkingTarget, MarkingWish } from '@shield/contract'
import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'

import { api } from '../../api/api.ts'
import { paging } from '../../api/paging.ts'

/** `past`: with what was stated once and taken back. The values shown stay while the others come. */
export const profileQuery = (id: string, past = false) =>
  queryOptions({
    queryKey: ['entity', id, { past }],
    queryFn: () => api.entityRead({ params: { id }, query: past ? { retracted: 'true' } : {} }),
    placeholderData: (shown) => (shown?.id === id ? shown : undefined),
  })

/** Releases by which partners hold values of it now. */
export const holdersQuery = (id: string) =>
  queryOptions({ queryKey: ['entity', id, 'holders'], queryFn: () => api.entityHolders({ params: { id } }) })

export const linksQuery = (id: string, kind: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['entity', id, 'links', kind],
    queryFn: ({ pageParam }) => {
      const [name, direction] = kind?.split('.') ?? []
      return api.entityLinks({ params: { id }, query: { kind: name, direction, cursor: pageParam } })
    },
    ...paging,
  })

/** Numbers that stand in other records too. */
export const sharedQuery = (id: string) =>
  queryOptions({
    queryKey: ['entity', id, 'shared'],
    queryFn: () => api.sharedRead({ params: { id } }),
  })

export const historyQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['entity', id, 'history'],
    queryFn: ({ pageParam }) => api.entityHistory({ params: { id }, query: { cursor: pageParam } }),
    ...paging,
  })

export const trailQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['entity', id, 'trail'],
    queryFn: ({ pageParam }) => api.entityTrail({ params: { id }, query: { cursor: pageParam } }),
    ...paging,
  })

/** A record is asked for once per look: opening it again from memory would hide a look from nobody. */
export const recordQuery = (id: string) =>
  queryOptions({
    queryKey: ['record', id],
    queryFn: () => api.recordRead({ params: { id } }),
    staleTime: Infinity,
  })

export const changesQuery = (entity: string) =>
  queryOptions({
    queryKey: ['entity', entity, 'changes'],
    queryFn: () => api.markingChangeList({ query: { entity } }),
  })

export const changeQuery = (id: string) =>
  queryOptions({
    queryKey: ['entity', 'change', id],
    queryFn: () => api.markingChangeRead({ params: { id } }),
  })

export const templatesQuery = queryOptions({
  queryKey: ['marking-templates'],
  queryFn: () => api.markingTemplates({}),
})

/** What a change of handling would do. Asked again with every part that is changed; the last answer stays meanwhile. */
export const previewQuery = (draft: MarkingDraft) =>
  queryOptions({
    queryKey: ['entity', 'handling', draft],
    queryFn: () => api.markingPreview({ body: draft }),
    placeholderData: keepPreviousData,
    retry: false,
  })

export function useChangeMarking() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: {
      readonly target: MarkingTarget
      readonly wish: MarkingWish
      readonly reason: string
    }) => api.markingChangeMake({ body }),
    onSuccess: () => forget(queries),
  })
}

export type ChangeAct = 'markingChangeApprove' | 'markingChangeRefuse' | 'markingChangeWithdraw'

export function useDecideChange(id: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ act, reason }: { readonly act: ChangeAct; readonly reason: string }) =>
      api[act]({ params: { id }, body: { reason } }),
    onSuccess: () => forget(queries),
  })
}

export function useWithdrawJudgement() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ id, reason }: { readonly id: string; readonly reason: string }) =>
      api.judgementWithdraw({ params: { id }, body: { reason } }),
    onSuccess: () => forget(queries),
  })
}

/** Who is what, and who may see it, is read anew wherever it stands. */
async function forget(queries: ReturnType<typeof useQueryClient>): Promise<void> {
  await Promise.all(
    ['entity', 'search', 'work', 'suggestions', 'candidates', 'pair'].map((name) =>
      queries.invalidateQueries({ queryKey: [name] }),
    ),
  )
}
