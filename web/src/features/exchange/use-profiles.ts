import { useQueries } from '@tanstack/react-query'

import type { Profile } from '../../api/wire.ts'
import { profileQuery } from './queries.ts'

/** Several profiles as one thing to wait for; what goes wrong with one goes wrong with all. */
export function useProfiles(ids: readonly string[]) {
  return useQueries({
    queries: ids.map((id) => profileQuery(id)),
    combine: (all) => {
      const error = all.find((one) => one.error)?.error ?? null
      const data = all.flatMap((one) => (one.data ? [one.data] : []))
      return {
        error,
        data: data.length === all.length ? eachOnce(data) : undefined,
        isPending: all.some((one) => one.isPending),
        refetch: () => Promise.all(all.map((one) => one.refetch())),
      }
    },
  })
}

/** Two ids of one cluster are one profile. */
function eachOnce(profiles: readonly Profile[]): readonly Profile[] {
  const taken = new Set<string>()
  return profiles.filter((one) => {
    const isKnown = one.members.some((member) => taken.has(member.id))
    for (const member of one.members) taken.add(member.id)
    return !isKnown
  })
}
