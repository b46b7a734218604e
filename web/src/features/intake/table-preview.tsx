import { Trans } from '@lingui/react/macro'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ReactNode } from 'react'

import type { Preview, Reading } from '../../api/wire.ts'
import { Fault } from '../../ui/states.tsx'
import { FirstRows } from './first-rows.tsx'
import css from './intake.module.css'
import { startHistory } from './edit-history.ts'
import { draftOf, mappingOf, readingOf } from './mapping.ts'
import type { Mapping } from './mapping.ts'
import { mappingIn } from './mapping-in.ts'
import { MappingEditor } from './mapping-editor.tsx'
import { Outcome } from './outcome.tsx'
import { previewQuery } from './queries.ts'
import { keepDraft, useDraft } from './use-draft.ts'

interface TablePreviewProps {
  readonly id: string
  readonly first: Preview
  readonly mapping: Mapping
  /** How the table is to be read, and whether the first look at it so is still under way. */
  readonly reading: Reading
  readonly isReading: boolean
  readonly setReading: (reading: Reading) => void
  /** What is done with the mapping as it now stands. */
  readonly children: (mapping: Mapping) => ReactNode
}

/** A table: its first rows, what its columns mean, and beside it what they become, anew after each change. */
export function TablePreview({
  id,
  first,
  mapping,
  reading,
  isReading,
  setReading,
  children,
}: TablePreviewProps) {
  const queries = useQueryClient()
  const { sheet, header } = first
  const place = useMemo(() => ({ id, sheet, header }), [id, sheet, header])
  const [history, step] = useDraft(place, mapping)
  const now = useMemo(() => mappingOf(history.now, reading), [history.now, reading])
  // Each look is a read of the file and a line in the audit: not one for each key.
  const [asked] = useDebouncedValue(now, 600)
  const isFirst = JSON.stringify(asked) === JSON.stringify(mapping)
  const live = useQuery({
    ...previewQuery(id, { mapping: asked, sheet: first.sheet }),
    placeholderData: keepPreviousData,
    enabled: !isFirst && !isReading,
  })
  const shown = isFirst ? first : (live.data ?? first)
  const take = (loaded: Preview): void => {
    const draft = draftOf(mappingIn(loaded) ?? mapping)
    if (JSON.stringify(loaded.header) === JSON.stringify(header)) step({ step: 'replace', draft })
    else keepDraft(queries, { id, sheet, header: loaded.header }, startHistory(draft))
    setReading(readingOf(mappingIn(loaded) ?? {}))
  }
  return (
    <>
      <FirstRows preview={first} draft={history.now} headerRow={readingOf(mapping).headerRow ?? 1} />
      <div className={css['halves']}>
        <MappingEditor preview={first} history={history} step={step} tools={{ id, reading, take }} />
        <div className={css['beside']}>
          {live.error ? (
            <Fault error={live.error} keptText={<Trans>Your columns are kept as they stand.</Trans>} />
          ) : (
            <Outcome preview={shown} isStale={isReading || now !== asked || (live.isFetching && !isFirst)} />
          )}
        </div>
      </div>
      {children(now)}
    </>
  )
}
