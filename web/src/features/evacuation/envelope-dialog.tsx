import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Modal, Stack, Text } from '@mantine/core'

import { useLanguage } from '../../language/use-language.ts'
import { Fault } from '../../ui/states.tsx'
import css from './evacuation.module.css'
import { useEnvelope } from './queries.ts'

/** A code for the sealed envelope: shown once, for whoever has to act when its owner can't come to a screen. */
export function EnvelopeDialog({ close }: { readonly close: () => void }) {
  const { t } = useLingui()
  const { instant } = useLanguage()
  const envelope = useEnvelope()
  return (
    <Modal
      opened
      onClose={close}
      title={t`My code for the envelope`}
      closeButtonProps={{ 'aria-label': t`Close` }}
    >
      <Stack>
        <Text>
          <Trans>
            Your code agrees in your place, once, at the machine, together with the code of somebody of the
            other office. Write it on paper, seal it, and give it to somebody who does not have the other one.
            A new code ends the earlier one.
          </Trans>
        </Text>
        {envelope.data ? (
          <div role="status">
            <Text className={css['code'] ?? ''}>{envelope.data.code}</Text>
            <Text>
              <Trans>Good until {instant(envelope.data.goodUntil)}. It is not shown again.</Trans>
            </Text>
          </div>
        ) : null}
        {envelope.error ? <Fault error={envelope.error} /> : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            <Trans>Close</Trans>
          </Button>
          {envelope.data ? null : (
            <Button loading={envelope.isPending} onClick={() => envelope.mutate()}>
              <Trans>Show my code</Trans>
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  )
}
