import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'

import { api } from '../../api/api.ts'
import { workQuery } from '../../api/work.ts'

export const alarmsQuery = queryOptions({ queryKey: ['alarms'], queryFn: () => api.alarmList({}) })

export function useAnswerAlarm() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ id, outcome }: { readonly id: string; readonly outcome: string }) =>
      api.alarmAnswer({ params: { id }, body: { outcome } }),
    // Also after a refusal: somebody else may have answered it meanwhile.
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: alarmsQuery.queryKey }),
        queries.invalidateQueries({ queryKey: workQuery.queryKey }),
      ]),
  })
}
