import { useLingui } from '@lingui/react/macro'
import { Badge } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconClock, IconPlayerPause, IconPlugOff } from '@tabler/icons-react'

import type { PartnerView } from '../../api/wire.ts'

/** The one thing to know of a partner at a glance: suspended, something grave, out of reach, never met, or in reach. */
export function ReachMark({ partner }: { readonly partner: PartnerView }) {
  const { t } = useLingui()
  const look = partner.suspended
    ? { words: t`Suspended by us`, icon: IconPlayerPause, color: 'red' }
    : partner.alarms.some((one) => one.isGrave)
      ? { words: t`Needs a look`, icon: IconAlertTriangle, color: 'red' }
      : partner.reach !== 'closed'
        ? { words: t`Out of reach`, icon: IconPlugOff, color: 'amber' }
        : partner.seenAt === undefined
          ? { words: t`Not met yet`, icon: IconClock, color: 'slate' }
          : { words: t`In reach`, icon: IconCheck, color: 'teal' }
  const Picture = look.icon
  return (
    <Badge
      variant="light"
      color={look.color}
      size="lg"
      radius="sm"
      fz={13}
      fw={500}
      leftSection={<Picture size={14} aria-hidden />}
    >
      {look.words}
    </Badge>
  )
}
