import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'

import type { TicketView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { Fault } from '../../ui/states.tsx'
import css from './leads.module.css'
import { useAnswerAsk } from './queries.ts'

/** Another contact desk asks about a number of ours: contact us, no, or nothing. */
export function AskThread({ ask }: { readonly ask: TicketView['asks'][number] }) {
  const { t } = useLingui()
  const { say, instant } = useLanguage()
  const [text, setText] = useState('')
  const answer = useAnswerAsk()
  const reply = (word: 'contact' | 'no'): void =>
    answer.mutate({
      id: ask.id,
      answer: word,
      ...(word === 'contact' && text.trim() !== '' ? { text: text.trim() } : {}),
    })
  return (
    <Stack
      gap={6}
      className={css['ask'] ?? ''}
      align="flex-start"
      role="group"
      aria-label={t`A question to you`}
    >
      <Text fz="sm">
        <Trans>
          {say(ask.organisation)}, {say(ask.by)}, asks about your number ({instant(ask.at)}): {ask.reason}
        </Trans>
      </Text>
      {ask.answer === 'contact' ? (
        <Text fz="sm" c="dimmed">
          <Trans>You answered: contact us. They know who you are.</Trans>
        </Text>
      ) : null}
      {ask.answer === 'no' ? (
        <Text fz="sm" c="dimmed">
          <Trans>You answered no. They do not learn who you are.</Trans>
        </Text>
      ) : null}
      {ask.can.includes('answer') ? (
        <>
          <TextInput
            label={t`Where to reach you`}
            value={text}
            maxLength={500}
            w="100%"
            maw={420}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Group gap="xs">
            <Button size="compact-sm" loading={answer.isPending} onClick={() => reply('contact')}>
              <Trans>Contact us</Trans>
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              disabled={answer.isPending}
              onClick={() => reply('no')}
            >
              <Trans>Answer no</Trans>
            </Button>
          </Group>
          <Text fz="xs" c="dimmed">
            <Trans>You need not answer. Only “Contact us” tells who you are.</Trans>
          </Text>
        </>
      ) : null}
      {answer.error ? <Fault error={answer.error} /> : null}
    </Stack>
  )
}
