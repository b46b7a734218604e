import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, NativeSelect, Stack, Text, TextInput, Title } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { SyntheticEvent } from 'react'

import { api } from '../../api/api.ts'
import type { SeekPerson, Sought } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { Fault } from '../../ui/states.tsx'
import { countryCodes } from '../../ui/country-codes.ts'
import css from './protection.module.css'
import { HideButton, Quiet } from '../../ui/quiet.tsx'
import { seekFitWords, seekWhyWords } from './subject-words.ts'

const reasons = Object.keys(seekWhyWords) as SeekPerson['why'][]

/** Is somebody known here? Asked with enough to mean one person, answered with codes. */
export function SeekScreen() {
  const { t } = useLingui()
  const seek = useMutation({ mutationFn: (body: SeekPerson) => api.protectedSeek({ body }), gcTime: 0 })
  return (
    <Quiet>
      <PageHead
        title={t`Is this person known?`}
        tabTitle={t`Work`}
        before={
          <Group component="nav" gap="xs" aria-label={t`Way back`}>
            <Link className={css['way'] ?? ''} to="/arrivals">
              <Trans>Arrivals</Trans>
            </Link>
          </Group>
        }
        actions={<HideButton />}
      />
      <Stack>
        <Text maw="60ch">
          <Trans>
            A document, or the whole name with the year of birth. What you ask by is not kept; that you asked,
            and what for, is. Only people whom you may see anyway are shown.
          </Trans>
        </Text>
        <SeekForm isAsking={seek.isPending} ask={(body) => seek.mutate(body)} />
        {seek.error ? <Fault error={seek.error} /> : null}
        {seek.data ? <Answer sought={seek.data} /> : null}
      </Stack>
    </Quiet>
  )
}

interface SeekFormProps {
  readonly isAsking: boolean
  readonly ask: (body: SeekPerson) => void
}

function SeekForm({ isAsking, ask }: SeekFormProps) {
  const { t } = useLingui()
  const { country } = useLanguage()
  const [why, setWhy] = useState<SeekPerson['why']>('came-again')
  const [issuer, setIssuer] = useState('MM')
  const [number, setNumber] = useState('')
  const [name, setName] = useState('')
  const [year, setYear] = useState('')
  const [phone, setPhone] = useState('')
  const [tried, setTried] = useState(false)
  const hasName = name.trim().length > 2 && /^(19|20)\d{2}$/.test(year.trim())
  const isEnough = number.trim().length > 2 || hasName
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    setTried(true)
    if (!isEnough) return
    ask({
      why,
      documents: number.trim() === '' ? [] : [{ issuer, number: number.trim() }],
      phones: phone.trim() === '' ? [] : [phone.trim()],
      ...(hasName ? { name: name.trim(), year: year.trim() } : {}),
    })
  }
  return (
    <form onSubmit={submit} noValidate className={css['panel']}>
      <Stack>
        <NativeSelect
          size="md"
          label={t`Why you ask`}
          value={why}
          onChange={(event) =>
            setWhy(reasons.find((one) => one === event.currentTarget.value) ?? 'came-again')
          }
          data={reasons.map((value) => ({ value, label: t(seekWhyWords[value]) }))}
        />
        <Group grow align="flex-start">
          <NativeSelect
            size="md"
            label={t`Who issued the document`}
            value={issuer}
            onChange={(event) => setIssuer(event.currentTarget.value)}
            data={countryCodes.map((value) => ({ value, label: country(value) }))}
          />
          <TextInput
            size="md"
            label={t`Number of the document`}
            autoComplete="off"
            value={number}
            onChange={(event) => setNumber(event.currentTarget.value)}
            error={tried && !isEnough ? t`Give a document, or the whole name with the year of birth` : null}
          />
        </Group>
        <Group grow align="flex-start">
          <TextInput
            size="md"
            label={t`Whole name`}
            autoComplete="off"
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <TextInput
            size="md"
            label={t`Year of birth (CE)`}
            inputMode="numeric"
            autoComplete="off"
            value={year}
            onChange={(event) => setYear(event.currentTarget.value)}
          />
        </Group>
        <TextInput
          size="md"
          label={t`Telephone, beside the others`}
          autoComplete="off"
          value={phone}
          onChange={(event) => setPhone(event.currentTarget.value)}
        />
        <Group>
          <Button type="submit" size="md" loading={isAsking}>
            <Trans>Ask</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function Answer({ sought }: { readonly sought: Sought }) {
  const { t } = useLingui()
  const { number } = useLanguage()
  const left = number(sought.left)
  return (
    <section className={css['panel']} aria-label={t`What was found`} role="status">
      <Title order={2} fz="lg" mb="xs">
        {sought.isTooWide ? (
          <Trans>Several fit: give more</Trans>
        ) : sought.found.length === 0 ? (
          <Trans>Nobody whom you may see</Trans>
        ) : (
          <Trans>Known here</Trans>
        )}
      </Title>
      <ul className={css['queue']}>
        {sought.found.map(({ code, fits }) => (
          <li key={code}>
            <Link to="/protected/$code" params={{ code }}>
              <span className={css['code']}>{code}</span>
              <span>{fits.map((one) => t(seekFitWords[one])).join(', ')}</span>
            </Link>
          </li>
        ))}
      </ul>
      <Text className={css['soft'] ?? ''}>
        <Trans>You may ask {left} more times today.</Trans>
      </Text>
    </section>
  )
}
