import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'

import { api } from '../../api/api.ts'
import { paging } from '../../api/paging.ts'
import type { DefectRow, ImportView, Reading } from '../../api/wire.ts'
import type { ImportState } from './intake-url.ts'
import type { Mapping } from './mapping.ts'
import { isMoving, isStopping } from './stage.ts'

export const importsQuery = (state: ImportState | undefined) =>
  infiniteQueryOptions({
    queryKey: ['imports', state],
    queryFn: ({ pageParam }) => api.importList({ query: { state, cursor: pageParam } }),
    ...paging,
    // A list on the screen shows running imports move; asking is cheap beside running one.
    // Feeds and the command line import too: whoever comes back to the list sees what they brought.
    staleTime: 0,
    refetchInterval: ({ state: asked }) =>
      asked.data?.pages.some((page) => page.items.some(isMoving)) ? 3_000 : false,
  })

/** Asked again each second while its job waits, runs or stops, and not after. */
export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ['import', id],
    queryFn: () => api.importRead({ params: { id } }),
    refetchInterval: ({ state: { data } }) => (data && (isMoving(data) || isStopping(data)) ? 1_000 : false),
  })

export interface PreviewAsk {
  readonly mapping?: Mapping | undefined
  readonly reading?: Reading | undefined
  readonly sheet?: string | undefined
}

/** A preview is the file's and the mapping's alone: asked twice it is the same. */
export const previewQuery = (id: string, ask: PreviewAsk) =>
  queryOptions({
    queryKey: ['import-preview', id, ask],
    queryFn: () => api.importPreview({ params: { id }, body: ask }),
    staleTime: Infinity,
  })

export const defectsQuery = (id: string, weight: DefectRow['weight'] | undefined) =>
  infiniteQueryOptions({
    queryKey: ['import-defects', id, weight],
    queryFn: ({ pageParam }) => api.importDefects({ params: { id }, query: { weight, cursor: pageParam } }),
    ...paging,
  })

export const templatesQuery = queryOptions({
  queryKey: ['marking-templates'],
  queryFn: () => api.markingTemplates({}),
})

/** Sources the own organisation imported from lately, newest first. */
export function useEarlierSources(): readonly string[] {
  const { data } = useQuery({
    queryKey: ['import-sources'],
    queryFn: () => api.importList({ query: { limit: 200 } }),
  })
  return [...new Set(data?.items.map((one) => one.sourceName))]
}

/** What the node says an import is now; the lists that hold it are asked again. */
function useTaken(): (view: ImportView) => void {
  const queries = useQueryClient()
  return (view) => {
    queries.setQueryData(importQuery(view.id).queryKey, view)
    void queries.invalidateQueries({ queryKey: ['imports'] })
    void queries.invalidateQueries({ queryKey: ['work'] })
    queries.removeQueries({ queryKey: ['import-defects', view.id] })
  }
}

interface Start {
  readonly dryRun: boolean
  readonly mapping?: Mapping | undefined
  readonly sheet?: string | undefined
}

/** Without a mapping the node takes the one of the last start. */
export function useStart(id: string) {
  const queries = useQueryClient()
  const take = useTaken()
  return useMutation({
    mutationFn: (body: Start) => api.importStart({ params: { id }, body }),
    onSuccess: (view) => {
      // The node now begins a preview from the mapping of this start.
      queries.removeQueries({ queryKey: ['import-preview', id] })
      take(view)
    },
  })
}

export function useCancel(id: string) {
  return useMutation({
    mutationFn: () => api.importCancel({ params: { id }, body: {} }),
    onSuccess: useTaken(),
  })
}

export function useUndoImport(id: string) {
  return useMutation({
    mutationFn: (reason: string) => api.importUndo({ params: { id }, body: { reason } }),
    onSuccess: useTaken(),
  })
}

/** The node reads and checks a mapping that came from a file; what it gives back is one that fits. */
export function useReadMapping(id: string, sheet: string | undefined) {
  return useMutation({
    mutationFn: (mapping: unknown) => api.importPreview({ params: { id }, body: { mapping, sheet } }),
  })
}
