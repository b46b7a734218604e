import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import {
  IconArrowBackUp,
  IconBan,
  IconCalendarOff,
  IconCheck,
  IconClock,
  IconInbox,
  IconPencil,
  IconSend,
  IconUserCheck,
} from '@tabler/icons-react'
import type { Icon } from '@tabler/icons-react'

import type { ReleaseView } from '../../api/wire.ts'
import type { StepName } from './release-steps.ts'

interface StateLook {
  readonly words: MessageDescriptor
  readonly icon: Icon
  readonly color: string
}

type State = ReleaseView['state']

/** How each state of a release out looks: a picture, a word and a colour. */
const out: Record<State, StateLook> = {
  draft: { words: msg`Draft`, icon: IconPencil, color: 'slate' },
  waiting: { words: msg`Waits for a second person`, icon: IconUserCheck, color: 'amber' },
  approved: { words: msg`Approved, on its way`, icon: IconSend, color: 'indigo' },
  sent: { words: msg`Sent, not yet confirmed`, icon: IconClock, color: 'indigo' },
  applied: { words: msg`With the partner`, icon: IconCheck, color: 'teal' },
  refused: { words: msg`Refused by the partner`, icon: IconBan, color: 'red' },
  recalling: { words: msg`Being recalled`, icon: IconClock, color: 'amber' },
  recalled: { words: msg`Recalled`, icon: IconArrowBackUp, color: 'slate' },
}

/** A release in is here or was taken back by its owner; the states before arrival are the partner's. */
const into: Partial<Record<State, StateLook>> = {
  applied: { words: msg`Received`, icon: IconInbox, color: 'teal' },
  recalled: { words: msg`Taken back by its owner`, icon: IconArrowBackUp, color: 'slate' },
}

const ended: StateLook = { words: msg`Over: its last day has passed`, icon: IconCalendarOff, color: 'slate' }

export function lookOf(direction: 'out' | 'in', state: State | 'ended'): StateLook {
  if (state === 'ended') return ended
  return (direction === 'in' ? into[state] : undefined) ?? out[state]
}

/** The states a release of this direction can be found in. */
export const statesOf = {
  out: ['waiting', 'approved', 'sent', 'applied', 'refused', 'recalling', 'recalled'],
  in: ['applied', 'recalled'],
} as const satisfies Record<'out' | 'in', readonly State[]>

export const stepWords: Record<
  StepName,
  { readonly done: MessageDescriptor; readonly awaited: MessageDescriptor }
> = {
  asked: { done: msg`Asked for`, awaited: msg`Asked for` },
  'originator-asked': { done: msg`Its originator was asked`, awaited: msg`Its originator was asked` },
  'originator-agreed': { done: msg`Its originator allowed it`, awaited: msg`Its originator has to allow it` },
  'originator-refused': { done: msg`Its originator refused`, awaited: msg`Its originator refused` },
  approved: { done: msg`Approved by a second person`, awaited: msg`A second person has to approve it` },
  sent: { done: msg`Sent`, awaited: msg`Then it is sent` },
  accepted: { done: msg`Accepted by their node`, awaited: msg`Their node has to accept it` },
  applied: { done: msg`Shown to them`, awaited: msg`Their node has to confirm it` },
  refused: { done: msg`Refused by their node`, awaited: msg`Refused by their node` },
  seen: { done: msg`Opened by a person`, awaited: msg`Opened by a person` },
  acted: { done: msg`Acted on`, awaited: msg`Acted on` },
  declined: { done: msg`Nothing will be done`, awaited: msg`Nothing will be done` },
  'recall-asked': { done: msg`Recall sent`, awaited: msg`Recall sent` },
  withdrawn: { done: msg`Withdrawn before it left`, awaited: msg`Withdrawn before it left` },
  hidden: {
    done: msg`Hidden there, with their receipt`,
    awaited: msg`Their node has to confirm that it is hidden`,
  },
  received: { done: msg`Received, and confirmed to them`, awaited: msg`Received, and confirmed to them` },
  ended: {
    done: msg`Its last day was over: hidden here`,
    awaited: msg`Its last day was over: hidden here`,
  },
  'taken-back': {
    done: msg`Taken back by its owner, hidden here`,
    awaited: msg`Taken back by its owner, hidden here`,
  },
}
