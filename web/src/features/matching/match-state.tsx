import { useLingui } from '@lingui/react/macro'

import type { MatchRow } from '../../api/wire.ts'
import { StateMark } from '../../ui/state-mark.tsx'
import { foundLook, stateLooks } from './matching-words.ts'

/** Where a question stands; one with a hit says so before anything else. */
export function MatchState({ match }: { readonly match: Pick<MatchRow, 'state' | 'hits'> }) {
  const { t } = useLingui()
  const { words, icon, color } = match.hits > 0 ? foundLook : stateLooks[match.state]
  return <StateMark words={t(words)} icon={icon} color={color} />
}
