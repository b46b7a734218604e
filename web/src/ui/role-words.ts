import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'

export const roleWords: Readonly<Record<string, MessageDescriptor>> = {
  analyst: msg`Analyst`,
  'exchange-officer': msg`Exchange officer`,
  supervisor: msg`Supervisor`,
  administrator: msg`Administrator`,
  oversight: msg`Oversight officer`,
}
