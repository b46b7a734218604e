import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'

import type { ConsentView, GiveConsent, MakeShare } from '../../api/wire.ts'
import type { untilDays } from './giving.ts'

type Entry = ConsentView['entries'][number]

/** The sentences that belong to every agreement, by id; of a child one more. */
export function ruleIds(isChild: boolean): readonly string[] {
  return ['consent.free', 'consent.withdraw', ...(isChild ? ['consent.child'] : [])]
}

export const modeWords: Readonly<Record<Entry['mode'], MessageDescriptor>> = {
  spoken: msg`said it`,
  written: msg`wrote it`,
  gesture: msg`showed it by a gesture`,
}

export const interpreterWords: Readonly<Record<NonNullable<Entry['interpreter']>, MessageDescriptor>> = {
  none: msg`No interpreter`,
  present: msg`An interpreter in the room`,
  remote: msg`An interpreter by telephone or video`,
}

export const witnessWords: Readonly<Record<NonNullable<Entry['witness']>, MessageDescriptor>> = {
  none: msg`Nobody else`,
  colleague: msg`A colleague`,
  'support-person': msg`A support person`,
  guardian: msg`A guardian`,
}

export const basisWords: Readonly<Record<Exclude<GiveConsent['basis'], 'consent'>, MessageDescriptor>> = {
  'vital-interest': msg`To save a life`,
  'legal-duty': msg`A duty of law`,
  'public-task': msg`A task the law gives to a public body`,
}

export const partWords: Readonly<Record<MakeShare['parts'][number], MessageDescriptor>> = {
  identity: msg`Who the person is`,
  contact: msg`How to reach them`,
  family: msg`Their family`,
  interview: msg`What they told`,
}

export const endWords: Readonly<Record<string, MessageDescriptor>> = {
  withdrawn: msg`because the person took the agreement back`,
  expired: msg`because its time was over`,
  'taken-back': msg`because we ended it`,
  declined: msg`because the organisation declined`,
  done: msg`because what it was for is done`,
}

export const untilWords: Readonly<Record<keyof typeof untilDays | 'open', MessageDescriptor>> = {
  '30': msg`30 days`,
  '90': msg`90 days`,
  '365': msg`one year`,
  open: msg`Until they take it back`,
}
