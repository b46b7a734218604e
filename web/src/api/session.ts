import type { Purpose } from '@shield/core'
import { queryOptions, useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'

import { api } from './api.ts'
import type { Session } from './wire.ts'

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: (): Promise<Session> => api.sessionRead({}),
  staleTime: 60_000,
  retry: false,
})

/** Who is signed in. Only under the shell's route, which has loaded it. */
export function useSession(): Session {
  return useSuspenseQuery(sessionQuery).data
}

/** States a purpose; everything read before was read for another one, so it is read again. The shell stays on the session it has. */
export function useStatePurpose() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: { purpose: Purpose; reference: string }) => api.sessionPurpose({ body }),
    onSuccess: (session) => {
      queries.setQueryData(sessionQuery.queryKey, session)
      void queries.resetQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0] })
    },
  })
}

/** Ends the session and forgets everything that was read, by loading the page anew. */
export function useSignOut() {
  return useMutation({
    mutationFn: () => api.sessionEnd({}),
    onSettled: () => location.assign('/sign-in'),
  })
}
