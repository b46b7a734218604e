import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Checkbox, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { interviewFitness, travelFitness } from '@shield/core'
import type { InterviewFitness, TravelFitness } from '@shield/core'
import { useState } from 'react'

import type { CareView } from '../../../api/wire.ts'
import { useLanguage } from '../../../language/use-language.ts'
import { Fault } from '../../../ui/states.tsx'
import css from '../protection.module.css'
import { DayField, dayIn } from '../../../ui/day-field.tsx'
import { Panel } from './panel.tsx'
import { useCareAct } from './queries.ts'
import { SealedWords } from './sealed-words.tsx'

/** What a doctor says the person can do, and until when; never what they suffer from. */
export function HealthPanel({ care }: { readonly care: CareView }) {
  const { t } = useLingui()
  const { say, when } = useLanguage()
  const [adding, setAdding] = useState(false)
  return (
    <Panel
      title={t`Health certificate`}
      action={
        <Button variant="default" aria-expanded={adding} onClick={() => setAdding(!adding)}>
          <Trans>Write one down…</Trans>
        </Button>
      }
    >
      <Text className={css['soft'] ?? ''}>
        <Trans>Only what the person can do. What they suffer from stays with the doctor.</Trans>
      </Text>
      {adding ? <CertificateForm code={care.code} close={() => setAdding(false)} /> : null}
      {care.certificates.length === 0 && !adding ? (
        <Text>
          <Trans>No certificate yet.</Trans>
        </Text>
      ) : null}
      <ul className={css['acts']}>
        {care.certificates.map((one) => (
          <li key={one.id}>
            <Group justify="space-between">
              <div>
                <Text fw={600}>
                  {say(travelFitness[one.travel])} · {say(interviewFitness[one.interview])}
                  {one.needsRest ? ` · ${t`needs rest`}` : ''}
                </Text>
                <Text className={css['soft'] ?? ''}>
                  {one.isValid ? (
                    <Trans>
                      of {when(one.issuedOn)}, good until {when(one.validUntil)}
                    </Trans>
                  ) : (
                    <Trans>
                      of {when(one.issuedOn)}, ended on {when(one.validUntil)}
                    </Trans>
                  )}
                </Text>
              </div>
              <SealedWords code={care.code} of="certificate" row={one.id} label={t`Doctor`} />
            </Group>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function CertificateForm({ code, close }: { readonly code: string; readonly close: () => void }) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const [travel, setTravel] = useState<TravelFitness>('fit')
  const [interview, setInterview] = useState<InterviewFitness>('fit')
  const [needsRest, setNeedsRest] = useState(false)
  const [doctor, setDoctor] = useState('')
  const [issuedOn, setIssuedOn] = useState<string | undefined>(dayIn(0))
  const [validUntil, setValidUntil] = useState<string | undefined>(dayIn(30))
  const act = useCareAct(code)
  const isWhole = doctor.trim().length >= 2 && issuedOn !== undefined && validUntil !== undefined
  const add = (): void => {
    if (!isWhole) return
    act.mutate(
      {
        ...{ kind: 'certificate', certificate: crypto.randomUUID(), travel, interview, needsRest },
        ...{ doctor: doctor.trim(), issuedOn, validUntil },
      },
      { onSuccess: close },
    )
  }
  return (
    <Stack>
      <NativeSelect
        size="md"
        label={t`Travel`}
        value={travel}
        onChange={(event) => setTravel(event.currentTarget.value as TravelFitness)}
        data={Object.entries(travelFitness).map(([value, words]) => ({ value, label: say(words) }))}
      />
      <NativeSelect
        size="md"
        label={t`Interview`}
        value={interview}
        onChange={(event) => setInterview(event.currentTarget.value as InterviewFitness)}
        data={Object.entries(interviewFitness).map(([value, words]) => ({ value, label: say(words) }))}
      />
      <Checkbox
        size="md"
        label={t`Needs rest`}
        checked={needsRest}
        onChange={(event) => setNeedsRest(event.currentTarget.checked)}
      />
      <TextInput
        size="md"
        label={t`Doctor`}
        description={t`Sealed. It opens for a reason that is kept.`}
        maxLength={200}
        value={doctor}
        onChange={(event) => setDoctor(event.currentTarget.value)}
      />
      <DayField label={t`Written on`} day={issuedOn} setDay={setIssuedOn} />
      <DayField label={t`Good until`} day={validUntil} setDay={setValidUntil} />
      {act.error ? <Fault error={act.error} /> : null}
      <Group>
        <Button disabled={!isWhole} loading={act.isPending} onClick={add}>
          <Trans>Write it down</Trans>
        </Button>
        <Button variant="default" onClick={close}>
          <Trans>Cancel</Trans>
        </Button>
      </Group>
    </Stack>
  )
}
