import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import type { ReactNode } from 'react'

/** Says what was done and keeps the way back open for ten seconds. */
export function showUndo(text: ReactNode, undo: () => void): void {
  const id = notifications.show({
    autoClose: 10_000,
    withCloseButton: true,
    closeButtonProps: { 'aria-label': t`Close` },
    message: (
      <Group justify="space-between" wrap="nowrap">
        <Text>{text}</Text>
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => {
            notifications.hide(id)
            undo()
          }}
        >
          <Trans>Undo</Trans>
        </Button>
      </Group>
    ),
  })
}

export function showDone(text: ReactNode): void {
  notifications.show({ message: text, autoClose: 5_000, closeButtonProps: { 'aria-label': t`Close` } })
}
