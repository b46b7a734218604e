import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import { useLingui } from '@lingui/react/macro'

import type { ReleaseView } from '../../api/wire.ts'

type Amendment = ReleaseView['amendments'][number]

const acts: Record<Amendment['acts'][number], MessageDescriptor> = {
  correct: msg`Corrected`,
  narrow: msg`Narrowed`,
  remark: msg`Handling changed`,
  regrade: msg`Graded anew`,
  unmerge: msg`Separated: it was another's`,
  merge: msg`Joined: two things were one`,
}

const states: Record<Amendment['state'], MessageDescriptor> = {
  waiting: msg`waits for a second person`,
  sent: msg`sent, not yet confirmed`,
  accepted: msg`there before its release, and waits for it`,
  applied: msg`done there`,
  refused: msg`refused there`,
  dropped: msg`overtaken`,
}

/** What a newer version did, in words. */
export function ActWords({ acts: done }: { readonly acts: Amendment['acts'] }) {
  const { t } = useLingui()
  return done.map((act) => t(acts[act])).join(', ')
}

export function AmendmentState({ state }: { readonly state: Amendment['state'] }) {
  const { t } = useLingui()
  return t(states[state])
}
