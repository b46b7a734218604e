import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'

import type { AlarmRow } from '../../api/wire.ts'

export const partWords: Readonly<Record<AlarmRow['part'], MessageDescriptor>> = {
  identity: msg`Who the person is`,
  contact: msg`How to reach the person`,
  family: msg`The family`,
  place: msg`Where the person is sheltered`,
  photo: msg`The picture`,
  words: msg`What the person said`,
}
