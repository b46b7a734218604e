import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import { useLingui } from '@lingui/react/macro'
import {
  IconArrowBackUp,
  IconBan,
  IconCheck,
  IconClock,
  IconHistory,
  IconInbox,
  IconUserCheck,
} from '@tabler/icons-react'
import type { Icon } from '@tabler/icons-react'

import type { AgreementVersion } from '../../api/wire.ts'
import { StateMark } from '../../ui/state-mark.tsx'

interface Look {
  readonly words: MessageDescriptor
  readonly icon: Icon
  readonly color: string
}

const looks: Readonly<Record<AgreementVersion['state'], Look>> = {
  proposed: { words: msg`Waits for the second signature here`, icon: IconUserCheck, color: 'amber' },
  sent: { words: msg`With the partner`, icon: IconClock, color: 'indigo' },
  received: { words: msg`Proposed by the partner`, icon: IconInbox, color: 'amber' },
  agreed: { words: msg`Waits for the second signature here`, icon: IconUserCheck, color: 'amber' },
  'in-force': { words: msg`Signed by both`, icon: IconCheck, color: 'teal' },
  replaced: { words: msg`Replaced by a later version`, icon: IconHistory, color: 'slate' },
  declined: { words: msg`Declined`, icon: IconBan, color: 'red' },
  withdrawn: { words: msg`Withdrawn`, icon: IconArrowBackUp, color: 'slate' },
  overtaken: { words: msg`Overtaken by another version`, icon: IconHistory, color: 'slate' },
}

export function VersionState({ state }: Pick<AgreementVersion, 'state'>) {
  const { t } = useLingui()
  const { words, icon, color } = looks[state]
  return <StateMark words={t(words)} icon={icon} color={color} />
}
