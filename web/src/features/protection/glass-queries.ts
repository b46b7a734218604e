import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'

import { api } from '../../api/api.ts'
import { askPasskey } from '../../api/passkey.ts'
import { workQuery } from '../../api/work.ts'
import type { GlassField, GlassOpened, GlassUse } from '../../api/wire.ts'

export const glassQuery = queryOptions({
  queryKey: ['glass'],
  queryFn: () => api.glassList({}),
  staleTime: 0,
})

function useAskAgain(): () => Promise<unknown> {
  const queries = useQueryClient()
  return () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: glassQuery.queryKey }),
      queries.invalidateQueries({ queryKey: workQuery.queryKey }),
    ])
}

export interface Emergency {
  readonly code: string
  readonly fields: readonly GlassField[]
  readonly danger: GlassUse['danger']
  readonly reason: string
}

export function useAskGlass() {
  return useMutation({ mutationFn: (body: Emergency) => api.glassAsk({ body }), gcTime: 0 })
}

type Asked = Awaited<ReturnType<typeof api.glassAsk>>

/** The second factor, then at once what was named. Undefined where the person turned the passkey away. */
export function useConfirmGlass() {
  return useMutation({
    mutationFn: async ({
      asked,
      code,
    }: {
      readonly asked: Asked
      readonly code: string
    }): Promise<GlassOpened | undefined> => {
      const params = { id: asked.id }
      if (asked.way === 'again') await api.glassConfirm({ params, body: { code } })
      else {
        const answer = asked.options && (await askPasskey(asked.options))
        if (!answer) return undefined
        await api.glassConfirm({ params, body: { ceremony: asked.ceremony, answer } })
      }
      return api.glassOpen({ params, body: {} })
    },
    gcTime: 0,
    onSettled: useAskAgain(),
  })
}

export function useOpenGlass() {
  return useMutation({
    mutationFn: (id: string) => api.glassOpen({ params: { id }, body: {} }),
    gcTime: 0,
  })
}

export function useGlassWords() {
  return useMutation({
    mutationFn: ({ id, reason }: { readonly id: string; readonly reason: string }) =>
      api.glassWords({ params: { id }, body: { reason } }),
    gcTime: 0,
  })
}

export function useReviewGlass() {
  return useMutation({
    mutationFn: ({
      id,
      ...body
    }: {
      readonly id: string
      readonly result: NonNullable<GlassUse['result']>
      readonly reason: string
    }) => api.glassReview({ params: { id }, body }),
    onSettled: useAskAgain(),
  })
}
