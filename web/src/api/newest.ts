import { infiniteQueryOptions } from '@tanstack/react-query'
import type { KindName } from '@shield/core'

import { api } from './api.ts'
import { paging } from './paging.ts'

export interface NewestAsk {
  readonly source: string
  readonly kind?: KindName | undefined
}

/** What a source has in the database, the newest first. */
export const newestQuery = ({ source, kind }: NewestAsk) =>
  infiniteQueryOptions({
    queryKey: ['newest', source, kind],
    queryFn: ({ pageParam }) => api.entityNewest({ query: { source, kind, limit: 20, cursor: pageParam } }),
    ...paging,
    staleTime: 0,
  })
