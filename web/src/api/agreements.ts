import { queryOptions } from '@tanstack/react-query'

import { api } from './api.ts'

/** The agreements this node has signed, for whoever may read them. */
export const agreementsQuery = queryOptions({
  queryKey: ['agreements'],
  queryFn: () => api.agreementList({}),
})
