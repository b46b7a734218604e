import { queryOptions } from '@tanstack/react-query'

import { api } from './api.ts'

/** The queues of the person; the rail counts what waits, the screen lists it. Asked again every minute, and often while something runs. */
export const workQuery = queryOptions({
  queryKey: ['work'],
  queryFn: () => api.workRead({}),
  refetchInterval: (query) =>
    query.state.data?.queues.some((queue) => queue.name === 'running' && queue.count > 0) ? 3_000 : 60_000,
})

/** The queues with the names of what they are about: a look that the audit keeps, so it is asked for by the screen alone. */
export const namedWorkQuery = queryOptions({
  queryKey: ['work', 'named'],
  queryFn: () => api.workRead({ query: { names: 'true' } }),
})
