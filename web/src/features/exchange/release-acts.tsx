import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import {
  IconArrowBackUp,
  IconMessageReply,
  IconPencil,
  IconUserCancel,
  IconUserCheck,
} from '@tabler/icons-react'
import { useState } from 'react'
import type { ReactNode } from 'react'

import type { ReleaseView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { showDone } from '../../ui/undo.tsx'
import { AmendDialog } from './amend-dialog.tsx'
import { AnswerDialog } from './answer-dialog.tsx'
import { PackageView } from '../../ui/package-view.tsx'
import { useReleaseAct } from './queries.ts'

/** What this reader may do with a release now; each asks for a reason and says what it does. */
export function ReleaseActs({ release }: { readonly release: ReleaseView }) {
  const mayApprove = release.can.includes('exchange.approve')
  const mayRecall = release.can.includes('exchange.recall')
  const mayAmend = release.can.includes('exchange.amend')
  const mayApproveAmendment = release.can.includes('exchange.approve-amendment')
  const [opened, setOpened] = useState<
    'approve' | 'recall' | 'amend' | 'approve-amendment' | 'answer' | 'consent' | undefined
  >()
  const close = (): void => setOpened(undefined)
  const mayAnswer = release.can.includes('exchange.answer')
  // The dialogs stay when nothing may be done any more: the one that was just used says that it was done.
  return (
    <>
      {mayApprove ? (
        <Button leftSection={<IconUserCheck size={16} aria-hidden />} onClick={() => setOpened('approve')}>
          <Trans>Approve…</Trans>
        </Button>
      ) : null}
      {mayApproveAmendment ? (
        <Button
          leftSection={<IconUserCheck size={16} aria-hidden />}
          onClick={() => setOpened('approve-amendment')}
        >
          <Trans>Approve the change…</Trans>
        </Button>
      ) : null}
      {mayAnswer ? (
        <Button leftSection={<IconMessageReply size={16} aria-hidden />} onClick={() => setOpened('answer')}>
          <Trans>Tell the owner…</Trans>
        </Button>
      ) : null}
      {mayAmend ? (
        <Button
          variant="default"
          leftSection={<IconPencil size={16} aria-hidden />}
          onClick={() => setOpened('amend')}
        >
          <Trans>Correct or narrow…</Trans>
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
      {mayRecall && release.consent ? (
        <Button
          variant="default"
          leftSection={<IconUserCancel size={16} aria-hidden />}
          onClick={() => setOpened('consent')}
        >
          <Trans>The consent has ended…</Trans>
        </Button>
      ) : null}
      <ConsentDialog release={release} opened={opened === 'consent'} close={close} />
      <ApproveDialog release={release} opened={opened === 'approve'} close={close} />
      <RecallDialog release={release} opened={opened === 'recall'} close={close} />
      <AnswerDialog release={release} opened={opened === 'answer'} close={close} />
      <AmendDialog release={release} opened={opened === 'amend'} close={close} />
      <ApproveAmendment release={release} opened={opened === 'approve-amendment'} close={close} />
    </>
  )
}

interface ActDialogProps {
  readonly release: ReleaseView
  readonly opened: boolean
  readonly close: () => void
}

interface ActAskedProps extends ActDialogProps {
  readonly by: Parameters<typeof useReleaseAct>[0]
  readonly title: string
  readonly act: string
  readonly done: string
  readonly children: ReactNode
}

/** Says what an act does, asks for the reason, and tells when it is done. */
function ActAsked({ release, opened, close, by, title, act, done, children }: ActAskedProps) {
  const { isPending, error, mutate } = useReleaseAct(by)
  const onSuccess = (): void => {
    close()
    showDone(done)
  }
  return (
    <ReasonDialog
      opened={opened}
      close={close}
      title={title}
      act={act}
      isActing={isPending}
      error={error}
      decide={(reason) => mutate({ id: release.id, reason }, { onSuccess })}
    >
      {children}
    </ReasonDialog>
  )
}

function ApproveDialog(props: ActDialogProps) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const partner = say(props.release.peer.name)
  return (
    <ActAsked
      {...props}
      by="releaseApprove"
      title={t`Approve this release?`}
      act={t`Approve and send`}
      done={t`Approved, and sent to ${partner}`}
    >
      <Trans>
        It goes to {partner} at once. Your name stands beside it as the second person. It can be recalled
        later.
      </Trans>
    </ActAsked>
  )
}

function ApproveAmendment(props: ActDialogProps) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const { release } = props
  const partner = say(release.peer.name)
  const waiting = release.amendments.find((one) => one.state === 'waiting')
  return (
    <ActAsked
      {...props}
      by="releaseAmendApprove"
      title={t`Approve this change?`}
      act={t`Approve and send`}
      done={t`Approved, and sent to ${partner}`}
    >
      <Trans>
        From now on {partner} holds exactly this. Your name stands beside it as the second person.
      </Trans>
      {waiting?.package ? (
        <PackageView contents={waiting.package} held={release.package ?? { entities: [], links: [] }} />
      ) : null}
    </ActAsked>
  )
}

function ConsentDialog(props: ActDialogProps) {
  const { t } = useLingui()
  const reference = props.release.consent?.reference ?? ''
  return (
    <ActAsked
      {...props}
      by="releaseConsentEnded"
      title={t`Has the consent ended?`}
      act={t`Take back all that rests on it`}
      done={t`What rests on the consent is being taken back`}
    >
      <Trans>
        Everything that your organisation handed over on the consent {reference} is recalled at once, from
        every partner. This can't be undone.
      </Trans>
    </ActAsked>
  )
}

function RecallDialog(props: ActDialogProps) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const partner = say(props.release.peer.name)
  const isHere = props.release.state === 'waiting'
  return (
    <ActAsked
      {...props}
      by="releaseRecall"
      title={isHere ? t`Withdraw this release?` : t`Recall this release?`}
      act={isHere ? t`Withdraw` : t`Recall`}
      done={isHere ? t`Withdrawn` : t`The recall is on its way to ${partner}`}
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
    </ActAsked>
  )
}
