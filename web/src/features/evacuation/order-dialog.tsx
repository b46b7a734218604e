import { Trans, useLingui } from '@lingui/react/macro'
import { Text } from '@mantine/core'

import type { EvacuationRow } from '../../api/wire.ts'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { useAsk } from './queries.ts'

interface OrderDialogProps {
  readonly kind: EvacuationRow['kind']
  readonly close: () => void
}

/** Orders a drill or the leaving; nothing happens before a second person agrees. */
export function OrderDialog({ kind, close }: OrderDialogProps) {
  const { t } = useLingui()
  const ask = useAsk()
  const isDrill = kind === 'drill'
  return (
    <ReasonDialog
      opened
      close={close}
      title={isDrill ? t`Order a drill` : t`Order the evacuation`}
      act={isDrill ? t`Order the drill` : t`Order the evacuation`}
      phrases={
        isDrill ? [t`Quarterly drill`, t`After a change of machine`] : [t`Raid expected`, t`Danger to staff`]
      }
      isActing={ask.isPending}
      error={ask.error}
      decide={(reason) => ask.mutate({ kind, reason }, { onSuccess: close })}
    >
      {isDrill ? (
        <Text>
          <Trans>
            Everything is written out, encrypted, brought back beside the node and compared; then the copy is
            destroyed. The node answers nobody while it is written out, a minute or a few. Nothing else
            changes.
          </Trans>
        </Text>
      ) : (
        <Text>
          <Trans>
            When a second person has agreed, this node ends and nothing readable is left here. There is no way
            back on this machine: it comes up again elsewhere, from the export.
          </Trans>
        </Text>
      )}
    </ReasonDialog>
  )
}
