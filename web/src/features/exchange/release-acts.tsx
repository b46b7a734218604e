import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { IconArrowBackUp, IconUserCheck } from '@tabler/icons-react'
import { useState } from 'react'

import type { ReleaseView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { showDone } from '../../ui/undo.tsx'
import { useReleaseAct } from './queries.ts'

/** What this reader may do with a release now; each asks for a reason and says what it does. */
export function ReleaseActs({ release }: { readonly release: ReleaseView }) {
  const mayApprove = release.can.includes('exchange.approve')
  const mayRecall = release.can.includes('exchange.recall')
  const [opened, setOpened] = useState<'approve' | 'recall' | undefined>()
  const close = (): void => setOpened(undefined)
  if (!mayApprove && !mayRecall) return null
  return (
    <>
      {mayApprove ? (
        <Button leftSection={<IconUserCheck size={16} aria-hidden />} onClick={() => setOpened('approve')}>
          <Trans>Approve…</Trans>
        </Button>
      ) : null}
      {mayRecall ? (
        <Button
          variant="default"
          leftSection={<IconArrowBackUp size={16} aria-hidden />}
          onClick={() => setOpened('recall')}
        >
          {release.state === 'waiting' ? <Trans>Withdraw…</Trans> : <Trans>Recall…</Trans>}
        </Button>
      ) : null}
      <ApproveDialog release={release} opened={opened === 'approve'} close={close} />
      <RecallDialog release={release} opened={opened === 'recall'} close={close} />
    </>
  )
}

interface ActDialogProps {
  readonly release: ReleaseView
  readonly opened: boolean
  readonly close: () => void
}

function ApproveDialog({ release, opened, close }: ActDialogProps) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const approve = useReleaseAct('releaseApprove')
  const partner = say(release.peer.name)
  return (
    <ReasonDialog
      opened={opened}
      close={close}
      title={t`Approve this release?`}
      act={t`Approve and send`}
      isActing={approve.isPending}
      error={approve.error}
      decide={(reason) =>
        approve.mutate(
          { id: release.id, reason },
          {
            onSuccess: () => {
              close()
              showDone(t`Approved, and sent to ${partner}`)
            },
          },
        )
      }
    >
      <Trans>
        It goes to {partner} at once. Your name stands beside it as the second person. It can be recalled
        later.
      </Trans>
    </ReasonDialog>
  )
}

function RecallDialog({ release, opened, close }: ActDialogProps) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const recall = useReleaseAct('releaseRecall')
  const partner = say(release.peer.name)
  const isHere = release.state === 'waiting'
  return (
    <ReasonDialog
      opened={opened}
      close={close}
      title={isHere ? t`Withdraw this release?` : t`Recall this release?`}
      act={isHere ? t`Withdraw` : t`Recall`}
      isActing={recall.isPending}
      error={recall.error}
      decide={(reason) =>
        recall.mutate(
          { id: release.id, reason },
          {
            onSuccess: () => {
              close()
              showDone(isHere ? t`Withdrawn` : t`The recall is on its way to ${partner}`)
            },
          },
        )
      }
    >
      {isHere ? (
        <Trans>
          It has not left yet, and will not. This can't be undone: to hand it over after all, make a new
          release.
        </Trans>
      ) : (
        <Trans>
          Their node hides it within seconds of hearing of it, for everybody there, and sends back a receipt
          that appears here. What people there have read or written down stays read. This can't be undone: to
          hand it over again, make a new release.
        </Trans>
      )}
    </ReasonDialog>
  )
}
