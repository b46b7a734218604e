import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'

import type { ComplaintRow } from '../../api/wire.ts'

export const subjectWords: Readonly<Record<ComplaintRow['about'], MessageDescriptor>> = {
  police: msg`Police`,
  immigration: msg`Immigration`,
  shelter: msg`A shelter`,
  social: msg`Social welfare`,
  interpreter: msg`An interpreter`,
  embassy: msg`An embassy`,
  record: msg`What is written about me`,
  oversight: msg`Oversight itself`,
  other: msg`Something else`,
}

export const stateWords: Readonly<Record<ComplaintRow['state'], MessageDescriptor>> = {
  new: msg`new`,
  'looked-into': msg`is looked into`,
  settled: msg`settled`,
  'not-ours': msg`not for this office`,
}
