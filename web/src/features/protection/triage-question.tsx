import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, NativeSelect } from '@mantine/core'
import type { TriageQuestion as Question } from '@shield/core'
import { useId } from 'react'
import type { MouseEvent, ReactNode } from 'react'

import { useLanguage } from '../../language/use-language.ts'
import { useAloud } from '../../ui/aloud.tsx'
import { Beside, DraftNote } from '../../ui/two-languages.tsx'
import css from './protection.module.css'
import { commonLanguages, languageName, otherLanguages } from '../../ui/languages.ts'
import type { Answers } from './words.ts'

interface TriageQuestionProps {
  readonly question: Question
  /** Language of the person, who reads and points; empty where it is not known. */
  readonly person: string
  readonly answers: Answers
  readonly set: (change: Answers) => void
  /** An answer was pressed by a finger or a mouse. */
  readonly pressed?: () => void
  /** What belongs to the answer. */
  readonly children?: ReactNode
}

/** One question with its answers as large targets, and the way to leave it out. */
export function TriageQuestion({ question, person, answers, set, pressed, children }: TriageQuestionProps) {
  const { say } = useLanguage()
  const aloud = useAloud()
  const { id } = question
  const clear = (): void => set({ [id]: undefined } as Answers)
  return (
    <fieldset className={css['question']}>
      <legend>{say(question.question)}</legend>
      <Beside spoken={aloud.say(`arrival.${id}`)} person={person} />
      {id === 'speaks' ? (
        <LanguageAnswers spoken={answers.speaks ?? []} set={set} />
      ) : (
        <div className={css['answers']}>
          {question.answers.map(({ value, name }) => (
            <Answer
              key={value}
              isMany={id === 'needs'}
              group={id}
              label={say(name)}
              beside={<Beside spoken={aloud.say(`arrival.${id}.${value}`)} person={person} />}
              isChosen={
                id === 'needs' ? (answers.needs ?? []).some((one) => one === value) : answers[id] === value
              }
              choose={() => set(chosenOf(question, answers, value))}
              pressed={id === 'needs' ? undefined : pressed}
            />
          ))}
        </div>
      )}
      <DraftNote
        of={[`arrival.${id}`, ...question.answers.map(({ value }) => `arrival.${id}.${value}`)].map((one) =>
          aloud.say(one),
        )}
        person={person}
      />
      {children}
      {answers[id] === undefined ? null : (
        <Group mt="sm">
          <Button size="md" variant="subtle" color="gray" c="var(--mantine-color-text)" onClick={clear}>
            <Trans>Leave this question out</Trans>
          </Button>
        </Group>
      )}
    </fieldset>
  )
}

function chosenOf({ id }: Question, answers: Answers, value: string): Answers {
  if (id !== 'needs') return { [id]: value } as Answers
  return { needs: toggled(answers.needs ?? [], value) } as Answers
}

/** Undefined rather than an empty list: nothing chosen is not answered. */
function toggled(list: readonly string[], value: string): readonly string[] | undefined {
  const next = list.includes(value) ? list.filter((one) => one !== value) : [...list, value]
  return next.length === 0 ? undefined : next
}

interface AnswerProps {
  readonly isMany: boolean
  readonly group: string
  readonly label: string
  readonly beside?: ReactNode
  readonly isChosen: boolean
  readonly choose: () => void
  readonly pressed?: (() => void) | undefined
}

function Answer({ isMany, group, label, beside, isChosen, choose, pressed }: AnswerProps) {
  const name = useId()
  const press = (event: MouseEvent): void => {
    // Arrow keys choose as well, and tell so by no button of a pointer.
    if (event.detail > 0 && event.target instanceof HTMLInputElement) pressed?.()
  }
  return (
    <label className={css['answer']}>
      <input
        type={isMany ? 'checkbox' : 'radio'}
        name={isMany ? name : group}
        checked={isChosen}
        onChange={choose}
        onClick={press}
      />
      <span>
        {label}
        {beside}
      </span>
    </label>
  )
}

interface LanguageAnswersProps {
  readonly spoken: readonly string[]
  readonly set: (change: Answers) => void
}

/** In the order they are pressed, best first; each as its speakers write it, to be pointed at. */
function LanguageAnswers({ spoken, set }: LanguageAnswersProps) {
  const { t } = useLingui()
  const { language } = useLanguage()
  const others = spoken.filter((tag) => !commonLanguages.some(([one]) => one === tag))
  const press = (tag: string): void => set({ speaks: toggled(spoken, tag)?.slice(0, 5) } as Answers)
  return (
    <>
      <div className={css['answers']}>
        {[...commonLanguages, ...others.map((tag) => [tag, languageName(tag, language)] as const)].map(
          ([tag, own]) => {
            const place = spoken.indexOf(tag)
            const name = languageName(tag, language)
            const both = own === name ? own : `${own} · ${name}`
            return (
              <Answer
                key={tag}
                isMany
                group="speaks"
                label={place >= 0 && spoken.length > 1 ? `${place + 1}. ${both}` : both}
                isChosen={place >= 0}
                choose={() => press(tag)}
              />
            )
          },
        )}
      </div>
      <NativeSelect
        mt="sm"
        size="lg"
        label={t`Another language`}
        value=""
        onChange={(event) => {
          if (event.currentTarget.value !== '') press(event.currentTarget.value)
        }}
        data={[
          { value: '', label: t`Choose…` },
          ...otherLanguages
            .filter((tag) => !spoken.includes(tag))
            .map((tag) => ({ value: tag as string, label: languageName(tag, language) }))
            .toSorted((a, b) => a.label.localeCompare(b.label, language)),
        ]}
      />
    </>
  )
}
