import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'

import type { ActName } from './graph-model.ts'

/** What undo takes back and redo brings again. */
export const actWords: Record<ActName, MessageDescriptor> = {
  add: msg`add`,
  expand: msg`expand`,
  connect: msg`find connections`,
  hide: msg`hide`,
  show: msg`show`,
  pin: msg`pin`,
  unpin: msg`unpin`,
  remove: msg`remove`,
  move: msg`move`,
  arrange: msg`arrange`,
}
