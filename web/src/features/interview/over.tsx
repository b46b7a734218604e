import { Trans, useLingui } from '@lingui/react/macro'
import { Text } from '@mantine/core'

import type { InterviewView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import css from '../../ui/care.module.css'
import { SetVersions } from '../../ui/set-versions.tsx'
import type { SetsHere } from '../../ui/indicator-names.ts'
import { languageName } from '../../ui/languages.ts'
import { interpreterWords, judgementWords, presentWords, stateWords } from './words.ts'

/** What an interview was: when, in which language, who was there, and what the interviewer thought. */
export function Over({ interview, sets }: { readonly interview: InterviewView; readonly sets: SetsHere }) {
  const { t } = useLingui()
  const { instant, language } = useLanguage()
  const { state, beganAt, endedAt, personLanguage, judgement } = interview
  const there = interview.present.flatMap((who) => {
    const word = presentWords[who as keyof typeof presentWords]
    return word ? [t(word)] : []
  })
  const through = interpreterWords[interview.interpreter as keyof typeof interpreterWords]
  return (
    <section className={css['panel']} aria-label={t`About this conversation`}>
      <dl className={css['pair']}>
        <dt>
          <Trans>State</Trans>
        </dt>
        <dd>{t(stateWords[state])}</dd>
        <dt>
          <Trans>When</Trans>
        </dt>
        <dd>
          {instant(beganAt)}
          {endedAt === undefined ? '' : ` – ${instant(endedAt)}`}
        </dd>
        <dt>
          <Trans>Language</Trans>
        </dt>
        <dd>
          {languageName(personLanguage, language)}
          {through ? ` · ${t(through)}` : ''}
        </dd>
        {there.length === 0 ? null : (
          <>
            <dt>
              <Trans>Who was there</Trans>
            </dt>
            <dd>{there.join(' · ')}</dd>
          </>
        )}
        {judgement === undefined ? null : (
          <>
            <dt>
              <Trans>What the interviewer thinks</Trans>
            </dt>
            <dd>{t(judgementWords[judgement])}</dd>
          </>
        )}
      </dl>
      {state === 'stopped' ? (
        <Text mt="sm">
          <Trans>
            Stopping is everybody's right and counts against nobody. What was told is kept, and is not asked
            again when the person wants to go on.
          </Trans>
        </Text>
      ) : null}
      <SetVersions sets={sets} />
    </section>
  )
}
