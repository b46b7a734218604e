import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import {
  IconBan,
  IconCircleCheck,
  IconEyeCheck,
  IconHourglass,
  IconSend,
  IconTargetArrow,
} from '@tabler/icons-react'
import type { Icon } from '@tabler/icons-react'

import type { HitView, MatchCheck, MatchIdentifier, MatchRow } from '../../api/wire.ts'

export const identifierWords: Record<MatchIdentifier, MessageDescriptor> = {
  phone: msg`Telephone`,
  account: msg`Bank account`,
  wallet: msg`Crypto wallet`,
  document: msg`Document with its issuer`,
  email: msg`E-mail address`,
  domain: msg`Internet domain`,
  plate: msg`Registration plate`,
}

type LeftOut = NonNullable<MatchCheck['items'][number]['leftOut']>

/** Why a value stays here, with what would help. */
export const leftOutWords: Record<LeftOut, MessageDescriptor> = {
  'kind-unknown': msg`its kind can't be told: choose one above, or take it out (names are not compared)`,
  'not-agreed': msg`this kind is not in the agreement`,
  'not-published': msg`the partner has published nothing of this kind this month`,
  'no-country': msg`a telephone without its country: write +66 …`,
  'no-issuer': msg`a document without its issuer: write TH:AA1234567`,
  'too-short': msg`too short to compare`,
  malformed: msg`not in the form of its kind`,
  twice: msg`stands in the list already`,
}

interface Look {
  readonly words: MessageDescriptor
  readonly icon: Icon
  readonly color: string
}

export const stateLooks: Record<MatchRow['state'], Look> = {
  logging: { words: msg`Waits for the audit`, icon: IconHourglass, color: 'amber' },
  sent: { words: msg`Asked`, icon: IconSend, color: 'indigo' },
  answered: { words: msg`Nothing found`, icon: IconCircleCheck, color: 'slate' },
  refused: { words: msg`Not answered`, icon: IconBan, color: 'red' },
}

export const foundLook: Look = { words: msg`Found`, icon: IconTargetArrow, color: 'teal' }

export const watchWords: Record<NonNullable<MatchRow['watch']>, MessageDescriptor> = {
  runs: msg`watched`,
  waits: msg`watched: goes on when the partner has published this month`,
  'went-on': msg`watch goes on in a newer question`,
  ended: msg`watch ended`,
  stopped: msg`watch stopped`,
}

type Answer = NonNullable<HitView['answer']>

export const answerWords: Record<Answer, { readonly said: MessageDescriptor; readonly look: Look }> = {
  core: {
    said: msg`core data was handed over`,
    look: { words: msg`Core data`, icon: IconCircleCheck, color: 'teal' },
  },
  contact: {
    said: msg`talk to a person`,
    look: { words: msg`Contact`, icon: IconEyeCheck, color: 'indigo' },
  },
  refuse: { said: msg`nothing is told`, look: { words: msg`Refused`, icon: IconBan, color: 'red' } },
  neither: {
    said: msg`neither yes nor no`,
    look: { words: msg`Neither yes nor no`, icon: IconBan, color: 'slate' },
  },
}

export const hitRefusalWords: Record<NonNullable<HitView['code']>, MessageDescriptor> = {
  law: msg`The law does not allow it`,
  operation: msg`It would harm an operation`,
  purpose: msg`Not for this purpose`,
  other: msg`Another reason`,
}
