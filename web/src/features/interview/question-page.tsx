import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Stack, Text, Title } from '@mantine/core'
import type { AnswerValue } from '@shield/core'
import { useEffect, useEffectEvent, useState } from 'react'

import type { AskedSet, InterviewView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import css from '../../ui/care.module.css'
import { textIn } from '../../ui/indicator-names.ts'
import { useKeys } from '../../ui/keys.ts'
import { spokenOf } from '../../ui/spoken.ts'
import { TwoLanguages } from '../../ui/two-languages.tsx'
import { AnswerButtons, answerOrder, seenOrder } from './answer-buttons.tsx'
import { AnswerWords } from './answer-words.tsx'
import { Differs } from './differs.tsx'
import { unsavedOf } from './drafts.ts'
import type { Drafts } from './drafts.ts'
import { useHere } from './here.tsx'
import own from './interview.module.css'
import { isTold, nextOpen, observes, toldBy } from './pages.ts'
import type { Page } from './pages.ts'
import type { Saving } from './saving.ts'
import { ToldBefore } from './told-before.tsx'

interface QuestionPageProps {
  readonly interview: InterviewView
  readonly sets: readonly AskedSet[]
  readonly pages: readonly Page[]
  readonly page: Page
  readonly place: number
  readonly saving: Saving
  readonly drafts: Drafts
}

/** One question, in both languages, with its answers and the person's own words. Leaving it out is as near as answering. */
export function QuestionPage(props: QuestionPageProps) {
  const { interview, sets, pages, page, place, saving, drafts } = props
  const { values } = saving
  const before = interview.answers.find(({ indicator }) => indicator === page.id)
  const isBefore = before !== undefined && before.interview !== interview.id && isTold(before.value)
  const finer = toldBy(page, pages, values)
  const [again, setAgain] = useState<string>()
  const isShown = (isBefore && again === undefined) || finer !== undefined
  const { go, hasBack } = usePaging(pages, values, place)
  const { value, press, saveWords } = useAnswering(props, isBefore ? again : undefined)
  useKeys({
    ...Object.fromEntries(
      (observes(page) ? seenOrder : answerOrder).map((one, at) => [
        String(at + 1),
        () => (isShown ? undefined : press(one)),
      ]),
    ),
    ArrowRight: () => go(1),
    ArrowLeft: () => go(-1),
  })
  return (
    <article className={own['page']} aria-labelledby="question">
      <Asked page={page} language={interview.personLanguage} />
      {isShown ? (
        <ToldBefore
          interview={interview}
          answer={isBefore ? before : undefined}
          finer={finer}
          sets={sets}
          askAgain={setAgain}
        />
      ) : (
        <Stack>
          <AnswerButtons
            value={value}
            person={interview.personLanguage}
            isSeen={observes(page)}
            choose={press}
          />
          {before?.hasConflict ? <Differs code={interview.code} answer={before} sets={sets} /> : null}
          <AnswerWords
            {...{ interview, value, saveWords }}
            page={page}
            draft={drafts.of(page.id)}
            set={(change) => drafts.set(page.id, change)}
          />
        </Stack>
      )}
      <Foot isAnswered={isShown || isTold(value)} go={go} hasBack={hasBack} />
    </article>
  )
}

/** Typed words go to the node so long after the last key. */
const restMs = 3000

/** What pressing an answer and writing words send: words go with the answer they belong to, each once. */
function useAnswering({ interview, page, saving, drafts }: QuestionPageProps, again: string | undefined) {
  const value = saving.values[page.id]
  const draft = drafts.of(page.id)
  const { language } = useLanguage()
  const unsaved = unsavedOf(draft, observes(page) ? language : interview.personLanguage)
  const save = (chosen: AnswerValue): void => {
    saving.act({
      kind: 'answer',
      indicator: page.id,
      value: chosen,
      basis: draft.basis ?? (observes(page) ? 'observed' : 'said'),
      ...(value === undefined ? {} : { seen: value }),
      ...(again === undefined ? {} : { again }),
      ...unsaved,
    })
    drafts.set(page.id, { savedWords: draft.words, savedTranslation: draft.translation })
  }
  const saveWords = useEffectEvent(() => {
    if (value !== undefined && Object.keys(unsaved).length > 0) save(value)
  })
  useEffect(() => {
    const timer = setTimeout(() => saveWords(), restMs)
    return () => clearTimeout(timer)
  }, [draft.words, draft.translation])
  useEffect(() => () => saveWords(), [])
  return {
    value,
    press: (chosen: AnswerValue): void => {
      if (chosen !== value) save(chosen)
    },
    saveWords: (): void => {
      if (value !== undefined && Object.keys(unsaved).length > 0) save(value)
    },
  }
}

function Asked({ page, language: person }: { readonly page: Page; readonly language: string }) {
  const { language } = useLanguage()
  if (page.kind === 'note')
    return (
      <div>
        <Text className={css['soft'] ?? ''}>
          <Trans>Only recorded, never counted, and not to be asked as a charge</Trans>
        </Text>
        <Title order={2} fz="lg" id="question">
          {textIn(page.note.name, language)}
        </Title>
        <Text>{textIn(page.note.note, language)}</Text>
      </div>
    )
  return (
    <div>
      <Text className={css['soft'] ?? ''}>
        {textIn(page.dimension.name, language)}
        {observes(page) ? (
          <>
            {' · '}
            <Trans>what you see yourself; nobody is asked</Trans>
          </>
        ) : null}
      </Text>
      <Title order={2} fz="md" fw={500} mb="sm" id="question">
        {textIn(page.indicator.name, language)}
      </Title>
      {observes(page) ? null : (
        <TwoLanguages
          spoken={spokenOf(page.indicator.question, page.indicator.drafts)}
          person={person}
          size="question"
        />
      )}
    </div>
  )
}

function usePaging(pages: readonly Page[], values: Saving['values'], place: number) {
  const { turn } = useHere()
  const hasBack = place > 0
  const go = (by: 1 | -1): void => {
    const next = by === 1 ? nextOpen(pages, values, place) : pages[place - 1]
    if (by === -1 && !hasBack) return
    turn(next === undefined ? { view: 'list' } : { at: next.id })
  }
  return { go, hasBack }
}

interface FootProps {
  readonly isAnswered: boolean
  readonly hasBack: boolean
  readonly go: (by: 1 | -1) => void
}

function Foot({ isAnswered, hasBack, go }: FootProps) {
  const { t } = useLingui()
  return (
    <div className={css['foot']}>
      <Button size="lg" onClick={() => go(1)} aria-keyshortcuts="ArrowRight">
        {isAnswered ? t`Next` : t`Skip`}
      </Button>
      <Button
        size="lg"
        variant="default"
        disabled={!hasBack}
        onClick={() => go(-1)}
        aria-keyshortcuts="ArrowLeft"
      >
        <Trans>Back</Trans>
      </Button>
    </div>
  )
}
