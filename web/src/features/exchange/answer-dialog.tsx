import { Trans, useLingui } from '@lingui/react/macro'
import { Radio, Stack } from '@mantine/core'
import { useState } from 'react'

import type { ReleaseView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { showDone } from '../../ui/undo.tsx'
import { useAnswerRelease } from './queries.ts'

interface AnswerDialogProps {
  readonly release: ReleaseView
  readonly opened: boolean
  readonly close: () => void
}

/** Tells the owner of what came in whether it was of use; the words travel. */
export function AnswerDialog({ release, opened, close }: AnswerDialogProps) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const [answer, setAnswer] = useState<'acted' | 'declined'>('acted')
  const tell = useAnswerRelease()
  const partner = say(release.peer.name)
  return (
    <ReasonDialog
      opened={opened}
      close={close}
      title={t`Tell the owner what came of it`}
      act={t`Tell ${partner}`}
      label={t`What was done, or why nothing will be`}
      note={t`Whoever released it there reads this.`}
      isActing={tell.isPending}
      error={tell.error}
      decide={(reason) =>
        tell.mutate(
          { id: release.id, body: { answer, reason } },
          {
            onSuccess: () => {
              close()
              showDone(t`Told to ${partner}`)
            },
          },
        )
      }
    >
      <Stack gap="sm">
        <Trans>What you write goes to {partner} and can't be taken back.</Trans>
        <Radio.Group
          label={t`What came of it`}
          value={answer}
          onChange={(value) => setAnswer(value === 'declined' ? 'declined' : 'acted')}
        >
          <Stack gap={6} mt={4}>
            <Radio value="acted" label={t`Acted on`} />
            <Radio value="declined" label={t`Nothing will be done`} />
          </Stack>
        </Radio.Group>
      </Stack>
    </ReasonDialog>
  )
}
