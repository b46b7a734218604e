import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'

import type { DefectRow, ImportView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Counts } from './counts.tsx'
import { DefectList } from './defect-list.tsx'
import css from './intake.module.css'
import { Newest } from './newest.tsx'
import { useUndoImport } from './queries.ts'

interface ResultStepProps {
  readonly view: ImportView
  readonly weight: DefectRow['weight'] | undefined
}

/** What an import did, where to look at it, and the way to take it back whole. */
export function ResultStep({ view, weight }: ResultStepProps) {
  const { instant } = useLanguage()
  const { counts, finishedAt } = view
  return (
    <Stack gap="lg" maw={1100}>
      {view.state === 'undone' ? (
        <Alert variant="default" color="slate" icon={<IconArrowBackUp aria-hidden />} role="status">
          <Trans>
            This import was undone: none of its records stands, and what they had replaced stands again. To
            bring the file in once more, choose it anew.
          </Trans>
        </Alert>
      ) : (
        <Text>
          {finishedAt ? <Trans>Finished {instant(finishedAt)}.</Trans> : null}{' '}
          <Trans>The records can be found in Search now.</Trans>
        </Text>
      )}
      {counts ? <Counts view={view} counts={counts} weight={weight} /> : null}
      <ResultActs view={view} />
      {counts ? <DefectList view={view} counts={counts} weight={weight} /> : null}
      {view.state === 'done' ? <Newest source={view.source} /> : null}
    </Stack>
  )
}

function ResultActs({ view }: { readonly view: ImportView }) {
  const [undoing, setUndoing] = useState(false)
  return (
    <Group className={css['acts'] ?? ''}>
      <Button renderRoot={(props) => <Link to="/import" search={{ step: 'file' }} {...props} />}>
        <Trans>Import another file</Trans>
      </Button>
      {view.can.includes('import.undo') ? (
        <Button
          variant="default"
          leftSection={<IconArrowBackUp size={16} aria-hidden />}
          onClick={() => setUndoing(true)}
        >
          <Trans>Undo the whole import…</Trans>
        </Button>
      ) : null}
      <UndoDialog view={view} opened={undoing} close={() => setUndoing(false)} />
    </Group>
  )
}

interface UndoDialogProps {
  readonly view: ImportView
  readonly opened: boolean
  readonly close: () => void
}

function UndoDialog({ view, opened, close }: UndoDialogProps) {
  const { t } = useLingui()
  const undo = useUndoImport(view.id)
  return (
    <ReasonDialog
      opened={opened}
      close={close}
      title={t`Undo this import?`}
      act={t`Undo the import`}
      isActing={undo.isPending}
      error={undo.error}
      decide={(reason) => undo.mutate(reason, { onSuccess: close })}
    >
      <Trans>
        All its records leave search, profiles and charts for everybody, and what they had replaced stands
        again. The history keeps that they were here. There is no way to undo the undoing; the file can be
        imported anew.
      </Trans>
    </ReasonDialog>
  )
}
