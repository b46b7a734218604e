import { useLingui } from '@lingui/react/macro'
import { Badge } from '@mantine/core'
import { IconAlertTriangle, IconBolt } from '@tabler/icons-react'

import type { RequestView } from '../../api/wire.ts'
import { StateMark } from '../../ui/state-mark.tsx'
import { newLook, stateLooks, urgencyWords } from './request-words.ts'

/** Where a request stands; one that nobody here has opened is new. */
export function RequestState({ request }: { readonly request: RequestView }) {
  const { t } = useLingui()
  const isNew = request.direction === 'in' && request.state === 'sent'
  const { words, icon, color } = isNew ? newLook : stateLooks[request.state]
  return <StateMark words={t(words)} icon={icon} color={color} />
}

/** Only what is more than routine is marked. */
export function UrgencyMark({ urgency }: Pick<RequestView, 'urgency'>) {
  const { t } = useLingui()
  if (urgency === 'routine') return null
  const isDanger = urgency === 'danger'
  return (
    <Badge
      variant={isDanger ? 'filled' : 'light'}
      color={isDanger ? 'red' : 'amber'}
      size="lg"
      radius="sm"
      fz={13}
      fw={600}
      leftSection={
        isDanger ? <IconAlertTriangle size={14} aria-hidden /> : <IconBolt size={14} aria-hidden />
      }
      styles={{ root: { maxWidth: 'none', overflow: 'visible' }, label: { overflow: 'visible' } }}
    >
      {t(urgencyWords[urgency])}
    </Badge>
  )
}
