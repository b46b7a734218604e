import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'

export const roleWords: Readonly<Record<string, MessageDescriptor>> = {
  analyst: msg`Analyst`,
  assessor: msg`Assessor of non-punishment`,
  'exchange-officer': msg`Exchange officer`,
  supervisor: msg`Supervisor`,
  administrator: msg`Administrator`,
  oversight: msg`Oversight officer`,
  'case-worker': msg`Case worker`,
  'shelter-head': msg`Head of a shelter or service`,
  'panel-member': msg`Panel member`,
  'consular-officer': msg`Consular officer`,
}
