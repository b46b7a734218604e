import { QueryCache, QueryClient } from '@tanstack/react-query'

import { problemOf } from './problem.ts'

// The node may stand in the same building, or on this machine: whether the browser thinks itself online says nothing.
const networkMode = 'always'

/** A refusal is an answer: only silence and 5xx are asked again, once. Nothing is kept on disk. */
export const queries = new QueryClient({
  queryCache: new QueryCache({ onError: leaveWhenSignedOut }),
  defaultOptions: {
    queries: {
      networkMode,
      staleTime: 15_000,
      refetchOnWindowFocus: false,
      retry: (failures, error) => {
        const { status } = problemOf(error)
        return failures < 1 && (status === undefined || status >= 500)
      },
    },
    mutations: { networkMode, retry: false },
  },
})

/** A session ends after 15 idle minutes or when it is revoked: what stands on the screen goes with it. */
function leaveWhenSignedOut(error: unknown): void {
  if (problemOf(error).status !== 401 || location.pathname === '/sign-in') return
  location.assign(`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`)
}
