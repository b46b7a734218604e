import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'

import type { ErasureRow, ErasureView, LegalHold, RetentionRow } from '../../api/wire.ts'

export const clockWords: Record<RetentionRow['clock']['state'], MessageDescriptor> = {
  running: msg`Kept`,
  soon: msg`The day comes soon`,
  due: msg`The day has come`,
  held: msg`The clock is stopped`,
}

export const holdWords: Record<LegalHold['state'], MessageDescriptor> = {
  stands: msg`Nobody erases while it stands`,
  lapsed: msg`Has ended by its day`,
  released: msg`Was ended`,
}

export const groundWords: Record<ErasureRow['ground'], MessageDescriptor> = {
  due: msg`The day has come`,
  request: msg`The person asks for it`,
}

export const stateWords: Record<ErasureRow['state'], MessageDescriptor> = {
  proposed: msg`Waits for another person to decide`,
  refused: msg`Refused`,
  clearing: msg`Taken out of the lists; the key is being destroyed`,
  erased: msg`Erased`,
}

type Place = ErasureView['partners'][number]['places'][number]['place']

export const placeWords: Record<Place, MessageDescriptor> = {
  tables: msg`Records`,
  search: msg`Search`,
  graph: msg`Connections`,
  candidates: msg`Proposed pairs`,
  exports: msg`Files taken along`,
  onward: msg`Passed on`,
  backups: msg`Backups`,
}
