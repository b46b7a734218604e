import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import { useLingui } from '@lingui/react/macro'
import { Badge } from '@mantine/core'
import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconBan,
  IconCircleCheck,
  IconClock,
  IconEye,
  IconFileUpload,
  IconProgress,
} from '@tabler/icons-react'
import type { Icon } from '@tabler/icons-react'

import type { ImportState } from './intake-url.ts'

interface StateWords {
  readonly label: MessageDescriptor
  readonly icon: Icon
  readonly color: string
}

export const stateWords: Record<ImportState, StateWords> = {
  uploaded: { label: msg`uploaded`, icon: IconFileUpload, color: 'slate' },
  previewed: { label: msg`tried, nothing written`, icon: IconEye, color: 'indigo' },
  queued: { label: msg`waiting`, icon: IconClock, color: 'slate' },
  running: { label: msg`running`, icon: IconProgress, color: 'indigo' },
  done: { label: msg`imported`, icon: IconCircleCheck, color: 'teal' },
  failed: { label: msg`failed`, icon: IconAlertTriangle, color: 'red' },
  cancelled: { label: msg`cancelled`, icon: IconBan, color: 'amber' },
  undone: { label: msg`undone`, icon: IconArrowBackUp, color: 'gray' },
}

export function ImportStateBadge({ state }: { readonly state: ImportState }) {
  const { t } = useLingui()
  const { label, icon: Picture, color } = stateWords[state]
  return (
    <Badge variant="light" color={color} size="lg" fw={500} leftSection={<Picture size={14} aria-hidden />}>
      {t(label)}
    </Badge>
  )
}
