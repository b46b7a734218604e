import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Stack } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'

import { problemOf } from '../../api/problem.ts'
import type { ImportView } from '../../api/wire.ts'
import { Empty, Fault, Loaded } from '../../ui/states.tsx'
import css from './intake.module.css'
import { readingOf } from './mapping.ts'
import type { Mapping } from './mapping.ts'
import { mappingIn } from './mapping-in.ts'
import { Outcome } from './outcome.tsx'
import { previewQuery, useStart } from './queries.ts'
import { Recognised } from './recognised.tsx'
import { TablePreview } from './table-preview.tsx'
import { useReading } from './use-reading.ts'

/** What was recognised, what the first records become, and for tables what each column means. */
export function PreviewStep({ view }: { readonly view: ImportView }) {
  const [sheet, setSheet] = useState<string>()
  const [said, setReading] = useReading(view.id)
  const first = useQuery({
    ...previewQuery(view.id, { sheet, reading: said }),
    placeholderData: keepPreviousData,
  })
  if (first.error && problemOf(first.error).code === 'format-unknown')
    return <Unreadable error={first.error} />
  return (
    <Loaded of={first}>
      {(preview) => {
        const mapping = mappingIn(preview)
        const reading = said ?? readingOf(mapping ?? {})
        return (
          <Stack gap="lg">
            <Recognised preview={preview} setSheet={setSheet} reading={reading} setReading={setReading} />
            {mapping === undefined ? (
              <>
                <Outcome preview={preview} isStale={false} />
                <TryButton view={view} />
              </>
            ) : preview.header.length === 0 ? (
              <Empty
                title={<Trans>There are no rows here</Trans>}
                next={
                  <Trans>
                    Choose another sheet or another row with the column names, or mend the file and upload it
                    anew.
                  </Trans>
                }
              />
            ) : (
              <TablePreview
                key={JSON.stringify([preview.sheet, preview.header])}
                id={view.id}
                first={preview}
                mapping={mapping}
                reading={reading}
                isReading={first.isPlaceholderData}
                setReading={setReading}
              >
                {(now) => <TryButton view={view} mapping={now} sheet={preview.sheet} />}
              </TablePreview>
            )}
          </Stack>
        )
      }}
    </Loaded>
  )
}

/** Nothing is to be done with this file any more, so the way on is another one. */
function Unreadable({ error }: { readonly error: unknown }) {
  return (
    <Stack gap="md" align="flex-start">
      <Fault error={error} keptText={<Trans>Nothing of it is in the database.</Trans>} />
      <Button renderRoot={(props) => <Link to="/import" search={{ step: 'file' }} {...props} />}>
        <Trans>Import another file</Trans>
      </Button>
    </Stack>
  )
}

interface TryButtonProps {
  readonly view: ImportView
  readonly mapping?: Mapping
  readonly sheet?: string | undefined
}

function TryButton({ view, mapping, sheet }: TryButtonProps) {
  const { t } = useLingui()
  const navigate = useNavigate({ from: '/import' })
  const start = useStart(view.id)
  if (!view.can.includes('import.run')) return null
  return (
    <Stack gap="sm">
      <Group className={css['acts'] ?? ''}>
        <Button
          loading={start.isPending}
          onClick={() =>
            start.mutate(
              { dryRun: true, mapping, sheet },
              { onSuccess: () => void navigate({ search: { import: view.id } }) },
            )
          }
        >
          {t`Try the whole file without writing`}
        </Button>
      </Group>
      {start.error ? <Fault error={start.error} /> : null}
    </Stack>
  )
}
