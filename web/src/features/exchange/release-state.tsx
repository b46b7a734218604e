import { useLingui } from '@lingui/react/macro'

import type { ReleaseView } from '../../api/wire.ts'
import { standOf } from './release-steps.ts'
import { lookOf } from './release-words.ts'
import { StateMark } from '../../ui/state-mark.tsx'

/** Where a release stands today. */
export function ReleaseState({ release }: { readonly release: ReleaseView }) {
  const { t } = useLingui()
  const stand = standOf(release, new Date().toISOString().slice(0, 10))
  const { words, icon, color } = lookOf(release.direction, stand)
  return <StateMark words={t(words)} icon={icon} color={color} />
}
