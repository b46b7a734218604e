import { Trans, useLingui } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'

import type { DeterminationView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import css from '../../ui/care.module.css'
import { Clock } from '../../ui/clock.tsx'
import own from './panels.module.css'
import { outcomeWords } from './words.ts'

/** One panel in a list: of whom, until when, and what is still to be done. */
export function PanelLine({ panel }: { readonly panel: DeterminationView }) {
  const { t } = useLingui()
  const { instant, number } = useLanguage()
  const { organisations, votes, outcome, can } = panel
  return (
    <Link to="/panels/$id" params={{ id: panel.id }} className={own['line']}>
      <span>
        <span className={css['code']}>{panel.code}</span>
        {panel.reviews === undefined ? null : (
          <>
            {' · '}
            <Trans>review</Trans>
          </>
        )}
        <Text component="span" display="block" className={css['soft'] ?? ''}>
          <Trans>called {instant(panel.openedAt)}</Trans>
        </Text>
      </span>
      <span>
        {outcome === undefined ? (
          <>
            {can.includes('determinationVote')
              ? t`your vote is missing`
              : t`${number(votes.length)} of ${number(organisations.length)} have voted`}
            <Text component="span" display="block">
              <Clock due={panel.dueAt} />
            </Text>
          </>
        ) : (
          t(outcomeWords[outcome])
        )}
      </span>
    </Link>
  )
}
