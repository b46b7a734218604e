import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Stack, Text, Textarea, Title } from '@mantine/core'
import { useState } from 'react'
import type { SyntheticEvent } from 'react'

import css from '../../ui/care.module.css'
import { Choices } from '../../ui/choices.tsx'
import { Refusal } from '../../ui/refusal.tsx'
import { useVote } from './queries.ts'
import { voteWords } from './words.ts'
import type { Vote } from './words.ts'

/** The vote of an organisation, with its reason. All three cost the same. */
export function VoteForm({ id: panel }: { readonly id: string }) {
  const { t } = useLingui()
  const send = useVote(panel)
  const [id] = useState(() => crypto.randomUUID())
  const [vote, setVote] = useState<Vote>()
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const isShort = reason.trim().length < 8
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    setAsked(true)
    if (vote !== undefined && !isShort) send.mutate({ id, vote, reason: reason.trim() })
  }
  return (
    <form onSubmit={submit} noValidate className={css['panel']} aria-label={t`The vote of your organisation`}>
      <Stack>
        <Title order={2} fz="lg">
          <Trans>The vote of your organisation</Trans>
        </Title>
        <Text>
          <Trans>It is cast once. In doubt the person stays protected.</Trans>
        </Text>
        <Choices
          legend={t`We see the person as`}
          choices={(Object.keys(voteWords) as Vote[]).map((value) => ({ value, label: t(voteWords[value]) }))}
          chosen={vote}
          choose={setVote}
          isMissing={asked && vote === undefined}
        />
        <Textarea
          label={t`Why, and the article it rests on`}
          description={t`Sealed; it opens when the panel has decided.`}
          size="lg"
          autosize
          minRows={3}
          maxLength={2000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={asked && isShort ? t`Write the reason in a few words` : null}
        />
        {send.error ? <Refusal error={send.error} /> : null}
        <Button type="submit" size="lg" loading={send.isPending} style={{ alignSelf: 'start' }}>
          <Trans>Vote</Trans>
        </Button>
      </Stack>
    </form>
  )
}
