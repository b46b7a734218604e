import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'

import type { ListField, Sense, ValueField } from './agreement-changes.ts'

export const termWords: Readonly<Record<ListField | ValueField, MessageDescriptor>> = {
  kinds: msg`Kinds`,
  properties: msg`Values`,
  zones: msg`Whose data`,
  purposes: msg`Purposes`,
  identifiers: msg`Compared without showing`,
  matchPurposes: msg`Compared for`,
  title: msg`Title`,
  text: msg`Text of the agreement`,
  legalBasis: msg`Legal basis`,
  onward: msg`Passing on`,
  retention: msg`Kept`,
  validFrom: msg`Valid from`,
  validUntil: msg`Valid until`,
  quotaPerson: msg`Comparisons a day, each person`,
  quotaCase: msg`Comparisons a day, each case`,
  quotaNode: msg`Comparisons a day, each side`,
}

export const senseWords: Readonly<Record<Sense, MessageDescriptor>> = {
  wider: msg`allows more`,
  narrower: msg`allows less`,
  other: msg`is another`,
}
