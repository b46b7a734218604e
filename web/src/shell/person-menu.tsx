import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Divider, Popover, SegmentedControl, Stack, Text, useMantineColorScheme } from '@mantine/core'
import type { MantineColorScheme } from '@mantine/core'
import { IconChevronDown, IconHelp, IconLogout, IconUserCircle } from '@tabler/icons-react'
import { useState } from 'react'

import { useSession, useSignOut } from '../api/session.ts'
import { useLanguage } from '../language/use-language.ts'
import { useDensity } from './preference.ts'
import type { Density } from './preference.ts'
import css from './shell.module.css'

/** Who is signed in, how the screens look, help, and the way out. */
export function PersonMenu({ showHelp }: { readonly showHelp: () => void }) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const { person, organisation } = useSession()
  const signOut = useSignOut()
  const [opened, setOpened] = useState(false)
  return (
    <Popover
      position="bottom-end"
      width={280}
      shadow="md"
      opened={opened}
      onChange={setOpened}
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <Button
          variant="subtle"
          color="gray"
          c="var(--mantine-color-text)"
          size="compact-md"
          aria-label={t`${say(person.name)}: settings`}
          onClick={() => setOpened(!opened)}
        >
          <IconUserCircle size={20} stroke={1.6} aria-hidden />
          <span className={css['wide']} style={{ margin: '0 6px' }}>
            {say(person.name)}
          </span>
          <IconChevronDown size={14} aria-hidden />
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="sm">
          <div>
            <Text fw={600}>{say(person.name)}</Text>
            <Text fz="sm" c="dimmed">
              {say(organisation.name)}
            </Text>
          </div>
          <Divider />
          <Looks />
          <Divider />
          <Button
            variant="subtle"
            color="gray"
            c="var(--mantine-color-text)"
            justify="flex-start"
            leftSection={<IconHelp size={16} aria-hidden />}
            onClick={() => {
              setOpened(false)
              showHelp()
            }}
          >
            <Trans>Help and keys</Trans>
          </Button>
          <Button
            variant="subtle"
            color="gray"
            c="var(--mantine-color-text)"
            justify="flex-start"
            leftSection={<IconLogout size={16} aria-hidden />}
            onClick={() => signOut.mutate()}
          >
            <Trans>Sign out</Trans>
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}

function Looks() {
  const { t } = useLingui()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const [density, setDensity] = useDensity()
  return (
    <Stack gap="sm">
      <SegmentedControl
        size="xs"
        aria-label={t`Colours`}
        value={colorScheme}
        onChange={(scheme) => setColorScheme(scheme as MantineColorScheme)}
        data={[
          { value: 'light', label: t`Light` },
          { value: 'dark', label: t`Dark` },
          { value: 'auto', label: t`As the device` },
        ]}
      />
      <SegmentedControl
        size="xs"
        aria-label={t`Density`}
        value={density}
        onChange={(next) => setDensity(next as Density)}
        data={[
          { value: 'comfortable', label: t`Comfortable` },
          { value: 'compact', label: t`Compact` },
        ]}
      />
    </Stack>
  )
}
