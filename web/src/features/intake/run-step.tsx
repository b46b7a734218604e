import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconBan } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'

import type { DefectRow, ImportView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { Fault } from '../../ui/states.tsx'
import { Counts } from './counts.tsx'
import { DefectList } from './defect-list.tsx'
import css from './intake.module.css'
import { useStart } from './queries.ts'
import { RunProgress } from './run-progress.tsx'
import { isMoving, isStopping } from './stage.ts'

interface RunStepProps {
  readonly view: ImportView
  readonly weight: DefectRow['weight'] | undefined
}

/** A try or the import itself: while it runs, and what became of it. */
export function RunStep({ view, weight }: RunStepProps) {
  if (isMoving(view)) return <RunProgress view={view} />
  if (view.state === 'previewed') return <Tried view={view} weight={weight} />
  // Of a part of the file: what looked wrong in it is still worth mending.
  const { counts } = view
  return (
    <Stack gap="lg" maw={860}>
      <Stopped view={view} />
      {isStopping(view) ? null : <Onward view={view} />}
      {counts && counts.rejected + counts.warnings > 0 ? (
        <DefectList view={view} counts={counts} weight={weight} />
      ) : null}
    </Stack>
  )
}

function Stopped({ view }: { readonly view: ImportView }) {
  const failed = view.state === 'failed'
  return (
    <Alert
      variant="default"
      color={failed ? 'red' : 'slate'}
      icon={failed ? <IconAlertTriangle aria-hidden /> : <IconBan aria-hidden />}
      title={
        failed ? (
          <Trans>The node could not finish this</Trans>
        ) : isStopping(view) ? (
          <Trans>Being stopped…</Trans>
        ) : (
          <Trans>This was cancelled</Trans>
        )
      }
      role={failed ? 'alert' : 'status'}
    >
      <Text>
        {view.dryRun ? (
          <Trans>It was a try: nothing is written. The file and the columns you chose are kept.</Trans>
        ) : (
          <Trans>Nothing of it is in the database. The file and the columns you chose are kept.</Trans>
        )}
      </Text>
      {failed ? (
        <Text mt="xs">
          <Trans>
            Try again. If it fails once more, tell who runs the node this number: <code>{view.id}</code>
          </Trans>
        </Text>
      ) : null}
    </Alert>
  )
}

function Tried({ view, weight }: RunStepProps) {
  const { t } = useLingui()
  const { counts } = view
  return (
    <Stack gap="lg" maw={1100}>
      <div>
        <Text component="h2" fz="md" fw={600}>
          {t`What the import would do`}
        </Text>
        <Text c="dimmed">
          <Trans>The whole file was read. Nothing is written yet.</Trans>
        </Text>
      </div>
      {counts ? (
        <>
          <Counts view={view} counts={counts} weight={weight} />
          <Onward view={view} />
          <DefectList view={view} counts={counts} weight={weight} />
        </>
      ) : null}
    </Stack>
  )
}

/** On to the import, or back to the columns; what was tried is what the node imports. */
function Onward({ view }: { readonly view: ImportView }) {
  const { number } = useLanguage()
  const start = useStart(view.id)
  if (!view.can.includes('import.run')) return null
  const { counts } = view
  const wouldWrite = counts ? counts.new + counts.changed + counts.conflict : 0
  const isTried = view.state === 'previewed'
  const isIdle = isTried && wouldWrite === 0
  return (
    <Stack gap="sm">
      {isIdle ? (
        <Text>
          <Trans>
            There is nothing to import: every record is here already, or none could be read. Known records are
            read with other columns only after the import that brought them is undone.
          </Trans>
        </Text>
      ) : null}
      <Group className={css['acts'] ?? ''}>
        {isIdle ? null : (
          <Button
            loading={start.isPending}
            onClick={() => start.mutate({ dryRun: isTried ? false : view.dryRun })}
          >
            {isTried ? <Trans>Import {number(wouldWrite)} records</Trans> : <Trans>Try again</Trans>}
          </Button>
        )}
        <Button
          variant="default"
          renderRoot={(props) => (
            <Link to="/import" search={{ import: view.id, step: 'preview' }} {...props} />
          )}
        >
          <Trans>Back to the check</Trans>
        </Button>
      </Group>
      {start.error ? <Fault error={start.error} /> : null}
    </Stack>
  )
}
