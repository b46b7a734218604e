import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import {
  IconArrowBackUp,
  IconBan,
  IconBell,
  IconCheck,
  IconGavel,
  IconMessageReply,
  IconUserCheck,
} from '@tabler/icons-react'
import type { Icon } from '@tabler/icons-react'
import { useState } from 'react'
import type { ReactNode } from 'react'

import type { RequestView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Fault } from '../../ui/states.tsx'
import { showDone } from '../../ui/undo.tsx'
import { AnswerDialog } from './answer-dialog.tsx'
import { useActOnRequest, useApproveRequest } from './queries.ts'
import { RefuseDialog } from './refuse-dialog.tsx'

type Opened = 'approve' | 'answer' | 'refuse' | 'mutual-legal-assistance' | 'withdraw' | 'chase'

/** What this reader may do with a request now. */
export function RequestActs({ request }: { readonly request: RequestView }) {
  const [opened, setOpened] = useState<Opened>()
  const close = (): void => setOpened(undefined)
  const dialog = { request, close }
  return (
    <>
      <Accept request={request} />
      <Buttons request={request} open={setOpened} />
      {opened === 'approve' ? <ApproveDialog {...dialog} /> : null}
      {opened === 'answer' ? <AnswerDialog {...dialog} /> : null}
      {opened === 'refuse' ? <RefuseDialog {...dialog} /> : null}
      {opened === 'mutual-legal-assistance' ? <HandOverDialog {...dialog} /> : null}
      {opened === 'withdraw' ? <WithdrawDialog {...dialog} /> : null}
      {opened === 'chase' ? <ChaseDialog {...dialog} /> : null}
    </>
  )
}

interface ButtonsProps {
  readonly request: RequestView
  readonly open: (what: Opened) => void
}

function Buttons({ request: { can, state }, open }: ButtonsProps) {
  const button = (what: Opened, label: ReactNode, Picture: Icon): ReactNode => (
    <Button
      variant={what === 'approve' ? 'filled' : 'default'}
      leftSection={<Picture size={16} aria-hidden />}
      onClick={() => open(what)}
    >
      {label}
    </Button>
  )
  const isBefore = state === 'waiting'
  return (
    <>
      {can.includes('approve') ? button('approve', <Trans>Let it go…</Trans>, IconUserCheck) : null}
      {can.includes('answer') ? button('answer', <Trans>Answer…</Trans>, IconMessageReply) : null}
      {can.includes('refuse') ? button('refuse', <Trans>Refuse…</Trans>, IconBan) : null}
      {can.includes('chase') ? button('chase', <Trans>Remind them…</Trans>, IconBell) : null}
      {can.includes('mutual-legal-assistance')
        ? button('mutual-legal-assistance', <Trans>To mutual legal assistance…</Trans>, IconGavel)
        : null}
      {can.includes('withdraw')
        ? button('withdraw', isBefore ? <Trans>Withdraw…</Trans> : <Trans>Close it…</Trans>, IconArrowBackUp)
        : null}
    </>
  )
}

/** Accepting needs no words: it says that somebody is at work on it. */
function Accept({ request }: { readonly request: RequestView }) {
  const { t } = useLingui()
  const act = useActOnRequest()
  if (!request.can.includes('accept')) return null
  return (
    <>
      <Button
        leftSection={<IconCheck size={16} aria-hidden />}
        loading={act.isPending}
        onClick={() =>
          act.mutate(
            { id: request.id, act: 'accept', text: '' },
            { onSuccess: () => showDone(t`Accepted: they see that somebody is at work on it`) },
          )
        }
      >
        <Trans>Accept</Trans>
      </Button>
      {act.error ? <Fault error={act.error} /> : null}
    </>
  )
}

interface DialogProps {
  readonly request: RequestView
  readonly close: () => void
}

function ApproveDialog({ request, close }: DialogProps) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const approve = useApproveRequest()
  const partner = say(request.otherName)
  const onSuccess = (): void => {
    close()
    showDone(t`Sent to ${partner}`)
  }
  return (
    <ReasonDialog
      opened
      close={close}
      title={t`Let this request go?`}
      act={t`Approve and send`}
      isActing={approve.isPending}
      error={approve.error}
      decide={(reason) => approve.mutate({ id: request.id, reason }, { onSuccess })}
    >
      <Trans>It goes to {partner} at once. Your name stands beside it as the second person.</Trans>
    </ReasonDialog>
  )
}

interface ActDialogProps extends DialogProps {
  readonly by: 'mutual-legal-assistance' | 'withdraw' | 'chase'
  readonly title: string
  readonly label: string
  readonly press: string
  readonly done: string
  readonly children: ReactNode
}

/** An act whose words the other side reads. */
function ActDialog({ request, close, by, title, label, press, done, children }: ActDialogProps) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const act = useActOnRequest()
  const onSuccess = (): void => {
    close()
    showDone(done)
  }
  return (
    <ReasonDialog
      opened
      close={close}
      title={title}
      act={press}
      label={label}
      note={
        request.state === 'waiting'
          ? t`It stays beside the request.`
          : t`${say(request.otherName)} reads this.`
      }
      isActing={act.isPending}
      error={act.error}
      decide={(text) => act.mutate({ id: request.id, act: by, text }, { onSuccess })}
    >
      {children}
    </ReasonDialog>
  )
}

function HandOverDialog(props: DialogProps) {
  const { t } = useLingui()
  return (
    <ActDialog
      {...props}
      by="mutual-legal-assistance"
      title={t`Hand this to mutual legal assistance?`}
      label={t`To whom it was handed, and under which number`}
      press={t`Hand over`}
      done={t`Handed over: print the pages that go along`}
    >
      <Trans>
        What their police may not give, their court may. The request ends here; press Print afterwards for the
        pages in Thai and English that go to the central authority.
      </Trans>
    </ActDialog>
  )
}

function WithdrawDialog(props: DialogProps) {
  const { t } = useLingui()
  const isBefore = props.request.state === 'waiting'
  return (
    <ActDialog
      {...props}
      by="withdraw"
      title={isBefore ? t`Withdraw this request?` : t`Close this request?`}
      label={t`Why`}
      press={isBefore ? t`Withdraw` : t`Close it`}
      done={isBefore ? t`Withdrawn` : t`Closed`}
    >
      {isBefore ? (
        <Trans>It has not left yet, and will not.</Trans>
      ) : (
        <Trans>They are told that nothing more is wanted. It can't be opened again: ask anew instead.</Trans>
      )}
    </ActDialog>
  )
}

function ChaseDialog(props: DialogProps) {
  const { t } = useLingui()
  return (
    <ActDialog
      {...props}
      by="chase"
      title={t`Remind them?`}
      label={t`What to remind them of`}
      press={t`Remind`}
      done={t`Reminded`}
    >
      <Trans>
        Both desks are reminded by the clock too: a day before the time it is wanted by, and when that is
        over.
      </Trans>
    </ActDialog>
  )
}
