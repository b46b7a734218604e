import { Trans } from '@lingui/react/macro'
import { Alert, Button, Stack, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'

import { Fault } from '../../ui/states.tsx'
import type { Saving } from './saving.ts'

/** What the node has not taken, and whether it will be sent again by itself. */
export function NotSaved({ saving }: { readonly saving: Saving }) {
  if (!saving.error) return null
  if (!saving.isRefused)
    return (
      <Alert variant="default" icon={<IconAlertTriangle aria-hidden />} role="alert">
        <Text>
          <Trans>
            The node does not answer. What was told stands on this page and is sent by itself as soon as it
            does: do not close the page.
          </Trans>
        </Text>
      </Alert>
    )
  return (
    <Stack gap="sm">
      <Fault
        error={saving.error}
        keptText={<Trans>What was saved before is kept. The last of it was not taken.</Trans>}
      />
      <Button size="md" variant="default" style={{ alignSelf: 'start' }} onClick={saving.drop}>
        <Trans>Leave out what was not taken</Trans>
      </Button>
    </Stack>
  )
}
