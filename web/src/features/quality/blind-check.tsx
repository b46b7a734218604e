import { Trans, useLingui } from '@lingui/react/macro'
import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import { Button, Group, Radio, Stack, Text, Textarea, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { SyntheticEvent } from 'react'

import type { QualityCheck } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { Clock } from '../../ui/clock.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Empty, Fault, Loaded } from '../../ui/states.tsx'
import css from './quality.module.css'
import { checkQuery, useCheckVote } from './queries.ts'

const answerWords: Readonly<Record<QualityCheck['answers'][number]['value'], MessageDescriptor>> = {
  yes: msg`yes`,
  no: msg`no`,
  unknown: msg`doesn’t know`,
  declined: msg`did not want to say`,
  'not-now': msg`not now`,
}

const votes: readonly (readonly [
  value: 'identified' | 'not-identified' | 'abstains',
  word: MessageDescriptor,
])[] = [
  ['identified', msg`Identified as a victim of trafficking`],
  ['not-identified', msg`Not identified`],
  ['abstains', msg`I can't tell from this`],
]

/** A decision to be taken again: what was told, by question; nothing of who, where, when, or what was decided. */
export function BlindCheck({ id }: { readonly id: string }) {
  const { t } = useLingui()
  const found = useQuery(checkQuery(id))
  return (
    <>
      <PageHead title={t`A decision to be taken again`} tabTitle={t`Work`}>
        <Text c="dimmed" maw="70ch">
          <Trans>
            You see what was told, and neither who told it nor what was decided before. Decide as you would
            for the first time.
          </Trans>
        </Text>
      </PageHead>
      <Loaded of={found}>
        {(check) => (
          <Stack maw={800}>
            <Group justify="space-between">
              <Text>
                {check.isChild ? (
                  <Trans>A child, or who may be one: child rules hold</Trans>
                ) : (
                  <Trans>An adult</Trans>
                )}
              </Text>
              <Clock due={check.dueAt} />
            </Group>
            <Text className={css['soft'] ?? ''}>{check.law.law}</Text>
            <Answers check={check} />
            {check.can.includes('qualityCheckVote') ? (
              <Vote id={id} />
            ) : (
              <Text fw={600} role="status">
                <Trans>Your organisation has voted</Trans>
              </Text>
            )}
          </Stack>
        )}
      </Loaded>
    </>
  )
}

function Answers({ check }: { readonly check: QualityCheck }) {
  const { t } = useLingui()
  const { language } = useLanguage()
  const dimensions = [
    ...new Set(check.answers.map(({ dimension }) => dimension[language] ?? dimension['en'] ?? '')),
  ]
  if (check.answers.length === 0)
    return (
      <Empty
        title={<Trans>No answer was written down</Trans>}
        next={<Trans>Then nothing can be told from this: say so.</Trans>}
      />
    )
  return (
    <>
      {dimensions.map((dimension) => (
        <section key={dimension} aria-label={dimension}>
          <Title order={2} fz="md">
            {dimension}
          </Title>
          <ul className={css['answers']}>
            {check.answers
              .filter((one) => (one.dimension[language] ?? one.dimension['en']) === dimension)
              .map(({ indicator, name, value }) => (
                <li key={indicator}>
                  <span>{name[language] ?? name['en']}</span>
                  <b>{t(answerWords[value])}</b>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </>
  )
}

function Vote({ id }: { readonly id: string }) {
  const { t } = useLingui()
  const [vote, setVote] = useState<(typeof votes)[number][0]>()
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const cast = useCheckVote(id)
  const isShort = reason.trim().length < 8
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    setAsked(true)
    if (vote !== undefined && !isShort) cast.mutate({ vote, reason: reason.trim() })
  }
  return (
    <form className={css['panel']} onSubmit={submit} noValidate aria-label={t`Vote`}>
      <Stack>
        <Radio.Group
          label={t`What do you say?`}
          value={vote ?? null}
          onChange={(value) => setVote(value as (typeof votes)[number][0])}
          error={asked && vote === undefined ? t`Choose one` : null}
        >
          <Stack gap={0} mt={4}>
            {votes.map(([value, word]) => (
              <Radio key={value} value={value} label={t(word)} py={8} />
            ))}
          </Stack>
        </Radio.Group>
        <Textarea
          label={t`Reason`}
          description={t`Sealed, and kept with the vote.`}
          autosize
          minRows={3}
          maxLength={2000}
          required
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={asked && isShort ? t`Write the reason in a few words` : null}
        />
        {cast.error ? <Fault error={cast.error} /> : null}
        <Group>
          <Button type="submit" loading={cast.isPending}>
            <Trans>Vote</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
