import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, SegmentedControl, Stack, Text, Title } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'

import { problemOf } from '../../api/problem.ts'
import type { ArrivalAct, ArrivalOutcome, ProtectedPerson } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { AloudHere } from '../../ui/aloud.tsx'
import { Fault } from '../../ui/states.tsx'
import { CodeField } from './code-field.tsx'
import css from './protection.module.css'
import { protectedQuery } from '../../api/care.ts'
import { useAddAct } from './queries.ts'
import { TriageForm } from './triage-form.tsx'
import { turnName } from './words.ts'

interface ReceiveProps {
  readonly arrival: string
  /** The wristband it begins with, where one is chosen already. */
  readonly first: string | undefined
}

type Step =
  | { readonly at: 'code' }
  | { readonly at: 'questions'; readonly code: string; readonly known: ProtectedPerson | undefined }
  | { readonly at: 'done'; readonly code: string; readonly outcome: ArrivalOutcome }

/** From a wristband to the next person: the code, eight questions of which each may be left out, done. */
export function Receive({ arrival, first }: ReceiveProps) {
  const { t } = useLingui()
  const queries = useQueryClient()
  const [step, setStep] = useState<Step>({ at: 'code' })
  const [fault, setFault] = useState<unknown>()
  const [pace, setPace] = usePace()
  const begin = async (code: string): Promise<void> => {
    setFault(undefined)
    try {
      const known = await queries.fetchQuery({ ...protectedQuery(code), retry: false })
      setStep({ at: 'questions', code, known })
    } catch (error) {
      // Nobody has this wristband yet.
      if (problemOf(error).status === 404) setStep({ at: 'questions', code, known: undefined })
      else setFault(error)
    }
  }
  return (
    <Stack>
      {step.at === 'code' ? (
        <Stack gap="md">
          <Title order={2} fz="lg">
            <Trans>Put a wristband on, then scan or type its code</Trans>
          </Title>
          <CodeField
            label={t`Code on the wristband`}
            act={t`Begin`}
            autoFocus
            take={(code) => void begin(code)}
          />
          {first === undefined ? null : (
            <Button size="lg" variant="default" onClick={() => void begin(first)}>
              <Trans>Go on with {first}</Trans>
            </Button>
          )}
          <SegmentedControl
            size="md"
            aria-label={t`How the questions come`}
            value={pace}
            onChange={(next) => setPace(next === 'one' ? 'one' : 'all')}
            data={[
              { value: 'one', label: t`One question a page` },
              { value: 'all', label: t`All eight on one page` },
            ]}
          />
          {fault === undefined ? null : <Fault error={fault} />}
        </Stack>
      ) : null}
      {step.at === 'questions' ? (
        <AloudHere isBeside>
          <Questions
            key={step.code}
            arrival={arrival}
            step={step}
            pace={pace}
            leave={() => setStep({ at: 'code' })}
            done={(outcome) => setStep({ at: 'done', code: step.code, outcome })}
          />
        </AloudHere>
      ) : null}
      {step.at === 'done' ? <Done step={step} next={() => setStep({ at: 'code' })} /> : null}
    </Stack>
  )
}

interface QuestionsProps {
  readonly arrival: string
  readonly step: Extract<Step, { at: 'questions' }>
  readonly pace: Pace
  readonly leave: () => void
  readonly done: (outcome: ArrivalOutcome) => void
}

/** The act goes to the node at once. */
function Questions({ arrival, step, pace, leave, done }: QuestionsProps) {
  const add = useAddAct(arrival)
  const save = (act: ArrivalAct): void =>
    add.mutate(act, {
      onSuccess: ({ outcomes }) => {
        const [outcome] = outcomes
        if (outcome) done(outcome)
      },
    })
  return (
    <TriageForm
      code={step.code}
      known={step.known}
      pace={pace}
      leave={leave}
      saving={{ save, isSaving: add.isPending, error: add.error }}
    />
  )
}

type Pace = 'one' | 'all'

/** Kept on this device: a tablet shows all eight, a telephone one. */
export function usePace(): readonly [Pace, (pace: Pace) => void] {
  const [pace, setPace] = useLocalStorage<Pace>({
    key: 'shield.questions',
    defaultValue: window.innerWidth < 700 ? 'one' : 'all',
    getInitialValueInEffect: false,
  })
  return [pace, setPace]
}

interface DoneProps {
  readonly step: Extract<Step, { at: 'done' }>
  readonly next: () => void
}

function Done({ step, next }: DoneProps) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { language } = useLanguage()
  const { code, outcome } = step
  const turn = queries.getQueryData(protectedQuery(code).queryKey)?.turn
  return (
    <div className={css['panel']} role="status">
      <Stack>
        <Title order={2} fz="lg">
          <span className={css['code']}>{code}</span>{' '}
          {outcome.outcome === 'made' ? <Trans>is received</Trans> : <Trans>is written down</Trans>}
        </Title>
        {turn === undefined ? null : <Text fz="lg">{turnName(turn, language)}</Text>}
        {outcome.outcome === 'conflict' ? (
          <Text>
            <Trans>
              Another hand had answered differently meanwhile. Both answers are kept; somebody settles which
              holds.
            </Trans>{' '}
            <Link className={css['way'] ?? ''} to="/protected/$code" params={{ code }}>
              <Trans>Look at both</Trans>
            </Link>
          </Text>
        ) : null}
        <Group>
          <Button size="lg" autoFocus onClick={next}>
            <Trans>Next person</Trans>
          </Button>
          <Button
            size="lg"
            variant="default"
            onClick={() => void navigate({ to: '/protected/$code', params: { code } })}
          >
            <Trans>Open this person</Trans>
          </Button>
        </Group>
      </Stack>
    </div>
  )
}
