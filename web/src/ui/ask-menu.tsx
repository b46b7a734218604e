import { Trans } from '@lingui/react/macro'
import { Button, Popover, Stack } from '@mantine/core'
import type { ButtonProps } from '@mantine/core'
import { IconMailForward, IconMessageQuestion, IconZoomQuestion } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'

import { useSession } from '../api/session.ts'

interface AskMenuProps {
  /** Ids of profiles whose numbers are asked about; of one alone a request can be made too. */
  readonly entities: readonly string[]
  readonly size?: ButtonProps['size']
}

const mostProfiles = 50

/** The two ways to ask a partner about what is on the screen: without telling, or by a request in words. */
export function AskMenu({ entities, size }: AskMenuProps) {
  const { can } = useSession()
  const [opened, setOpened] = useState(false)
  const [only] = entities
  const mayMatch = can.includes('match.ask')
  const mayRequest = can.includes('exchange.read') && entities.length === 1
  if (only === undefined || (!mayMatch && !mayRequest)) return null
  return (
    <Popover position="bottom-start" opened={opened} onChange={setOpened} trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="default"
          {...(size === undefined ? {} : { size })}
          leftSection={<IconMessageQuestion size={16} aria-hidden />}
          onClick={() => setOpened(!opened)}
        >
          <Trans>Ask a partner…</Trans>
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap={4}>
          {mayMatch ? (
            <Button
              {...way}
              leftSection={<IconZoomQuestion size={16} aria-hidden />}
              renderRoot={(props) => (
                <Link
                  to="/matching"
                  search={{ new: 'yes', entities: entities.slice(0, mostProfiles).join(',') }}
                  {...props}
                />
              )}
            >
              <Trans>whether it holds its numbers, without telling</Trans>
            </Button>
          ) : null}
          {mayRequest ? (
            <Button
              {...way}
              leftSection={<IconMailForward size={16} aria-hidden />}
              renderRoot={(props) => <Link to="/requests" search={{ new: 'yes', entity: only }} {...props} />}
            >
              <Trans>for information or for action</Trans>
            </Button>
          ) : null}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}

const way = {
  variant: 'subtle',
  color: 'gray',
  c: 'var(--mantine-color-text)',
  justify: 'flex-start',
} as const
