import { whenRange } from '@shield/core'
import { infiniteQueryOptions } from '@tanstack/react-query'

import { api } from '../../api/api.ts'
import { paging } from '../../api/paging.ts'
import { without } from '../../ui/url.ts'
import type { AuditUrl } from './audit-url.ts'

/** The first day a partial `from` can mean, and the last a partial `until` can. */
export const auditQuery = (url: AuditUrl) => {
  const { from, until, ...rest } = without(url, 'event')
  const asked = { ...rest, from: from && whenRange(from).first, until: until && whenRange(until).last }
  return infiniteQueryOptions({
    queryKey: ['audit', asked],
    queryFn: ({ pageParam }) => api.auditList({ query: { ...asked, cursor: pageParam } }),
    ...paging,
  })
}
