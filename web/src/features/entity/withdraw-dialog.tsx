import { Trans, useLingui } from '@lingui/react/macro'

import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import type { Judgement } from '../../api/wire.ts'
import { useWithdrawJudgement } from './queries.ts'

interface WithdrawDialogProps {
  readonly judgement: Judgement
  readonly opened: boolean
  readonly close: () => void
}

export function WithdrawDialog({ judgement, opened, close }: WithdrawDialogProps) {
  const { t } = useLingui()
  const withdraw = useWithdrawJudgement()
  return (
    <ReasonDialog
      opened={opened}
      close={close}
      title={judgement.verdict === 'same' ? t`Take apart again?` : t`Withdraw this judgement?`}
      act={judgement.verdict === 'same' ? t`Take apart` : t`Withdraw`}
      isActing={withdraw.isPending}
      error={withdraw.error}
      decide={(reason) => withdraw.mutate({ id: judgement.id, reason }, { onSuccess: close })}
    >
      <Trans>
        The state before this judgement comes back exactly. Nothing is deleted: the judgement stays in the
        history as withdrawn.
      </Trans>
    </ReasonDialog>
  )
}
