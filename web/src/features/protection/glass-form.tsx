import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Checkbox, Group, Radio, Stack, Text, Textarea, TextInput, Title } from '@mantine/core'
import { readPersonCode } from '@shield/core'
import { useState } from 'react'
import type { SyntheticEvent } from 'react'

import type { GlassField, GlassOpened, GlassUse } from '../../api/wire.ts'
import { Fault } from '../../ui/states.tsx'
import { useAskGlass, useConfirmGlass } from './glass-queries.ts'
import type { Emergency } from './glass-queries.ts'
import css from './protection.module.css'
import { dangerWords, glassFieldWords } from './subject-words.ts'

const fields = Object.keys(glassFieldWords) as GlassField[]
const dangers = Object.keys(dangerWords) as GlassUse['danger'][]

/** Asks first, shows nothing; then proves who is there, and only then is it open. */
export function GlassForm({ show }: { readonly show: (opened: GlassOpened) => void }) {
  const { t } = useLingui()
  const [emergency, setEmergency] = useState<Emergency>()
  const ask = useAskGlass()
  return (
    <section className={css['panel']} aria-label={t`Look in an emergency`}>
      <Title order={2} fz="lg">
        <Trans>Look in an emergency</Trans>
      </Title>
      <Text mt="xs" mb="sm" maw="60ch">
        <Trans>
          For one person whom you do not care for, when life is in danger. It is open for one hour. Those who
          care for the person are told at once, the person can read it later, and somebody else judges it
          within three days.
        </Trans>
      </Text>
      {ask.data && emergency ? (
        <Confirm asked={ask.data} code={emergency.code} show={show} again={() => ask.reset()} />
      ) : (
        <AskForm
          isAsking={ask.isPending}
          error={ask.error}
          ask={(given) => {
            setEmergency(given)
            ask.mutate(given)
          }}
        />
      )}
    </section>
  )
}

interface AskFormProps {
  readonly isAsking: boolean
  readonly error: unknown
  readonly ask: (emergency: Emergency) => void
}

function AskForm({ isAsking, error, ask }: AskFormProps) {
  const { t } = useLingui()
  const [typed, setTyped] = useState('')
  const [wanted, setWanted] = useState<readonly string[]>([])
  const [danger, setDanger] = useState<string>('')
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const code = readPersonCode(typed)
  const chosen = fields.filter((field) => wanted.includes(field))
  const why = dangers.find((one) => one === danger)
  const isShort = reason.trim().length < 8
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    setTried(true)
    if (code !== undefined && why && chosen.length > 0 && !isShort)
      ask({ code, fields: chosen, danger: why, reason: reason.trim() })
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <TextInput
          size="md"
          label={t`Code on the wristband`}
          value={typed}
          autoComplete="off"
          onChange={(event) => setTyped(event.currentTarget.value)}
          error={tried && code === undefined ? t`There is no such code: compare each sign` : null}
        />
        <Radio.Group
          label={t`What is the danger`}
          value={danger}
          onChange={setDanger}
          error={tried && !why ? t`Choose one` : null}
        >
          <Stack gap="xs" mt="xs">
            {dangers.map((one) => (
              <Radio key={one} size="md" value={one} label={t(dangerWords[one])} />
            ))}
          </Stack>
        </Radio.Group>
        <Checkbox.Group
          label={t`What you have to see, and nothing more`}
          value={[...wanted]}
          onChange={setWanted}
          error={tried && chosen.length === 0 ? t`Choose what you need` : null}
        >
          <Stack gap="xs" mt="xs">
            {fields.map((field) => (
              <Checkbox key={field} size="md" value={field} label={t(glassFieldWords[field])} />
            ))}
          </Stack>
        </Checkbox.Group>
        <Textarea
          size="md"
          label={t`What has happened`}
          description={t`Sealed; whoever judges this reads it.`}
          autosize
          minRows={2}
          maxLength={2000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={tried && isShort ? t`Write a few words` : null}
        />
        {error ? <Fault error={error} /> : null}
        <Group>
          <Button type="submit" size="md" loading={isAsking}>
            <Trans>Go on</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

interface ConfirmProps {
  readonly asked: NonNullable<ReturnType<typeof useAskGlass>['data']>
  readonly code: string
  readonly show: (opened: GlassOpened) => void
  readonly again: () => void
}

/** The second factor: a passkey, or in training the code once more. */
function Confirm({ asked, code, show, again }: ConfirmProps) {
  const { t } = useLingui()
  const [typed, setTyped] = useState('')
  const [tried, setTried] = useState(false)
  const confirm = useConfirmGlass()
  const isRight = asked.way === 'passkey' || readPersonCode(typed) === code
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    setTried(true)
    if (isRight) confirm.mutate({ asked, code }, { onSuccess: (opened) => opened && show(opened) })
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {asked.way === 'passkey' ? (
          <Text>
            <Trans>Confirm with your passkey that it is you.</Trans>
          </Text>
        ) : (
          <TextInput
            size="md"
            label={t`Type the code once more`}
            description={t`Training: on a real node your passkey stands here.`}
            value={typed}
            autoComplete="off"
            data-autofocus
            onChange={(event) => setTyped(event.currentTarget.value)}
            error={tried && !isRight ? t`This is not the same code` : null}
          />
        )}
        {confirm.error ? <Fault error={confirm.error} /> : null}
        <Group>
          <Button type="submit" size="md" loading={confirm.isPending}>
            <Trans>Open for one hour</Trans>
          </Button>
          <Button size="md" variant="default" onClick={again}>
            <Trans>Cancel</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
