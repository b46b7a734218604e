import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, PasswordInput, Stack, Text, Title } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { SyntheticEvent } from 'react'

import css from '../features/protection/protection.module.css'
import { useLanguage } from '../language/use-language.ts'
import type { DeviceState, Unlocked } from './device-state.ts'
import { waitOf } from './guess.ts'
import { device, sendNow } from './keeper.ts'

type Locked = Extract<DeviceState, { at: 'locked' }>

const told: Readonly<Partial<Record<Unlocked, MessageDescriptor>>> = {
  wrong: msg`This is not the passphrase.`,
  'set-back': msg`The clock of this device was set back.`,
}

/** The way in. It says how much waits to be sent, and nothing of whom. */
export function Unlock({ state }: { readonly state: Locked }) {
  const { t } = useLingui()
  const [phrase, setPhrase] = useState('')
  const [outcome, setOutcome] = useState<Unlocked>()
  const [isOpening, setOpening] = useState(false)
  const wait = useWait(state)
  const open = (over: boolean): void => {
    if (phrase === '' || wait > 0) return
    setOpening(true)
    void device.unlock(phrase, { over }).then((next) => {
      setOutcome(next)
      setOpening(false)
      if (next !== 'elsewhere') setPhrase('')
      if (next === 'open') void sendNow()
    })
  }
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    open(false)
  }
  const word = outcome === undefined ? undefined : told[outcome]
  return (
    <form onSubmit={submit} noValidate className={css['panel']} aria-label={t`Unlock`}>
      <Stack maw={460}>
        <Title order={1} fz={22}>
          <IconLock size={22} aria-hidden /> <Trans>Locked</Trans>
        </Title>
        <Notes state={state} />
        <PasswordInput
          size="lg"
          label={t`Passphrase of this device`}
          autoComplete="current-password"
          autoFocus
          value={phrase}
          onChange={(event) => setPhrase(event.currentTarget.value)}
          error={word ? t(word) : null}
        />
        <Wrong state={state} wait={wait} />
        {outcome === 'elsewhere' ? <Elsewhere isOpening={isOpening} takeOver={() => open(true)} /> : null}
        <Button type="submit" size="lg" loading={isOpening} disabled={state.isSetBack || wait > 0}>
          <Trans>Unlock</Trans>
        </Button>
      </Stack>
    </form>
  )
}

/** Two tabs would write over each other: one has it open, the other says so. */
function Elsewhere({ isOpening, takeOver }: { readonly isOpening: boolean; readonly takeOver: () => void }) {
  return (
    <Alert variant="default" role="alert">
      <Text mb="sm">
        <Trans>
          It is open in another tab of this browser. Go on there; or go on here, then the other tab locks.
        </Trans>
      </Text>
      <Button size="md" variant="default" loading={isOpening} onClick={takeOver}>
        <Trans>Go on here</Trans>
      </Button>
    </Alert>
  )
}

function Notes({ state }: { readonly state: Locked }) {
  const { number } = useLanguage()
  return (
    <>
      {state.waiting === 0 ? null : (
        <Text>
          <Trans>{number(state.waiting)} acts wait to be sent. They are kept until the node has them.</Trans>
        </Text>
      )}
      {state.isExpired ? (
        <Text>
          <Trans>
            The time was over: the people are gone from this device. What you did is still here and can be
            sent.
          </Trans>
        </Text>
      ) : null}
      {state.isSetBack ? (
        <Alert color="red" variant="default" role="alert">
          <Trans>
            The clock of this device was set back. It opens again when the clock is right, or when it reaches
            the node.
          </Trans>
        </Alert>
      ) : null}
    </>
  )
}

function Wrong({ state, wait }: { readonly state: Locked; readonly wait: number }) {
  const { number } = useLanguage()
  const left = state.rules.wrongMost - state.guesses.wrong
  if (state.guesses.wrong === 0) return null
  return (
    <Text role="status">
      {wait > 0 ? <Trans>Wait {number(Math.ceil(wait / 1000))} seconds.</Trans> : null}{' '}
      <Trans>After {number(left)} more wrong ones everything here is wiped.</Trans>
    </Text>
  )
}

/** How long until the next passphrase is looked at, in ms; counts down on the screen. */
function useWait({ guesses, rules }: Locked): number {
  const [now, setNow] = useState(() => Date.now())
  const wait = waitOf(guesses, rules, now)
  const isWaiting = wait > 0
  useEffect(() => setNow(Date.now()), [guesses])
  useEffect(() => {
    if (!isWaiting) return undefined
    const timer = setInterval(() => setNow(Date.now()), 500)
    return () => clearInterval(timer)
  }, [isWaiting])
  return wait
}
