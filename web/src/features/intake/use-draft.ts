import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useReducer } from 'react'
import type { Dispatch } from 'react'

import { startHistory, walked } from './edit-history.ts'
import type { EditHistory, Step } from './edit-history.ts'
import { draftOf } from './mapping.ts'
import type { Mapping } from './mapping.ts'

interface DraftOf {
  readonly id: string
  readonly sheet: string | undefined
  /** What it starts from when nothing was edited yet. */
  readonly mapping: Mapping
}

/** The columns as they are being edited. They wait in memory while the person looks elsewhere, and go with the session. */
export function useDraft({ id, sheet, mapping }: DraftOf): readonly [EditHistory, Dispatch<Step>] {
  const queries = useQueryClient()
  const key = JSON.stringify([id, sheet ?? ''])
  const [history, step] = useReducer(
    walked,
    undefined,
    () => queries.getQueryData<EditHistory>(['import-draft', key]) ?? startHistory(draftOf(mapping)),
  )
  useEffect(() => {
    queries.setQueryDefaults(['import-draft'], { gcTime: Infinity })
    queries.setQueryData(['import-draft', key], history)
  }, [queries, key, history])
  return [history, step]
}
