import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Group, List, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { SyntheticEvent } from 'react'

import css from '../features/protection/protection.module.css'
import { useLanguage } from '../language/use-language.ts'
import { Fault, Loaded } from '../ui/states.tsx'
import type { Rules } from './guess.ts'
import { packsQuery, useTakeAlong } from './queries.ts'
import type { Taken } from './queries.ts'
import { useDevice } from './use-device.ts'

interface TakeAlongProps {
  /** Absent: those whom one hears. */
  readonly arrival?: string
  /** Who is named to be heard, beside those with whom one has begun. */
  readonly code?: string
}

/** Takes people along on this device: how it is called, the passphrase, and what that means. */
export function TakeAlong(props: TakeAlongProps) {
  const found = useQuery(packsQuery)
  return <Loaded of={found}>{({ rules }) => <TakeForm rules={rules} {...props} />}</Loaded>
}

const refusals: Readonly<Record<Exclude<Taken, 'taken'>, MessageDescriptor>> = {
  wrong: msg`This is not the passphrase of this device.`,
  wait: msg`Too many wrong passphrases: wait a little, then try again.`,
  'set-back': msg`The clock of this device was set back. Set it right, then try again.`,
  wiped: msg`Too many wrong passphrases: everything on this device was wiped. Press again to begin anew.`,
  elsewhere: msg`This device is open in another tab. Close it there, then try again.`,
  'somebody-else': msg`This device carries people of a colleague. The colleague has to put them away first.`,
}

function TakeForm({ arrival, code, rules }: TakeAlongProps & { readonly rules: Rules }) {
  const { t } = useLingui()
  const navigate = useNavigate()
  const state = useDevice()
  const take = useTakeAlong()
  const [name, setName] = useState('')
  const [phrase, setPhrase] = useState('')
  const [again, setAgain] = useState('')
  const [asked, setAsked] = useState(false)
  const isThere = state.at === 'locked' || state.at === 'open'
  const faults = faultsOf({ name, phrase, again, isThere, least: rules.passphraseLength })
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    setAsked(true)
    if (faults.length > 0) return
    take.mutate(
      {
        ...{ device: name, passphrase: phrase },
        ...(arrival === undefined ? { codes: code === undefined ? [] : [code] } : { arrival }),
      },
      { onSuccess: (taken) => void (taken === 'taken' && navigate({ to: '/offline' })) },
    )
  }
  const refused = take.data === undefined || take.data === 'taken' ? undefined : t(refusals[take.data])
  const says = (fault: Field, words: string) => (asked && faults.includes(fault) ? words : null)
  return (
    <form onSubmit={submit} noValidate className={css['panel']} aria-label={t`Take along`}>
      <Stack>
        <WhatItMeans rules={rules} isHeard={arrival === undefined} />
        <TextInput
          size="lg"
          label={t`What this device is called`}
          description={t`As you say it among yourselves, so that it can be wiped when it is lost. No person's name.`}
          placeholder={t`Tablet 4`}
          maxLength={60}
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={says('name', t`Write what the device is called`)}
        />
        <PasswordInput
          size="lg"
          label={isThere ? t`Passphrase of this device` : t`Passphrase for this device`}
          description={
            isThere
              ? t`This device carries people already: the same passphrase opens everything on it.`
              : t`At least ${rules.passphraseLength} symbols: three or four words nobody would guess. Nobody can tell it to you when it is forgotten.`
          }
          autoComplete="new-password"
          value={phrase}
          onChange={(event) => setPhrase(event.currentTarget.value)}
          error={says('phrase', isThere ? t`Write the passphrase` : t`It is too short`)}
        />
        {isThere ? null : (
          <PasswordInput
            size="lg"
            label={t`The passphrase again`}
            autoComplete="new-password"
            value={again}
            onChange={(event) => setAgain(event.currentTarget.value)}
            error={says('again', t`The two are not the same`)}
          />
        )}
        {refused === undefined ? null : (
          <Alert color="red" variant="default" role="alert">
            {refused}
          </Alert>
        )}
        {take.error ? <Fault error={take.error} /> : null}
        <Group>
          <Button type="submit" size="lg" loading={take.isPending}>
            <Trans>Take along</Trans>
          </Button>
          <Link className={css['way'] ?? ''} to="/devices">
            <Trans>Devices that carry people</Trans>
          </Link>
        </Group>
      </Stack>
    </form>
  )
}

type Field = 'name' | 'phrase' | 'again'

interface Typed {
  readonly name: string
  readonly phrase: string
  readonly again: string
  readonly isThere: boolean
  readonly least: number
}

function faultsOf({ name, phrase, again, isThere, least }: Typed): readonly Field[] {
  return [
    ...(name.trim().length < 2 ? (['name'] as const) : []),
    ...(phrase.length < (isThere ? 1 : least) ? (['phrase'] as const) : []),
    ...(!isThere && phrase !== again ? (['again'] as const) : []),
  ]
}

function WhatItMeans({ rules, isHeard }: { readonly rules: Rules; readonly isHeard: boolean }) {
  const { number } = useLanguage()
  return (
    <div>
      <Text fw={600}>
        <Trans>To work here without a network</Trans>
      </Text>
      <List size="md" mt="xs">
        <List.Item>
          <Trans>
            The codes and answers go along, no name. Names can be written down without a network, and can't be
            read again.
          </Trans>
        </List.Item>
        {isHeard ? (
          <List.Item>
            <Trans>
              With you go the people whose conversations you have begun, and the one you chose here: what they
              agreed to and answered, the questions in their languages. What they say is sealed as it is
              typed.
            </Trans>
          </List.Item>
        ) : null}
        <List.Item>
          <Trans>
            Everything lies sealed under your passphrase and locks when you put the device away. After{' '}
            {number(rules.wrongMost)} wrong passphrases it is wiped.
          </Trans>
        </List.Item>
        <List.Item>
          <Trans>
            After {number(rules.arrivalHours)} hours (interviews: {number(rules.interviewDays)} days) without
            a network the people are gone from the device. What you did stays until it is sent.
          </Trans>
        </List.Item>
        <List.Item>
          <Trans>Everybody at your organisation sees that this device carries people.</Trans>
        </List.Item>
      </List>
    </div>
  )
}
