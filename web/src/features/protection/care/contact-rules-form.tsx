import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Checkbox, Group, NativeSelect, Stack, TextInput } from '@mantine/core'
import { contactChannelNames, contactChannels } from '@shield/core'
import type { ContactChannel } from '@shield/core'
import { useState } from 'react'

import type { SafeContactRules } from '../../../api/wire.ts'
import { useLanguage } from '../../../language/use-language.ts'
import { Fault } from '../../../ui/states.tsx'
import { useCareAct } from './queries.ts'

interface ContactRulesFormProps {
  readonly code: string
  readonly from: SafeContactRules | undefined
  readonly close: () => void
}

/** Time zones of where people of these bridges live; any other is chosen from the long list. */
const nearZones = [
  'Asia/Bangkok',
  'Asia/Yangon',
  'Asia/Phnom_Penh',
  'Asia/Vientiane',
  'Asia/Manila',
  'Asia/Kolkata',
]
const zones = [...new Set([...nearZones, ...Intl.supportedValuesOf('timeZone')])]

const dayGroups = { every: [1, 2, 3, 4, 5, 6, 7], workdays: [1, 2, 3, 4, 5], weekend: [6, 7] } as const
type DayGroup = keyof typeof dayGroups

/** What the person says about being reached: times at their own clock, ways, never, and a code word. */
export function ContactRulesForm({ code, from, close }: ContactRulesFormProps) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const [timeZone, setTimeZone] = useState(from?.timeZone ?? 'Asia/Bangkok')
  const [times, setTimes] = useState<SafeContactRules['times']>(from?.times ?? [])
  const [channels, setChannels] = useState<ContactChannel[]>(from?.channels ?? [])
  const [never, setNever] = useState({
    call: from?.neverCall ?? false,
    message: from?.neverLeaveMessage ?? false,
  })
  const [codeWord, setCodeWord] = useState('')
  const act = useCareAct(code)
  const save = (): void =>
    act.mutate(
      {
        kind: 'contact-rules',
        rules: { timeZone, times, channels, neverCall: never.call, neverLeaveMessage: never.message },
        ...(codeWord.trim().length < 2 ? {} : { codeWord: codeWord.trim() }),
      },
      { onSuccess: close },
    )
  return (
    <Stack>
      <NativeSelect
        size="md"
        label={t`Clock of where the person is`}
        value={timeZone}
        onChange={(event) => setTimeZone(event.currentTarget.value)}
        data={zones}
      />
      <Times times={times} setTimes={setTimes} />
      <Checkbox.Group
        label={t`Ways the person agrees to`}
        value={channels}
        onChange={(next) => setChannels(next as ContactChannel[])}
      >
        <Stack gap={0} mt="xs">
          {contactChannelNames.map((name) => (
            <Checkbox key={name} value={name} label={say(contactChannels[name])} size="md" py={8} />
          ))}
        </Stack>
      </Checkbox.Group>
      <Checkbox
        size="md"
        label={t`Never call`}
        checked={never.call}
        onChange={(event) => setNever({ ...never, call: event.currentTarget.checked })}
      />
      <Checkbox
        size="md"
        label={t`Never leave a message`}
        checked={never.message}
        onChange={(event) => setNever({ ...never, message: event.currentTarget.checked })}
      />
      <TextInput
        size="md"
        label={t`Code word that says it is us`}
        description={t`Sealed. Left empty, the earlier one goes on.`}
        maxLength={200}
        value={codeWord}
        onChange={(event) => setCodeWord(event.currentTarget.value)}
      />
      {act.error ? <Fault error={act.error} /> : null}
      <Group>
        <Button
          disabled={channels.length === 0 || times.some(({ from: begin, to }) => begin >= to)}
          loading={act.isPending}
          onClick={save}
        >
          <Trans>This is what the person wishes</Trans>
        </Button>
        <Button variant="default" onClick={close}>
          <Trans>Cancel</Trans>
        </Button>
      </Group>
    </Stack>
  )
}

interface TimesProps {
  readonly times: SafeContactRules['times']
  readonly setTimes: (times: SafeContactRules['times']) => void
}

function Times({ times, setTimes }: TimesProps) {
  const { t } = useLingui()
  const groupWords: Record<DayGroup, string> = {
    every: t`every day`,
    workdays: t`Monday to Friday`,
    weekend: t`Saturday and Sunday`,
  }
  const groupOf = (days: readonly number[]): DayGroup =>
    (Object.keys(dayGroups) as DayGroup[]).find((name) => dayGroups[name].join() === days.join()) ?? 'every'
  const change = (at: number, part: Partial<SafeContactRules['times'][number]>): void =>
    setTimes(times.map((one, index) => (index === at ? { ...one, ...part } : one)))
  return (
    <Stack gap="xs">
      {times.map((one, at) => (
        <Group key={at} align="end">
          <NativeSelect
            size="md"
            label={t`Days`}
            value={groupOf(one.days)}
            onChange={(event) => change(at, { days: [...dayGroups[event.currentTarget.value as DayGroup]] })}
            data={Object.entries(groupWords).map(([value, label]) => ({ value, label }))}
          />
          <TextInput
            size="md"
            type="time"
            label={t`From`}
            value={one.from}
            onChange={(event) => change(at, { from: event.currentTarget.value })}
          />
          <TextInput
            size="md"
            type="time"
            label={t`To`}
            value={one.to}
            onChange={(event) => change(at, { to: event.currentTarget.value })}
          />
          <Button variant="default" onClick={() => setTimes(times.filter((_, index) => index !== at))}>
            <Trans>Take out</Trans>
          </Button>
        </Group>
      ))}
      <Group>
        <Button
          variant="default"
          onClick={() => setTimes([...times, { days: [...dayGroups.every], from: '09:00', to: '17:00' }])}
        >
          {times.length === 0 ? <Trans>Only at certain times…</Trans> : <Trans>Another time…</Trans>}
        </Button>
      </Group>
    </Stack>
  )
}
