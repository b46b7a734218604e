import { useLingui } from '@lingui/react/macro'
import { Badge } from '@mantine/core'
import { IconClock } from '@tabler/icons-react'

import { roleWords } from '../../ui/role-words.ts'

/** A role in words; one that is only proposed says so. */
export function RoleBadge({ role, isWaiting }: { readonly role: string; readonly isWaiting: boolean }) {
  const { t } = useLingui()
  const words = roleWords[role]
  const name = words ? t(words) : role
  return (
    <Badge variant="default" leftSection={isWaiting ? <IconClock size={12} aria-hidden /> : null}>
      {isWaiting ? t`${name}: waits for approval` : name}
    </Badge>
  )
}
