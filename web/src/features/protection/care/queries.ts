import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'

import { api } from '../../../api/api.ts'
import { paging } from '../../../api/paging.ts'
import type {
  AnswerReferral,
  CareAct,
  CareDueList,
  MakePlace,
  OpenCareWords,
  PrepareReferral,
  ReferralQuery,
  ServiceEntry,
  ServiceFile,
} from '../../../api/wire.ts'

/** How often an open package asks whether it still may be read. */
const standsEveryMs = 4000

export const careQuery = (code: string) =>
  queryOptions({
    queryKey: ['care', code],
    queryFn: () => api.careRead({ params: { code } }),
    staleTime: 0,
  })

export const dueQuery = (list: CareDueList) =>
  queryOptions({
    queryKey: ['care-due', list],
    queryFn: () => api.careDue({ query: { list } }),
    staleTime: 0,
  })

export const referralsQuery = (ask: Pick<ReferralQuery, 'list' | 'code'>) =>
  infiniteQueryOptions({
    queryKey: ['referrals', ask],
    queryFn: ({ pageParam }) => api.referralList({ query: { ...ask, limit: 50, cursor: pageParam } }),
    ...paging,
    staleTime: 0,
  })

/** One referral, asked again while it is looked at: what was taken back is gone from an open screen too. */
export const referralQuery = (id: string) =>
  queryOptions({
    queryKey: ['referral', id],
    queryFn: () => api.referralRead({ params: { id } }),
    staleTime: 0,
    retry: false,
    refetchInterval: standsEveryMs,
  })

export const servicesQuery = queryOptions({
  queryKey: ['services'],
  queryFn: () => api.serviceList({}),
  staleTime: 0,
})

export const versionsQuery = (id: string) =>
  queryOptions({
    queryKey: ['service-versions', id],
    queryFn: () => api.serviceVersions({ params: { id } }),
    staleTime: 0,
  })

export const placesQuery = queryOptions({
  queryKey: ['places'],
  queryFn: () => api.placeList({}),
  staleTime: 0,
})

/** Everything that an act of care shows in. */
function useAskAgain(): () => Promise<unknown> {
  const queries = useQueryClient()
  return () =>
    Promise.all(
      ['care', 'care-due', 'referrals', 'referral', 'services', 'service-versions', 'places', 'work'].map(
        (first) => queries.invalidateQueries({ queryKey: [first] }),
      ),
    )
}

export function useCareAct(code: string) {
  const onSuccess = useAskAgain()
  return useMutation({
    mutationFn: (act: CareAct['act']) =>
      api.careAct({
        params: { code },
        body: { id: crypto.randomUUID(), at: new Date().toISOString(), act },
      }),
    onSuccess,
  })
}

/** Opened words stand in no cache: they are gone with the screen that shows them. */
export function useOpenWords(code: string) {
  return useMutation({
    mutationFn: (body: OpenCareWords) => api.careWords({ params: { code }, body }),
    gcTime: 0,
  })
}

export function usePrepare(code: string) {
  const onSuccess = useAskAgain()
  return useMutation({
    mutationFn: (body: PrepareReferral) => api.referralPrepare({ params: { code }, body }),
    onSuccess,
  })
}

export function useOpenPackage(id: string) {
  return useMutation({
    mutationFn: (reason: string) => api.referralOpen({ params: { id }, body: { reason } }),
    gcTime: 0,
  })
}

export function useSend(id: string) {
  const onSuccess = useAskAgain()
  return useMutation({ mutationFn: () => api.referralSend({ params: { id } }), onSuccess })
}

export function useAnswer(id: string) {
  const onSuccess = useAskAgain()
  return useMutation({
    mutationFn: (body: AnswerReferral) => api.referralAnswer({ params: { id }, body }),
    onSuccess,
  })
}

export function useEnd(id: string) {
  const onSuccess = useAskAgain()
  return useMutation({
    mutationFn: (how: 'done' | 'taken-back') => api.referralEnd({ params: { id }, body: { how } }),
    onSuccess,
  })
}

export function useLooked() {
  const onSuccess = useAskAgain()
  return useMutation({ mutationFn: (id: string) => api.careLooked({ params: { id } }), onSuccess })
}

interface Written {
  readonly entry: ServiceEntry
  /** Absent: a new one. */
  readonly of?: { readonly id: string; readonly version: number }
}

export function useWriteService() {
  const onSuccess = useAskAgain()
  return useMutation({
    mutationFn: ({ entry, of }: Written) =>
      of
        ? api.serviceChange({ params: { id: of.id }, body: { seenVersion: of.version, entry } })
        : api.serviceMake({ body: entry }),
    onSuccess,
  })
}

export function useLoadServices() {
  const onSuccess = useAskAgain()
  return useMutation({ mutationFn: (body: ServiceFile) => api.serviceLoad({ body }), onSuccess })
}

export function useMakePlace() {
  const onSuccess = useAskAgain()
  return useMutation({ mutationFn: (body: MakePlace) => api.placeMake({ body }), gcTime: 0, onSuccess })
}

export function useResizePlace() {
  const onSuccess = useAskAgain()
  return useMutation({
    mutationFn: ({ id, capacity }: { readonly id: string; readonly capacity: number }) =>
      api.placeResize({ params: { id }, body: { capacity } }),
    onSuccess,
  })
}
