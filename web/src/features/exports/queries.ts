import { infiniteQueryOptions, useMutation, useQueryClient } from '@tanstack/react-query'

import { api } from '../../api/api.ts'
import { paging } from '../../api/paging.ts'
import { saveFile } from '../../ui/save-file.ts'

export const exportsQuery = infiniteQueryOptions({
  queryKey: ['exports'],
  queryFn: ({ pageParam }) => api.exportAskList({ query: { cursor: pageParam } }),
  ...paging,
})

export type ExportAct = 'exportApprove' | 'exportRefuse' | 'exportWithdraw'

interface Deciding {
  readonly act: ExportAct
  readonly id: string
  readonly reason: string
}

export function useDecideExport() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ act, id, reason }: Deciding) => api[act]({ params: { id }, body: { reason } }),
    onSuccess: () => forget(queries),
  })
}

/** The file is handed to the browser and kept nowhere. */
export function useTakeExport() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => api.exportTake({ params: { id } }),
    onSuccess: saveFile,
    onSettled: () => forget(queries),
  })
}

async function forget(queries: ReturnType<typeof useQueryClient>): Promise<void> {
  await Promise.all(['exports', 'work'].map((name) => queries.invalidateQueries({ queryKey: [name] })))
}
