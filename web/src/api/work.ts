import { queryOptions } from '@tanstack/react-query'

import { api } from './api.ts'

/** The queues of the person; the rail counts what waits, the screen lists it. Asked again every minute. */
export const workQuery = queryOptions({
  queryKey: ['work'],
  queryFn: () => api.workRead({}),
  refetchInterval: 60_000,
})
