import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, NativeSelect, Stack, Text, Textarea, TextInput, Title } from '@mantine/core'
import { punishments, punishmentWords } from '@shield/core'
import type { Punishment } from '@shield/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { SyntheticEvent } from 'react'

import { useLanguage } from '../../language/use-language.ts'
import { DayField } from '../../ui/day-field.tsx'
import { Fault } from '../../ui/states.tsx'
import css from './protection.module.css'
import { punishmentsQuery, useReportPunishment } from './queries.ts'

/** Whether the person is held, charged, fined or barred: said here, assessed elsewhere by two people. */
export function PunishmentPanel({ code }: { readonly code: string }) {
  const { t } = useLingui()
  const { say, instant } = useLanguage()
  const [telling, setTelling] = useState(false)
  const found = useQuery(punishmentsQuery(code))
  if (found.error) return <Fault error={found.error} />
  if (!found.data) return null
  const { items, can } = found.data
  return (
    <section className={css['panel']} aria-label={t`Held, charged, fined, barred?`}>
      <Group justify="space-between" mb="sm">
        <Title order={2} fz="lg">
          <Trans>Held, charged, fined, barred?</Trans>
        </Title>
        {can.includes('punishmentReport') ? (
          <Button size="md" variant="default" aria-expanded={telling} onClick={() => setTelling(!telling)}>
            <Trans>Say so…</Trans>
          </Button>
        ) : null}
      </Group>
      {items.length === 0 ? (
        <Text className={css['soft'] ?? ''}>
          <Trans>Nothing is known here. Whoever is, must not be for what they were made to do: say so.</Trans>
        </Text>
      ) : (
        <ul className={css['queue']}>
          {items.map((row) => (
            <li key={row.id}>
              <Link to="/non-punishment/$id" params={{ id: row.id }}>
                <span>{say(punishmentWords[row.punishment])}</span>
                <span className={css['soft']}>
                  {row.state === 'done' ? (
                    <Trans>ended</Trans>
                  ) : row.state === 'refused' ? (
                    <Trans>the authority refuses</Trans>
                  ) : (
                    <Trans>being looked at</Trans>
                  )}{' '}
                  · {instant(row.foundAt)}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      {telling ? <Tell code={code} close={() => setTelling(false)} /> : null}
    </section>
  )
}

function Tell({ code, close }: { readonly code: string; readonly close: () => void }) {
  const { t } = useLingui()
  const { language } = useLanguage()
  const [punishment, setPunishment] = useState<Punishment>('detained')
  const [since, setSince] = useState<string>()
  const [authority, setAuthority] = useState('')
  const [words, setWords] = useState('')
  const report = useReportPunishment(code)
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    report.mutate(
      {
        punishment,
        ...(since === undefined ? {} : { since }),
        ...(authority.trim() === '' ? {} : { authority: authority.trim() }),
        ...(words.trim() === '' ? {} : { words: words.trim() }),
      },
      { onSuccess: close },
    )
  }
  return (
    <form onSubmit={submit} aria-label={t`What is done to the person`}>
      <Stack mt="sm">
        <NativeSelect
          size="lg"
          label={t`The person is`}
          value={punishment}
          onChange={(event) => setPunishment(event.currentTarget.value as Punishment)}
          data={punishments.map((one) => ({ value: one, label: punishmentWords[one][language] }))}
        />
        <DayField label={t`Since which day, if known`} day={since} setDay={setSince} />
        <TextInput
          size="lg"
          label={t`By whom, if known`}
          maxLength={200}
          value={authority}
          onChange={(event) => setAuthority(event.currentTarget.value)}
        />
        <Textarea
          size="lg"
          label={t`What you know`}
          description={t`Sealed. A prosecutor’s office that assesses this reads it; the police do not.`}
          autosize
          minRows={2}
          maxLength={4000}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        {report.error ? <Fault error={report.error} /> : null}
        <Group>
          <Button type="submit" size="md" loading={report.isPending}>
            <Trans>Write it down</Trans>
          </Button>
          <Button variant="default" size="md" onClick={close}>
            <Trans>Cancel</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
