import { Trans, useLingui } from '@lingui/react/macro'
import { Text, Title } from '@mantine/core'

import type { DeterminationView, OrganisationHere } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import css from '../../ui/care.module.css'
import own from './panels.module.css'
import { voteWords } from './words.ts'

interface VotesProps {
  readonly panel: DeterminationView
  readonly names: readonly OrganisationHere[]
}

/** Who has voted; how, once it is decided, with who dissents. */
export function Votes({ panel, names }: VotesProps) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const isOpen = panel.outcome === undefined
  return (
    <section className={css['panel']} aria-label={t`Who sits`}>
      <Title order={2} fz="lg">
        <Trans>Who sits</Trans>
      </Title>
      {isOpen ? (
        <Text>
          <Trans>Nobody sees how the others voted until it is decided.</Trans>
        </Text>
      ) : null}
      <ul className={own['votes']}>
        {panel.organisations.map((code) => {
          const known = names.find((one) => one.code === code)
          const cast = panel.votes.find(({ organisation }) => organisation === code)
          return (
            <li key={code}>
              <span>{known ? say(known.name) : code}</span>
              <span>
                {cast === undefined ? (
                  isOpen ? (
                    <Trans>has not voted yet</Trans>
                  ) : (
                    <Trans>did not vote</Trans>
                  )
                ) : cast.vote === undefined ? (
                  <Trans>has voted</Trans>
                ) : (
                  <>
                    {t(voteWords[cast.vote])}
                    {cast.isDissent ? (
                      <>
                        {' · '}
                        <Trans>dissent</Trans>
                      </>
                    ) : null}
                  </>
                )}
              </span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
