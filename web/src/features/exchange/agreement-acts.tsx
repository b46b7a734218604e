import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group } from '@mantine/core'
import { IconPlayerPause, IconPlayerPlay, IconSquare } from '@tabler/icons-react'
import { useState } from 'react'

import type { AgreementView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { showDone } from '../../ui/undo.tsx'
import { useAgreementAct } from './agreement-queries.ts'

type Act = 'agreementSuspend' | 'agreementResume' | 'agreementEnd'

/** What this side may do with an agreement, alone and at once; the partner is told, why stays here. */
export function AgreementActs({ agreement }: { readonly agreement: AgreementView }) {
  const [opened, setOpened] = useState<Act | undefined>()
  const close = (): void => setOpened(undefined)
  if (agreement.can.length === 0) return null
  return (
    <>
      <Group gap="sm">
        {agreement.can.includes('agreement.suspend') ? (
          <Button
            leftSection={<IconPlayerPause size={16} aria-hidden />}
            onClick={() => setOpened('agreementSuspend')}
          >
            <Trans>Suspend…</Trans>
          </Button>
        ) : null}
        {agreement.can.includes('agreement.resume') ? (
          <Button
            leftSection={<IconPlayerPlay size={16} aria-hidden />}
            onClick={() => setOpened('agreementResume')}
          >
            <Trans>Let it run again…</Trans>
          </Button>
        ) : null}
        <Button
          variant="default"
          leftSection={<IconSquare size={16} aria-hidden />}
          onClick={() => setOpened('agreementEnd')}
        >
          <Trans>End it…</Trans>
        </Button>
      </Group>
      <ActDialog agreement={agreement} act="agreementSuspend" opened={opened} close={close} />
      <ActDialog agreement={agreement} act="agreementResume" opened={opened} close={close} />
      <ActDialog agreement={agreement} act="agreementEnd" opened={opened} close={close} />
    </>
  )
}

interface ActDialogProps {
  readonly agreement: AgreementView
  readonly act: Act
  readonly opened: Act | undefined
  readonly close: () => void
}

function ActDialog({ agreement, act, opened, close }: ActDialogProps) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const decide = useAgreementAct(act)
  const partner = say(agreement.peer.name)
  const words = {
    agreementSuspend: {
      title: t`Suspend this agreement?`,
      act: t`Suspend`,
      done: t`Suspended, and told to ${partner}`,
    },
    agreementResume: {
      title: t`Let this agreement run again?`,
      act: t`Let it run`,
      done: t`Runs again from this side, and told to ${partner}`,
    },
    agreementEnd: {
      title: t`End this agreement for good?`,
      act: t`End it`,
      done: t`Ended, and told to ${partner}`,
    },
  }[act]
  return (
    <ReasonDialog
      opened={opened === act}
      close={close}
      title={words.title}
      act={words.act}
      isActing={decide.isPending}
      error={decide.error}
      decide={(reason) =>
        decide.mutate(
          { id: agreement.id, reason },
          {
            onSuccess: () => {
              close()
              showDone(words.done)
            },
          },
        )
      }
    >
      {act === 'agreementSuspend' ? (
        <Trans>
          From now on nothing goes to {partner} under it and nothing is taken in. Recalls and narrowing go on.
          They are told at once that it is suspended, not why.
        </Trans>
      ) : act === 'agreementResume' ? (
        <Trans>It runs again when {partner} has not suspended it on their side.</Trans>
      ) : (
        <Trans>
          It never runs again: a new one has to be signed. What went under it stays with {partner} until it is
          recalled or its last day is over.
        </Trans>
      )}
    </ReasonDialog>
  )
}
