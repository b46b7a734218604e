import { useQueryClient } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { useEffect, useReducer } from 'react'
import type { Dispatch } from 'react'

import { startHistory, walked } from './edit-history.ts'
import type { EditHistory, Step } from './edit-history.ts'
import { draftOf } from './mapping.ts'
import type { Mapping } from './mapping.ts'

/** The columns a draft is about: those of one reading of one sheet. */
export interface DraftPlace {
  readonly id: string
  readonly sheet: string | undefined
  readonly header: readonly string[]
}

const keyOf = ({ id, sheet, header }: DraftPlace): readonly string[] => [
  'import-draft',
  JSON.stringify([id, sheet ?? '', header]),
]

/** Columns that are being edited wait in memory while the person looks elsewhere, and go with the session. */
export function keepDraft(queries: QueryClient, place: DraftPlace, history: EditHistory): void {
  queries.setQueryDefaults(['import-draft'], { gcTime: Infinity })
  queries.setQueryData(keyOf(place), history)
}

/** The columns as they are being edited; `mapping` is where they start when nothing was edited yet. */
export function useDraft(place: DraftPlace, mapping: Mapping): readonly [EditHistory, Dispatch<Step>] {
  const queries = useQueryClient()
  const [history, step] = useReducer(
    walked,
    undefined,
    () => queries.getQueryData<EditHistory>(keyOf(place)) ?? startHistory(draftOf(mapping)),
  )
  useEffect(() => keepDraft(queries, place, history), [queries, place, history])
  return [history, step]
}
