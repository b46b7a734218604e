import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Checkbox, Group, Modal, NativeSelect, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { factsNeeded, needsReason, stateWords, trackWords } from '@shield/core'
import type { ReturnFact } from '@shield/core'
import { useState } from 'react'
import type { SyntheticEvent } from 'react'

import type { ReturnFacts, ReturnTrack, ReturnView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { DayField } from '../../ui/day-field.tsx'
import { Fault } from '../../ui/states.tsx'
import { useMove } from './queries.ts'

interface MoveDialogProps {
  readonly home: ReturnView
  readonly track: ReturnTrack
  readonly to: string
  readonly close: () => void
}

/** One step of one track: what has to be told with it, and why where a reason is due. */
export function MoveDialog({ home, track, to, close }: MoveDialogProps) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const move = useMove(home.id)
  const [facts, setFacts] = useState<ReturnFacts>(() => startFacts(track, to))
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const needed = factsNeeded(track.track, to)
  const isReasoned = needsReason(track.track, track.state, to)
  const absent = needed.filter((fact) => facts[fact] === undefined)
  const isShort = isReasoned && reason.trim().length < 3
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    setAsked(true)
    if (absent.length > 0 || isShort) return
    const given = { track: track.track, was: track.state, to, facts }
    move.mutate(
      { ...given, ...(reason.trim() === '' ? {} : { reason: reason.trim() }) },
      { onSuccess: close },
    )
  }
  return (
    <Modal
      opened
      onClose={close}
      title={`${say(trackWords[track.track])}: ${say(stateWords(track.track, to))}`}
      closeButtonProps={{ 'aria-label': t`Close` }}
    >
      <form onSubmit={submit} noValidate>
        <Stack>
          {needed.map((fact) => (
            <FactField
              key={fact}
              fact={fact}
              facts={facts}
              change={(part) => setFacts((now) => ({ ...now, ...part }))}
              forget={() => setFacts((now) => without(now, fact))}
            />
          ))}
          <Textarea
            label={
              track.track === 'decision' || track.track === 'reflection' ? t`What the person said` : t`Why`
            }
            description={t`It is sealed.`}
            required={isReasoned}
            autosize
            minRows={2}
            maxLength={2000}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            error={asked && isShort ? t`Write a few words` : null}
          />
          {asked && absent.length > 0 ? (
            <Text role="alert">
              <Trans>Fill in what is asked above.</Trans>
            </Text>
          ) : null}
          {move.error ? <Fault error={move.error} /> : null}
          <Group justify="flex-end">
            <Button variant="default" size="md" onClick={close}>
              <Trans>Cancel</Trans>
            </Button>
            <Button type="submit" size="md" loading={move.isPending}>
              <Trans>Write down</Trans>
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

function without(facts: ReturnFacts, fact: ReturnFact): ReturnFacts {
  return Object.fromEntries(Object.entries(facts).filter(([name]) => name !== fact))
}

/** What a choice shows first is what is sent when nobody touches it. */
function startFacts({ track, facts }: ReturnTrack, to: string): ReturnFacts {
  const needed = factsNeeded(track, to)
  return {
    ...(needed.includes('language') ? { language: facts.language ?? 'en' } : {}),
    ...(needed.includes('arrested') ? { arrested: facts.arrested ?? false } : {}),
    ...(needed.includes('mode') ? { mode: 'flight' as const } : {}),
    ...(needed.includes('document') ? { document: facts.document ?? ('emergency' as const) } : {}),
    ...(needed.includes('agency') && facts.agency !== undefined ? { agency: facts.agency } : {}),
  }
}

const spoken = [
  'my',
  'km',
  'lo',
  'zh',
  'vi',
  'hi',
  'id',
  'am',
  'sw',
  'fil',
  'en',
  'th',
  'bn',
  'ne',
  'si',
  'ur',
  'fr',
  'ar',
]

interface FactFieldProps {
  readonly fact: ReturnFact
  readonly facts: ReturnFacts
  readonly change: (part: ReturnFacts) => void
  /** What is typed is no value any more: the last one that was is not sent in its place. */
  readonly forget: () => void
}

function FactField({ fact, facts, change, forget }: FactFieldProps) {
  const { t } = useLingui()
  const { language } = useLanguage()
  if (fact === 'until')
    return (
      <DayField
        label={t`Holds until`}
        day={facts.until}
        setDay={(until) => (until ? change({ until }) : forget())}
      />
    )
  if (fact === 'permittedUntil')
    return (
      <DayField
        label={t`Was permitted to stay until`}
        day={facts.permittedUntil}
        setDay={(permittedUntil) => (permittedUntil ? change({ permittedUntil }) : forget())}
      />
    )
  if (fact === 'leavesAt') return <LeavesField change={change} forget={forget} />
  if (fact === 'arrested')
    return (
      <Checkbox
        size="md"
        label={t`Was arrested, and did not come to the authority`}
        checked={facts.arrested ?? false}
        onChange={(event) => change({ arrested: event.currentTarget.checked })}
      />
    )
  if (fact === 'agency')
    return (
      <TextInput
        size="md"
        required
        label={t`Who receives the person, as the agreement names them`}
        maxLength={80}
        value={facts.agency ?? ''}
        onChange={(event) => change({ agency: event.currentTarget.value })}
      />
    )
  const names = new Intl.DisplayNames([language], { type: 'language' })
  const data =
    fact === 'language'
      ? spoken.map((value) => ({ value, label: names.of(value) ?? value }))
      : choices[fact].map(([value, label]) => ({ value, label: t(label) }))
  return (
    <NativeSelect
      size="md"
      label={t(choiceLabels[fact])}
      value={String(facts[fact] ?? '')}
      onChange={(event) => change({ [fact]: event.currentTarget.value })}
      data={[...(facts[fact] === undefined ? [{ value: '', label: t`Choose…` }] : []), ...data]}
    />
  )
}

type ChosenFact = 'level' | 'document' | 'mode'

const choiceLabels: Readonly<Record<ChosenFact | 'language', MessageDescriptor>> = {
  language: msg`Told in this language`,
  level: msg`How great is the danger at home`,
  document: msg`Kind of document`,
  mode: msg`How`,
}

const choices: Readonly<Record<ChosenFact, readonly (readonly [value: string, label: MessageDescriptor])[]>> =
  {
    level: [
      ['low', msg`low`],
      ['medium', msg`medium`],
      ['high', msg`high`],
    ],
    document: [
      ['passport', msg`Passport`],
      ['emergency', msg`Emergency passport`],
      ['laissez-passer', msg`Certificate of identity, laissez-passer`],
      ['icrc', msg`Emergency travel document of the ICRC`],
    ],
    mode: [
      ['flight', msg`By air`],
      ['bridge', msg`Over a bridge`],
    ],
  }

function LeavesField({ change, forget }: Pick<FactFieldProps, 'change' | 'forget'>) {
  const { t } = useLingui()
  const [day, setDay] = useState<string>()
  const [time, setTime] = useState('09:00')
  const tell = (nextDay: string | undefined, nextTime: string): void => {
    const at = new Date(`${nextDay ?? ''}T${nextTime}`)
    if (Number.isNaN(at.getTime())) forget()
    else change({ leavesAt: at.toISOString() })
  }
  return (
    <Group align="flex-end" gap="sm">
      <DayField
        label={t`Leaves on`}
        day={day}
        setDay={(next) => {
          setDay(next)
          tell(next, time)
        }}
      />
      <TextInput
        size="md"
        label={t`at (hour:minute)`}
        value={time}
        maxLength={5}
        onChange={(event) => {
          setTime(event.currentTarget.value)
          tell(day, event.currentTarget.value)
        }}
      />
    </Group>
  )
}
