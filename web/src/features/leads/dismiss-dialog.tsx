import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'

import type { LeadState } from '../../api/wire.ts'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { showUndo } from '../../ui/undo.tsx'
import { leadQuery, useActOnLead } from './queries.ts'

interface DismissDialogProps {
  readonly id: string
  /** As the list has it; the lead itself knows better where it was read since. */
  readonly was: LeadState
  readonly close: () => void
}

/** Why a lead leads nowhere: it teaches how good its rule is. */
export function DismissDialog({ id, was, close }: DismissDialogProps) {
  const { t } = useLingui()
  const act = useActOnLead()
  const { data } = useQuery(leadQuery(id))
  const state = data?.state ?? was
  const dismiss = (reason: string): void =>
    act.mutate(
      { id, act: 'dismiss', was: state, reason },
      {
        onSuccess: () => {
          close()
          showUndo(t`The lead is dismissed.`, () =>
            act.mutate({ id, act: 'reopen', was: 'dismissed', reason: t`Dismissed by mistake` }),
          )
        },
      },
    )
  return (
    <ReasonDialog
      opened
      close={close}
      title={t`Dismiss this lead?`}
      act={t`Dismiss`}
      isActing={act.isPending}
      error={act.error}
      decide={dismiss}
      phrases={[
        t`Known already`,
        t`A shared line: hotline, call centre, front desk`,
        t`A mistake in one of the records`,
        t`Not our case`,
      ]}
    >
      <Trans>Your desk sees it as dismissed, with your reason. It can be taken up again.</Trans>
    </ReasonDialog>
  )
}
