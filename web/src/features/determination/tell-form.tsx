import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { SyntheticEvent } from 'react'

import { protectedQuery } from '../../api/care.ts'
import type { DeterminationView } from '../../api/wire.ts'
import { AloudHere, useAloud } from '../../ui/aloud.tsx'
import css from '../../ui/care.module.css'
import { LanguageSelect } from '../../ui/language-select.tsx'
import { Refusal } from '../../ui/refusal.tsx'
import { TwoLanguages } from '../../ui/two-languages.tsx'
import own from './panels.module.css'
import { useTell } from './queries.ts'
import { toldIds } from './words.ts'
import type { Outcome } from './words.ts'

/** The person is told, in a language they speak, what was decided and that it can be looked at again. */
export function TellForm({ panel }: { readonly panel: DeterminationView }) {
  const { t } = useLingui()
  const person = useQuery(protectedQuery(panel.code))
  const tell = useTell(panel.id)
  const speaks = person.data?.triage.speaks ?? []
  const [chosen, setChosen] = useState<string>()
  const [toldOfReview, setToldOfReview] = useState(false)
  const [asked, setAsked] = useState(false)
  const language = chosen ?? speaks[0] ?? ''
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    setAsked(true)
    if (language !== '' && toldOfReview) tell.mutate(language)
  }
  return (
    <form onSubmit={submit} noValidate className={css['panel']} aria-label={t`Tell the person`}>
      <Stack>
        <Title order={2} fz="lg">
          <Trans>Tell the person</Trans>
        </Title>
        <LanguageSelect
          label={t`The language it is told in`}
          description={t`One the person speaks; otherwise it does not count as told.`}
          chosen={language}
          choose={setChosen}
          spoken={speaks}
          isOnlySpoken={speaks.length > 0}
          isMissing={asked && language === ''}
        />
        <div className={own['read']}>
          <AloudHere>
            <Told outcome={panel.outcome ?? 'identified'} person={language} />
          </AloudHere>
        </div>
        <label className={own['check']}>
          <input
            type="checkbox"
            checked={toldOfReview}
            onChange={(event) => setToldOfReview(event.currentTarget.checked)}
          />
          <span>
            <Trans>I told them, with the reasons, and that they may ask for a review</Trans>
          </span>
        </label>
        {asked && !toldOfReview ? (
          <Text c="var(--mantine-color-error)" role="alert">
            <Trans>Tick this when it is so</Trans>
          </Text>
        ) : null}
        {tell.error ? <Refusal error={tell.error} /> : null}
        <Button type="submit" size="lg" loading={tell.isPending} style={{ alignSelf: 'start' }}>
          <Trans>The person was told</Trans>
        </Button>
      </Stack>
    </form>
  )
}

function Told({ outcome, person }: { readonly outcome: Outcome; readonly person: string }) {
  const { say } = useAloud()
  return toldIds(outcome).map((id) => <TwoLanguages key={id} spoken={say(id)} person={person} size="line" />)
}
