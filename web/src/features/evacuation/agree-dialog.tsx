import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Checkbox, Group, Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'

import type { EvacuationRow } from '../../api/wire.ts'
import { Fault } from '../../ui/states.tsx'
import { useAgree } from './queries.ts'

interface AgreeDialogProps {
  readonly row: EvacuationRow
  readonly close: () => void
}

/** The second person's word. To leave in earnest takes a tick more, so that no slip of a hand does it. */
export function AgreeDialog({ row, close }: AgreeDialogProps) {
  const { t } = useLingui()
  const agree = useAgree()
  const isReal = row.kind === 'real'
  const [isSure, setSure] = useState(false)
  return (
    <Modal
      opened
      onClose={close}
      title={isReal ? t`Leave this place?` : t`Agree to the drill?`}
      closeButtonProps={{ 'aria-label': t`Close` }}
    >
      <Stack>
        <Text>
          {isReal ? (
            <Trans>
              Everybody is thrown out, the keys are destroyed, the data is wiped. This can't be taken back.
            </Trans>
          ) : (
            <Trans>The node answers nobody for a minute or a few. Nothing is destroyed.</Trans>
          )}
        </Text>
        {isReal ? (
          <Checkbox
            checked={isSure}
            onChange={(event) => setSure(event.currentTarget.checked)}
            label={t`The disk for the export is in, and somebody takes it along`}
          />
        ) : null}
        {agree.error ? <Fault error={agree.error} /> : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            <Trans>Cancel</Trans>
          </Button>
          <Button
            {...(isReal ? { color: 'red' } : {})}
            disabled={isReal && !isSure}
            loading={agree.isPending}
            onClick={() => agree.mutate(row.id, { onSuccess: close })}
          >
            {isReal ? <Trans>Agree: leave</Trans> : <Trans>Agree to the drill</Trans>}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
