import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, NativeSelect, SegmentedControl, Stack, Text, Textarea } from '@mantine/core'
import { goalStates, serviceKindNames, serviceKinds, stepStates } from '@shield/core'
import type { ServiceKind } from '@shield/core'
import { useState } from 'react'

import type { CareView } from '../../../api/wire.ts'
import { useLanguage } from '../../../language/use-language.ts'
import { Fault } from '../../../ui/states.tsx'
import css from '../protection.module.css'
import { DayField, dayIn } from '../../../ui/day-field.tsx'
import { Panel } from './panel.tsx'
import { useCareAct } from './queries.ts'
import { SealedWords } from './sealed-words.tsx'
import { stepByWords } from './words.ts'

type Goal = CareView['goals'][number]

/** What was agreed with the person, step by step, and when it is looked at again. */
export function PlanPanel({ care }: { readonly care: CareView }) {
  const { t } = useLingui()
  const { when } = useLanguage()
  const [adding, setAdding] = useState(false)
  const [reviewing, setReviewing] = useState(false)
  return (
    <Panel
      title={t`Plan`}
      action={
        <Group gap="xs">
          <Button variant="default" onClick={() => setReviewing(!reviewing)} aria-expanded={reviewing}>
            <Trans>Reviewed together…</Trans>
          </Button>
          <Button onClick={() => setAdding(!adding)} aria-expanded={adding}>
            <Trans>Add a goal…</Trans>
          </Button>
        </Group>
      }
    >
      <Text className={css['soft'] ?? ''}>
        {care.reviewOn === undefined ? (
          <Trans>No day is set to look at it together.</Trans>
        ) : (
          <Trans>To be looked at together by {when(care.reviewOn)}.</Trans>
        )}
      </Text>
      {reviewing ? <ReviewForm code={care.code} close={() => setReviewing(false)} /> : null}
      {adding ? <GoalForm code={care.code} close={() => setAdding(false)} /> : null}
      {care.goals.length === 0 ? (
        <Text>
          <Trans>
            Nothing is agreed yet. Ask what the person wants; what they do not want is written down too.
          </Trans>
        </Text>
      ) : (
        <ul className={css['acts']}>
          {care.goals.map((goal) => (
            <li key={goal.id}>
              <GoalLine code={care.code} goal={goal} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}

function ReviewForm({ code, close }: { readonly code: string; readonly close: () => void }) {
  const { t } = useLingui()
  const [day, setDay] = useState<string | undefined>(dayIn(30))
  const act = useCareAct(code)
  return (
    <Stack>
      <DayField label={t`Next time, by`} day={day} setDay={setDay} />
      {act.error ? <Fault error={act.error} /> : null}
      <Group>
        <Button
          disabled={day === undefined}
          loading={act.isPending}
          onClick={() => day && act.mutate({ kind: 'review', nextOn: day }, { onSuccess: close })}
        >
          <Trans>We looked at it together</Trans>
        </Button>
        <Button variant="default" onClick={close}>
          <Trans>Cancel</Trans>
        </Button>
      </Group>
    </Stack>
  )
}

function GoalForm({ code, close }: { readonly code: string; readonly close: () => void }) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const [need, setNeed] = useState<ServiceKind>('shelter')
  const [state, setState] = useState<'agreed' | 'refused'>('agreed')
  const [words, setWords] = useState('')
  const act = useCareAct(code)
  const add = (): void =>
    act.mutate(
      {
        ...{ kind: 'goal', goal: crypto.randomUUID(), need, state },
        ...(words.trim() === '' ? {} : { words: words.trim() }),
      },
      { onSuccess: close },
    )
  return (
    <Stack>
      <NativeSelect
        size="md"
        label={t`What it is about`}
        value={need}
        onChange={(event) => setNeed(event.currentTarget.value as ServiceKind)}
        data={serviceKindNames.map((name) => ({ value: name, label: say(serviceKinds[name]) }))}
      />
      <SegmentedControl
        size="md"
        aria-label={t`What the person says to it`}
        value={state}
        onChange={(next) => setState(next === 'refused' ? 'refused' : 'agreed')}
        data={[
          { value: 'agreed', label: t`Wants this` },
          { value: 'refused', label: t`Does not want this` },
        ]}
      />
      {state === 'refused' ? (
        <Text className={css['soft'] ?? ''}>
          <Trans>
            It is written down so that nobody asks again and again. All other help stays as it is.
          </Trans>
        </Text>
      ) : null}
      <Textarea
        label={t`In the person’s own words, if they like`}
        description={t`Sealed. It opens for a reason that is kept.`}
        autosize
        minRows={2}
        maxLength={4000}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      {act.error ? <Fault error={act.error} /> : null}
      <Group>
        <Button loading={act.isPending} onClick={add}>
          <Trans>Write it down</Trans>
        </Button>
        <Button variant="default" onClick={close}>
          <Trans>Cancel</Trans>
        </Button>
      </Group>
    </Stack>
  )
}

function GoalLine({ code, goal }: { readonly code: string; readonly goal: Goal }) {
  const { t } = useLingui()
  const { say, when } = useLanguage()
  const [adding, setAdding] = useState(false)
  const act = useCareAct(code)
  const { id, need, state } = goal
  const name = say(serviceKinds[need])
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Text fw={600}>
          {name} · {say(goalStates[state])}
        </Text>
        <Group gap="xs">
          {goal.hasWords ? <SealedWords code={code} of="goal" row={id} label={t`Their words`} /> : null}
          {state === 'agreed' ? (
            <>
              <Button variant="default" aria-expanded={adding} onClick={() => setAdding(!adding)}>
                <Trans>Add a step…</Trans>
              </Button>
              <Button
                variant="default"
                aria-label={t`${name}: reached`}
                onClick={() => act.mutate({ kind: 'goal-state', goal: id, state: 'reached' })}
              >
                <Trans>Reached</Trans>
              </Button>
            </>
          ) : (
            <Button
              variant="default"
              aria-label={t`${name}: wants it now`}
              onClick={() => act.mutate({ kind: 'goal-state', goal: id, state: 'agreed' })}
            >
              <Trans>Wants it now</Trans>
            </Button>
          )}
        </Group>
      </Group>
      {act.error ? <Fault error={act.error} /> : null}
      {adding ? <StepForm code={code} goal={id} close={() => setAdding(false)} /> : null}
      {goal.steps.map((step) => (
        <Group key={step.id} gap="xs" pl="md">
          <Text>
            {t(stepByWords[step.by])} · {say(stepStates[step.state])}
            {step.dueOn === undefined ? null : (
              <>
                {' · '}
                <Trans>by {when(step.dueOn)}</Trans>
              </>
            )}
          </Text>
          <SealedWords code={code} of="step" row={step.id} label={t`The step in words`} />
          {step.state === 'open' ? (
            <>
              <Button
                variant="default"
                onClick={() => act.mutate({ kind: 'step-state', step: step.id, state: 'done' })}
              >
                <Trans>Done</Trans>
              </Button>
              <Button
                variant="subtle"
                onClick={() => act.mutate({ kind: 'step-state', step: step.id, state: 'refused' })}
              >
                <Trans>Not wanted</Trans>
              </Button>
            </>
          ) : null}
        </Group>
      ))}
    </Stack>
  )
}

interface StepFormProps {
  readonly code: string
  readonly goal: string
  readonly close: () => void
}

function StepForm({ code, goal, close }: StepFormProps) {
  const { t } = useLingui()
  const [by, setBy] = useState<'person' | 'worker' | 'service'>('worker')
  const [words, setWords] = useState('')
  const [day, setDay] = useState<string>()
  const act = useCareAct(code)
  return (
    <Stack pl="md">
      <Textarea
        label={t`The step in words`}
        description={t`Sealed. It opens for a reason that is kept.`}
        autosize
        minRows={2}
        maxLength={4000}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <SegmentedControl
        size="md"
        aria-label={t`Who does it`}
        value={by}
        onChange={(next) => setBy(next as typeof by)}
        data={(['worker', 'person', 'service'] as const).map((value) => ({
          value,
          label: t(stepByWords[value]),
        }))}
      />
      <DayField label={t`By, if there is a day`} day={day} setDay={setDay} />
      {act.error ? <Fault error={act.error} /> : null}
      <Group>
        <Button
          disabled={words.trim() === ''}
          loading={act.isPending}
          onClick={() =>
            act.mutate(
              {
                ...{ kind: 'step', step: crypto.randomUUID(), goal, by, words: words.trim() },
                ...(day === undefined ? {} : { dueOn: day }),
              },
              { onSuccess: close },
            )
          }
        >
          <Trans>Add the step</Trans>
        </Button>
        <Button variant="default" onClick={close}>
          <Trans>Cancel</Trans>
        </Button>
      </Group>
    </Stack>
  )
}
