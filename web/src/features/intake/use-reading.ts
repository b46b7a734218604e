import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

import type { Reading } from '../../api/wire.ts'

/** How the person says the table is written; undefined until they do. Kept, like the columns, while they look elsewhere. */
export function useReading(id: string): readonly [Reading | undefined, (reading: Reading) => void] {
  const queries = useQueryClient()
  const key = ['import-reading', id]
  const [reading, setReading] = useState(() => queries.getQueryData<Reading>(key))
  return [
    reading,
    (next) => {
      queries.setQueryDefaults(['import-reading'], { gcTime: Infinity })
      queries.setQueryData(key, next)
      setReading(next)
    },
  ]
}
