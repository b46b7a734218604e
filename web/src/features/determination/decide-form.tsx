import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Stack, Text, TextInput, Textarea, Title } from '@mantine/core'
import { useState } from 'react'
import type { SyntheticEvent } from 'react'

import type { DeterminationView } from '../../api/wire.ts'
import css from '../../ui/care.module.css'
import { Choices } from '../../ui/choices.tsx'
import { Refusal } from '../../ui/refusal.tsx'
import { useDecide } from './queries.ts'
import { hindranceWords, outcomeWords } from './words.ts'
import type { Outcome } from './words.ts'

const outcomes = Object.keys(outcomeWords) as Outcome[]

/** Writes what the votes carry. Where they carry nothing yet, it says why. */
export function DecideForm({ panel }: { readonly panel: DeterminationView }) {
  const { t } = useLingui()
  const { hinders } = panel
  const carried = outcomes.filter((one) => hinders[one] === undefined)
  return (
    <section className={css['panel']} aria-label={t`What the panel decides`}>
      <Stack>
        <Title order={2} fz="lg">
          <Trans>What the panel decides</Trans>
        </Title>
        {outcomes.map((one) => {
          const hindrance = hinders[one]
          const words = hindranceWords[hindrance ?? '']
          return hindrance === undefined ? null : (
            <Text key={one}>
              <b>{t(outcomeWords[one])}:</b> {words ? t(words) : hindrance}
            </Text>
          )
        })}
        {carried.length === 0 ? null : <Deciding id={panel.id} carried={carried} />}
      </Stack>
    </section>
  )
}

function Deciding({ id, carried }: { readonly id: string; readonly carried: readonly Outcome[] }) {
  const { t } = useLingui()
  const decide = useDecide(id)
  const [outcome, setOutcome] = useState<Outcome>()
  const [reasons, setReasons] = useState('')
  const [legalBasis, setLegalBasis] = useState('')
  const [asked, setAsked] = useState(false)
  const [isShort, isBare] = [reasons.trim().length < 20, legalBasis.trim().length < 3]
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    setAsked(true)
    if (outcome !== undefined && !isShort && !isBare)
      decide.mutate({ outcome, reasons: reasons.trim(), legalBasis: legalBasis.trim() })
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Choices
          legend={t`The votes carry`}
          choices={carried.map((value) => ({ value, label: t(outcomeWords[value]) }))}
          chosen={outcome}
          choose={setOutcome}
          isMissing={asked && outcome === undefined}
        />
        <Textarea
          label={t`Reasons, point by point`}
          description={t`Sealed. The person is told them, and whoever reviews it reads them.`}
          size="lg"
          autosize
          minRows={4}
          maxLength={20_000}
          value={reasons}
          onChange={(event) => setReasons(event.currentTarget.value)}
          error={asked && isShort ? t`Write the reasons in a sentence or two` : null}
        />
        <TextInput
          label={t`Law and article`}
          size="lg"
          maxLength={500}
          value={legalBasis}
          onChange={(event) => setLegalBasis(event.currentTarget.value)}
          error={asked && isBare ? t`Name the article` : null}
        />
        {outcome === 'not-identified' ? (
          <Text>
            <Trans>
              It counts once the person was told in a language they speak. They may ask for a review, and it
              opens nothing for a prosecution.
            </Trans>
          </Text>
        ) : null}
        {decide.error ? <Refusal error={decide.error} /> : null}
        <Button type="submit" size="lg" loading={decide.isPending} style={{ alignSelf: 'start' }}>
          <Trans>Write what was decided</Trans>
        </Button>
      </Stack>
    </form>
  )
}
