import type { MakeWatch } from '@shield/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Checkbox, Group, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode, SyntheticEvent } from 'react'

import { api } from '../api/api.ts'
import { useSession } from '../api/session.ts'
import { Fault } from './states.tsx'
import { showDone } from './undo.tsx'

interface WatchDialogProps {
  readonly opened: boolean
  readonly close: () => void
  readonly title: string
  /** What is watched; undefined while it is not written yet. */
  readonly about: MakeWatch['about'] | undefined
  /** What to say when it is not. */
  readonly missing?: string
  readonly children?: ReactNode
}

/** How and until when to be told, and for which case; the purpose is the one stated. */
export function WatchDialog({ opened, close, title, ...rest }: WatchDialogProps) {
  const { t } = useLingui()
  return (
    <Modal opened={opened} onClose={close} title={title} closeButtonProps={{ 'aria-label': t`Close` }}>
      <WatchForm close={close} {...rest} />
    </Modal>
  )
}

const lengths = [7, 30, 90, 180, 365] as const

function WatchForm({ close, about, missing, children }: Omit<WatchDialogProps, 'opened' | 'title'>) {
  const { t } = useLingui()
  const { reference: stated } = useSession()
  const [reference, setReference] = useState(stated)
  const [shared, setShared] = useState(false)
  const [delivery, setDelivery] = useState<MakeWatch['delivery']>('at-once')
  const [days, setDays] = useState('90')
  const [from, setFrom] = useState('')
  const [until, setUntil] = useState('')
  const [asked, setAsked] = useState(false)
  const make = useMakeWatch(close)
  const isShort = reference.trim().length < 3
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    setAsked(true)
    if (about === undefined || isShort) return
    make.mutate({
      ...{ about, shared, delivery, days: Number(days), reference: reference.trim() },
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      ...(from !== '' && until !== '' ? { quiet: { from, until } } : {}),
    })
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {children}
        {asked && about === undefined && missing ? (
          <Text c="var(--mantine-color-error)" fz="sm" role="alert">
            {missing}
          </Text>
        ) : null}
        <TextInput
          label={t`Case or reason`}
          value={reference}
          maxLength={200}
          required
          onChange={(event) => setReference(event.currentTarget.value)}
          error={asked && isShort ? t`Say what it is watched for` : null}
        />
        <Group grow align="flex-start">
          <NativeSelect
            label={t`Be told`}
            value={delivery}
            onChange={(event) => setDelivery(event.currentTarget.value === 'daily' ? 'daily' : 'at-once')}
            data={[
              { value: 'at-once', label: t`at once` },
              { value: 'daily', label: t`once a day, at 07:00` },
            ]}
          />
          <NativeSelect
            label={t`For`}
            value={days}
            onChange={(event) => setDays(event.currentTarget.value)}
            data={lengths.map((one) => ({ value: String(one), label: t`${one} days` }))}
          />
        </Group>
        <Group grow align="flex-start">
          <TextInput
            type="time"
            label={t`Quiet from`}
            value={from}
            onChange={(event) => setFrom(event.currentTarget.value)}
          />
          <TextInput
            type="time"
            label={t`Quiet until`}
            value={until}
            onChange={(event) => setUntil(event.currentTarget.value)}
          />
        </Group>
        <Checkbox
          label={t`for the whole desk`}
          checked={shared}
          onChange={(event) => setShared(event.currentTarget.checked)}
        />
        <Text fz="sm" c="dimmed">
          <Trans>What stands already is no news. Nobody outside your organisation learns of the watch.</Trans>
        </Text>
        {make.error ? <Fault error={make.error} /> : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" loading={make.isPending}>
            <Trans>Watch</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function useMakeWatch(close: () => void) {
  const { t } = useLingui()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: MakeWatch) => api.watchMake({ body }),
    onSuccess: () => {
      close()
      showDone(t`It is watched. What is new of it comes to Leads.`)
      return queries.invalidateQueries({ queryKey: ['watches'] })
    },
  })
}
