import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Stack, Text, Title } from '@mantine/core'
import { triageFields, triageQuestions } from '@shield/core'
import type { TriageField } from '@shield/core'
import { useState } from 'react'

import type { ProtectedPerson } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { Fault } from '../../ui/states.tsx'
import css from './protection.module.css'
import { useSettle } from './queries.ts'
import { answerWords } from './words.ts'
import type { Answers } from './words.ts'

/** Answers of two hands that differ, side by side, question by question; somebody says which holds. Nothing is lost. */
export function ConflictPanel({ person }: { readonly person: ProtectedPerson }) {
  const { t } = useLingui()
  const [settled, setSettled] = useState<Answers>({})
  const settle = useSettle(person.code)
  const fields = triageFields.filter((field) => person.openConflicts.some((one) => one.field === field))
  if (fields.length === 0 || !person.can.includes('protectedSettle')) return null
  const chosen = fields.filter((field) => settled[field] !== undefined)
  const decide = (): void => {
    const only = (of: Answers): Answers =>
      Object.fromEntries(chosen.map((field) => [field, of[field]])) as Answers
    settle.mutate({ seen: only(person.triage), settled: only(settled) }, { onSuccess: () => setSettled({}) })
  }
  return (
    <section className={css['panel']} aria-label={t`Answers that differ`}>
      <Stack>
        <Title order={2} fz="lg">
          <Trans>Answers that differ</Trans>
        </Title>
        <Text>
          <Trans>
            Two hands wrote down different answers. Ask the person again where you can, then choose.
          </Trans>
        </Text>
        {fields.map((field) => (
          <Choice
            key={field}
            field={field}
            person={person}
            chosen={settled[field]}
            choose={(answer) => setSettled((now) => ({ ...now, ...answer }))}
          />
        ))}
        {settle.error ? <Fault error={settle.error} /> : null}
        <Button size="lg" disabled={chosen.length === 0} loading={settle.isPending} onClick={decide}>
          <Trans>This holds</Trans>
        </Button>
      </Stack>
    </section>
  )
}

interface ChoiceProps {
  readonly field: TriageField
  readonly person: ProtectedPerson
  readonly chosen: Answers[TriageField]
  readonly choose: (answer: Answers) => void
}

function Choice({ field, person, chosen, choose }: ChoiceProps) {
  const { t } = useLingui()
  const { say, language, instant } = useLanguage()
  const question = triageQuestions.find(({ id }) => id === field)
  const brought = person.openConflicts.filter((one) => one.field === field)
  const options = [
    { answer: { [field]: person.triage[field] } as Answers, from: t`stands now` },
    ...brought.map((one) => ({
      answer: one.brought,
      from: `${one.by}, ${instant(one.at)}`,
    })),
  ]
  return (
    <fieldset className={css['question']}>
      <legend>{question ? say(question.question) : field}</legend>
      <div className={css['answers']}>
        {options.map(({ answer, from }, at) => (
          <label key={at} className={css['answer']}>
            <input
              type="radio"
              name={`settle-${field}`}
              checked={chosen !== undefined && JSON.stringify(chosen) === JSON.stringify(answer[field])}
              onChange={() => choose(answer)}
            />
            <span>
              <strong>{answerWords(field, answer, language)}</strong>
              <br />
              <span className={css['soft']}>{from}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
