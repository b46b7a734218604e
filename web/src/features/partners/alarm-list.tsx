import { Trans } from '@lingui/react/macro'
import { Alert, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconClock } from '@tabler/icons-react'

import type { PartnerAlarm } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'

interface AlarmListProps {
  readonly label: string
  readonly alarms: readonly PartnerAlarm[]
}

/** What somebody has to look at, the graver first, in the node's own words; nothing where all is well. */
export function AlarmList({ label, alarms }: AlarmListProps) {
  const { say, instant } = useLanguage()
  if (alarms.length === 0) return null
  return (
    <Stack gap="xs" mb="md" component="section" aria-label={label}>
      {alarms
        .toSorted((a, b) => Number(b.isGrave) - Number(a.isGrave))
        .map((one) => (
          <Alert
            key={`${one.kind} ${one.peer ?? ''} ${one.at ?? ''}`}
            variant="light"
            color={one.isGrave ? 'red' : 'amber'}
            icon={one.isGrave ? <IconAlertTriangle aria-hidden /> : <IconClock aria-hidden />}
          >
            {say(one.words)}
            {one.at === undefined ? null : (
              <Text fz="xs" c="dimmed">
                <Trans>since {instant(one.at)}</Trans>
              </Text>
            )}
          </Alert>
        ))}
    </Stack>
  )
}
