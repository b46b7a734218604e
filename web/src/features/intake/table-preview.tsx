import { Trans } from '@lingui/react/macro'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ReactNode } from 'react'

import type { Preview } from '../../api/wire.ts'
import { Fault } from '../../ui/states.tsx'
import { FirstRows } from './first-rows.tsx'
import css from './intake.module.css'
import { mappingOf } from './mapping.ts'
import type { Mapping } from './mapping.ts'
import { MappingEditor } from './mapping-editor.tsx'
import { Outcome } from './outcome.tsx'
import { previewQuery } from './queries.ts'
import { useDraft } from './use-draft.ts'

interface TablePreviewProps {
  readonly id: string
  readonly first: Preview
  readonly mapping: Mapping
  /** What is done with the mapping as it now stands. */
  readonly children: (mapping: Mapping) => ReactNode
}

/** A table: its first rows, what its columns mean, and beside it what they become, anew after each change. */
export function TablePreview({ id, first, mapping, children }: TablePreviewProps) {
  const [history, step] = useDraft({ id, sheet: first.sheet, mapping })
  const now = useMemo(() => mappingOf(history.now), [history.now])
  // Each look is a read of the file and a line in the audit: not one for each key.
  const [asked] = useDebouncedValue(now, 600)
  const isFirst = JSON.stringify(asked) === JSON.stringify(mapping)
  const live = useQuery({
    ...previewQuery(id, { mapping: asked, sheet: first.sheet }),
    placeholderData: keepPreviousData,
    enabled: !isFirst,
  })
  const shown = isFirst ? first : (live.data ?? first)
  return (
    <>
      <FirstRows preview={first} draft={history.now} />
      <div className={css['halves']}>
        <MappingEditor id={id} preview={first} history={history} step={step} />
        <div className={css['beside']}>
          {live.error ? (
            <Fault error={live.error} keptText={<Trans>Your columns are kept as they stand.</Trans>} />
          ) : (
            <Outcome preview={shown} isStale={now !== asked || (live.isFetching && !isFirst)} />
          )}
        </div>
      </div>
      {children(now)}
    </>
  )
}
