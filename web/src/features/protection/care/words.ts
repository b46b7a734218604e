import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'

import type { CareContact, CareView, ReferralRow } from '../../../api/wire.ts'
import { fieldWords } from '../words.ts'

export const referralStateWords: Readonly<Record<ReferralRow['state'], MessageDescriptor>> = {
  prepared: msg`Prepared, not sent`,
  waiting: msg`Waits for an answer`,
  accepted: msg`Accepted`,
  declined: msg`Declined`,
  done: msg`Done`,
  'taken-back': msg`Taken back`,
  withdrawn: msg`The person took the agreement back`,
  expired: msg`The agreement ran out`,
}

export const stepByWords: Readonly<
  Record<CareView['goals'][number]['steps'][number]['by'], MessageDescriptor>
> = {
  person: msg`the person does it`,
  worker: msg`we do it`,
  service: msg`a service does it`,
}

export const outcomeWords: Readonly<Record<string, MessageDescriptor>> = {
  reached: msg`reached`,
  'no-answer': msg`no answer`,
  'somebody-else': msg`somebody else answered`,
  'left-message': msg`left a message`,
} satisfies Record<CareContact['outcome'], MessageDescriptor>

const identityWords: Readonly<Record<string, MessageDescriptor>> = {
  names: msg`Names`,
  born: msg`Date of birth`,
  citizenships: msg`Nationality, as the person says`,
  documents: msg`Documents`,
  phones: msg`Telephones`,
}

/** Groups of facts in the order they are shown. */
export const factGroups = ['triage', 'identity', 'answer', 'certificate', 'contact'] as const
export type FactGroup = (typeof factGroups)[number]

export const factGroupWords: Readonly<Record<FactGroup, MessageDescriptor>> = {
  triage: msg`What help is needed`,
  identity: msg`Who this is`,
  answer: msg`What was told`,
  certificate: msg`Health certificate`,
  contact: msg`How the person may be reached`,
}

export function factGroupOf(key: string): FactGroup {
  return factGroups.find((group) => key === group || key.startsWith(`${group}.`)) ?? 'answer'
}

/** The name of one fact; an answer is named by its question's number. */
export function factWord(key: string): MessageDescriptor | string {
  const [group = '', field = ''] = key.split('.')
  if (group === 'triage') return fieldWords[field as keyof typeof fieldWords]
  if (group === 'identity') return identityWords[field] ?? field
  return group === 'answer' ? field : factGroupWords[factGroupOf(key)]
}
