import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import {
  IconBan,
  IconCheck,
  IconCircleCheck,
  IconEye,
  IconGavel,
  IconHourglass,
  IconPlayerPlay,
  IconProgress,
  IconSend,
} from '@tabler/icons-react'
import type { Icon } from '@tabler/icons-react'

import type { RequestView } from '../../api/wire.ts'

export const kindWords: Record<RequestView['kind'], MessageDescriptor> = {
  information: msg`Information`,
  'freeze-account': msg`Freeze an account`,
  'preserve-data': msg`Preserve data`,
  'check-address': msg`Check an address`,
  'care-for-person': msg`Take care of a person`,
  permission: msg`Permission`,
}

/** What each kind asks of the partner, for who chooses it. */
export const kindNotes: Record<RequestView['kind'], MessageDescriptor> = {
  information: msg`They tell what they know of a person, a number, a case.`,
  'freeze-account': msg`They stop money on an account or wallet. Say how much, and when it moved.`,
  'preserve-data': msg`They have a company keep data until a court asks for it.`,
  'check-address': msg`They look whether a person, a company or a compound is at an address.`,
  'care-for-person': msg`They see to the safety of somebody. Say what is feared, and from whom.`,
  permission: msg`They allow a use of what they gave, or work on their soil.`,
}

export const urgencyWords: Record<RequestView['urgency'], MessageDescriptor> = {
  routine: msg`Routine`,
  urgent: msg`Urgent`,
  danger: msg`Danger to life`,
}

export const refusalWords: Record<NonNullable<RequestView['code']>, MessageDescriptor> = {
  law: msg`The law does not allow it`,
  'not-ours': msg`It is not ours to do`,
  'too-wide': msg`It asks too widely`,
  operation: msg`It would harm an operation`,
  'no-resources': msg`There is nobody to do it`,
  other: msg`Another reason`,
}

type State = RequestView['state']
interface Look {
  readonly words: MessageDescriptor
  readonly icon: Icon
  readonly color: string
}

export const stateLooks: Record<State, Look> = {
  waiting: { words: msg`Waits for a second person`, icon: IconHourglass, color: 'amber' },
  sent: { words: msg`Sent, not opened yet`, icon: IconSend, color: 'indigo' },
  seen: { words: msg`Opened`, icon: IconEye, color: 'indigo' },
  accepted: { words: msg`Accepted`, icon: IconPlayerPlay, color: 'teal' },
  'answered-in-part': { words: msg`Answered in part`, icon: IconProgress, color: 'teal' },
  refused: { words: msg`Refused`, icon: IconBan, color: 'red' },
  'mutual-legal-assistance': {
    words: msg`Handed to mutual legal assistance`,
    icon: IconGavel,
    color: 'slate',
  },
  closed: { words: msg`Closed`, icon: IconCircleCheck, color: 'slate' },
}

/** Not opened yet by us is new. */
export const newLook: Look = { words: msg`New`, icon: IconCheck, color: 'indigo' }

export const turnWords: Record<RequestView['turn'], MessageDescriptor> = {
  us: msg`our turn`,
  them: msg`their turn`,
  nobody: msg`nothing more to do`,
}

/** Acts in the thread, said of whoever did them. */
export const actWords: Readonly<Record<string, MessageDescriptor>> = {
  approve: msg`let it go`,
  accept: msg`accepted it`,
  refuse: msg`refused it`,
  'answer-part': msg`answered it in part`,
  answer: msg`answered it`,
  'mutual-legal-assistance': msg`handed it to mutual legal assistance`,
  withdraw: msg`withdrew it`,
  chase: msg`reminded`,
  'not-taken': msg`did not take it`,
}

/** What the clock writes when nobody does. */
export const reminderWords: Readonly<Record<string, MessageDescriptor>> = {
  'due-soon': msg`One day is left.`,
  overdue: msg`The time is over.`,
}
