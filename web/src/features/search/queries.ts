import { infiniteQueryOptions } from '@tanstack/react-query'

import { api } from '../../api/api.ts'
import { paging } from '../../api/paging.ts'
import { without } from '../../ui/url.ts'
import type { SearchUrl } from './search-url.ts'

export const searchQuery = (url: SearchUrl & { readonly q: string }) => {
  const asked = without(without(url, 'chosen'), 'ticked')
  return infiniteQueryOptions({
    queryKey: ['search', asked],
    queryFn: ({ pageParam }) => api.searchRun({ query: { ...asked, cursor: pageParam } }),
    ...paging,
  })
}
