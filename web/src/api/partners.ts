import { queryOptions } from '@tanstack/react-query'

import { api } from './api.ts'

/** Partners and their health, for whoever may see it; looked at again, because it changes by itself. */
export const partnersQuery = queryOptions({
  queryKey: ['partners'],
  queryFn: () => api.partnerList({}),
  refetchInterval: 15_000,
})
