import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import { IconBolt, IconCheck, IconEye, IconX } from '@tabler/icons-react'
import type { Icon } from '@tabler/icons-react'

import type { LeadRow, LeadRule, LeadState, LeadView } from '../../api/wire.ts'

export const ruleWords: Record<LeadRule, MessageDescriptor> = {
  'watch-entity': msg`News of a watched profile`,
  'watch-identifier': msg`A watched number was stated`,
  'watch-search': msg`New hit of a saved search`,
  'shared-identifier': msg`One number in two places`,
}

export const stateLooks: Record<
  LeadState,
  { readonly words: MessageDescriptor; readonly icon: Icon; readonly color: string }
> = {
  new: { words: msg`New`, icon: IconBolt, color: 'indigo' },
  acknowledged: { words: msg`Taken up`, icon: IconEye, color: 'amber' },
  acted: { words: msg`Acted on`, icon: IconCheck, color: 'teal' },
  dismissed: { words: msg`Dismissed`, icon: IconX, color: 'slate' },
}

export const connectWords: Record<LeadRow['connects'][number], MessageDescriptor> = {
  source: msg`two sources`,
  case: msg`two cases`,
  organisation: msg`two organisations`,
  country: msg`two countries`,
}

export const actWords: Record<LeadView['acts'][number]['act'], MessageDescriptor> = {
  acknowledge: msg`took it up`,
  act: msg`acted on it`,
  dismiss: msg`dismissed it`,
  reopen: msg`took it up again`,
  assign: msg`gave it to`,
}
