import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import type { GiveOutPurposeName } from '@shield/core'

import type { CaseRelease, FieldFateView } from '../../api/wire.ts'

/** What cases go for, as the worker says it. What the person hears is the ledger's own sentence. */
export const purposeWords: Readonly<Record<GiveOutPurposeName, MessageDescriptor>> = {
  referral: msg`To be helped there`,
  'transfer-abroad': msg`For the return to another country`,
  statistics: msg`To be counted there, without names`,
}

export const stateWords: Readonly<Record<CaseRelease['state'], MessageDescriptor>> = {
  waiting: msg`waits for a second person`,
  released: msg`given out`,
  refused: msg`refused`,
}

export const fateWords: Readonly<Record<FieldFateView['fate'], MessageDescriptor>> = {
  kept: msg`Given as it is`,
  mapped: msg`Given, but changed`,
  left: msg`Not given`,
}

export const takenWords: typeof fateWords = {
  kept: msg`Taken as it is`,
  mapped: msg`Taken, but changed`,
  left: msg`Not taken`,
}

export const wayWords: Readonly<
  Record<NonNullable<CaseRelease['people'][number]['toldWay']>, MessageDescriptor>
> = {
  letter: msg`by letter`,
  telephone: msg`by telephone`,
  meeting: msg`in a meeting`,
  system: msg`through their system`,
}
