import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Stack, Text, Textarea, Title } from '@mantine/core'
import { useState } from 'react'
import type { SyntheticEvent } from 'react'

import type { InterviewView } from '../../api/wire.ts'
import css from '../../ui/care.module.css'
import { Choices } from '../../ui/choices.tsx'
import { Fault } from '../../ui/states.tsx'
import { useJudge } from './queries.ts'
import { judgementWords } from './words.ts'

type Judgement = NonNullable<InterviewView['judgement']>

/** What the interviewer thinks, before any rule has spoken. */
export function JudgeForm({ id }: { readonly id: string }) {
  const { t } = useLingui()
  const judge = useJudge(id)
  const [judgement, setJudgement] = useState<Judgement>()
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const isShort = reason.trim().length < 8
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    setAsked(true)
    if (judgement !== undefined && !isShort) judge.mutate({ judgement, reason: reason.trim() })
  }
  return (
    <form onSubmit={submit} noValidate className={css['panel']} aria-label={t`What do you think?`}>
      <Stack>
        <Title order={2} fz="lg">
          <Trans>What do you think?</Trans>
        </Title>
        <Text>
          <Trans>
            Say it before you see what the sets make of the answers. It stays as you write it; neither this
            nor the sets decide anything.
          </Trans>
        </Text>
        <Choices
          legend={t`After this conversation`}
          choices={(Object.keys(judgementWords) as Judgement[]).map((value) => ({
            value,
            label: t(judgementWords[value]),
          }))}
          chosen={judgement}
          choose={setJudgement}
          isMissing={asked && judgement === undefined}
        />
        <Textarea
          label={t`Why`}
          description={t`Sealed as soon as it leaves this page.`}
          size="lg"
          autosize
          minRows={3}
          maxLength={2000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={asked && isShort ? t`Write the reason in a few words` : null}
        />
        {judge.error ? <Fault error={judge.error} /> : null}
        <Button type="submit" size="lg" loading={judge.isPending} style={{ alignSelf: 'start' }}>
          <Trans>Write it and show the result</Trans>
        </Button>
      </Stack>
    </form>
  )
}
