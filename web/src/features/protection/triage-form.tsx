import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Progress, Stack, Text, Title } from '@mantine/core'
import { useSessionStorage } from '@mantine/hooks'
import { triageQuestions } from '@shield/core'
import { useState } from 'react'

import type { ArrivalAct, ProtectedPerson } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { LanguageSelect } from '../../ui/language-select.tsx'
import { Fault } from '../../ui/states.tsx'
import css from './protection.module.css'
import { StaysWith } from './stays-with.tsx'
import { TriageQuestion } from './triage-question.tsx'
import type { Answers } from './words.ts'

/** What this hand has entered. */
export interface Entered {
  readonly answers: Answers
  readonly withCodes: readonly string[]
}

/** Where the act goes: to the node, or into the outbox of the device. */
export interface Saving {
  readonly save: (act: ArrivalAct) => void
  readonly isSaving: boolean
  readonly error: unknown
}

interface TriageFormProps {
  readonly code: string
  /** What is known of the wristband already: nothing is asked twice. */
  readonly known: Pick<ProtectedPerson, 'triage' | 'staysWith'> | undefined
  readonly pace: 'one' | 'all'
  readonly saving: Saving
  /** What was entered before the device locked itself. */
  readonly begun?: Entered | undefined
  readonly entered?: (now: Entered) => void
  readonly leave: () => void
}

/** Eight questions, one a page or all at once. Each may be left out, and it may be saved at any of them. */
export function TriageForm(props: TriageFormProps) {
  const { code, known, pace, leave, saving, begun } = props
  const { t } = useLingui()
  const [answers, setAnswers] = useState<Answers>(begun?.answers ?? known?.triage ?? {})
  const [withCodes, setWithCodes] = useState<readonly string[]>(begun?.withCodes ?? [])
  const [at, setAt] = useState(0)
  const [person, setPerson] = useShownIn(answers.speaks?.[0])
  const save = useAct(props, { answers, withCodes })
  const isLast = pace === 'all' || at >= triageQuestions.length - 1
  const shown = pace === 'all' ? triageQuestions : triageQuestions.slice(at, at + 1)
  const hasParty = answers.together === 'with-family' || answers.together === 'with-others'
  const set = (change: Answers): void => {
    const next = Object.fromEntries(
      Object.entries({ ...answers, ...change }).filter(([, one]) => one !== undefined),
    ) as Answers
    setAnswers(next)
    props.entered?.({ answers: next, withCodes })
  }
  const setCodes = (codes: readonly string[]): void => {
    setWithCodes(codes)
    props.entered?.({ answers, withCodes: codes })
  }
  return (
    <Stack>
      <Head code={code} isKnown={known !== undefined} at={pace === 'one' ? at : undefined} />
      <LanguageSelect
        label={t`Show it in the person's language too`}
        chosen={person}
        choose={setPerson}
        spoken={answers.speaks ?? []}
      />
      {shown.map((question) => (
        <TriageQuestion
          key={question.id}
          question={question}
          person={person}
          answers={answers}
          set={set}
          // A pointer has said all it wants with one press; arrow keys walk through the answers.
          pressed={() => {
            if (pace === 'one' && !isLast && question.id !== 'together') setAt(at + 1)
          }}
        >
          {question.id === 'together' && hasParty ? (
            <StaysWith own={code} codes={withCodes} setCodes={setCodes} known={known?.staysWith ?? []} />
          ) : null}
        </TriageQuestion>
      ))}
      {saving.error ? (
        <Fault
          error={saving.error}
          keptText={<Trans>The answers stand here still. Press “Save” again.</Trans>}
        />
      ) : null}
      <div className={css['foot']}>
        {isLast ? (
          <Button size="lg" loading={saving.isSaving} onClick={save}>
            <Trans>Save</Trans>
          </Button>
        ) : (
          <Button size="lg" onClick={() => setAt(at + 1)}>
            {answers[shown[0]?.id ?? 'health'] === undefined ? <Trans>Skip</Trans> : <Trans>Next</Trans>}
          </Button>
        )}
        {pace === 'one' && at > 0 ? (
          <Button size="lg" variant="default" onClick={() => setAt(at - 1)}>
            <Trans>Back</Trans>
          </Button>
        ) : null}
        {isLast ? null : (
          <Button size="lg" variant="default" loading={saving.isSaving} onClick={save}>
            <Trans>Save now</Trans>
          </Button>
        )}
        <Button size="lg" variant="subtle" color="gray" c="var(--mantine-color-text)" onClick={leave}>
          <Trans>Leave without saving</Trans>
        </Button>
      </div>
    </Stack>
  )
}

/** The language the questions stand in beside the officer's: what was chosen, what the person speaks, else that of the one before. */
function useShownIn(speaks: string | undefined): readonly [string, (tag: string) => void] {
  const [chosen, setChosen] = useState<string>()
  const [last, setLast] = useSessionStorage({
    key: 'shield.shown-in',
    defaultValue: '',
    getInitialValueInEffect: false,
  })
  const choose = (tag: string): void => {
    setChosen(tag)
    setLast(tag)
  }
  return [chosen ?? speaks ?? last, choose]
}

interface HeadProps {
  readonly code: string
  readonly isKnown: boolean
  readonly at: number | undefined
}

function Head({ code, isKnown, at }: HeadProps) {
  const { t } = useLingui()
  const { number } = useLanguage()
  const all = triageQuestions.length
  return (
    <div>
      <Group justify="space-between">
        <Title order={2} fz="lg" className={css['code'] ?? ''}>
          {code}
        </Title>
        {at === undefined ? null : (
          <Text>
            <Trans>
              Question {number(at + 1)} of {number(all)}
            </Trans>
          </Text>
        )}
      </Group>
      {at === undefined ? null : <Progress value={((at + 1) / all) * 100} mt={4} aria-label={t`How far`} />}
      {isKnown ? (
        <Text className={css['soft'] ?? ''}>
          <Trans>This wristband is known: what was answered stands below and is not asked again.</Trans>
        </Text>
      ) : null}
    </div>
  )
}

/** What this hand changed, with what it had seen there. One id for one act, however often it is sent. */
function useAct({ code, known, saving }: TriageFormProps, { answers, withCodes }: Entered): () => void {
  const [id] = useState(() => crypto.randomUUID())
  const before: Answers = known?.triage ?? {}
  return () =>
    saving.save({
      id,
      code,
      at: new Date().toISOString(),
      triage: changed(before, answers),
      ...(known ? { seen: before } : {}),
      ...(withCodes.length > 0 ? { staysWith: [...withCodes] } : {}),
    })
}

function changed(before: Answers, now: Answers): Answers {
  return Object.fromEntries(
    Object.entries(now).filter(
      ([field, value]) => JSON.stringify(value) !== JSON.stringify(before[field as keyof Answers]),
    ),
  ) as Answers
}
