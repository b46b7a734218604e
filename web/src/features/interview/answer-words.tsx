import { Trans, useLingui } from '@lingui/react/macro'
import { Button, NativeSelect, Text, Textarea } from '@mantine/core'
import type { AnswerValue } from '@shield/core'
import { useState } from 'react'

import type { InterviewView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import css from '../../ui/care.module.css'
import { languageName } from '../../ui/languages.ts'
import type { Draft } from './drafts.ts'
import { useHere } from './here.tsx'
import own from './interview.module.css'
import { OpenedAnswer } from './opened-answer.tsx'
import { observes } from './pages.ts'
import type { Page } from './pages.ts'
import { basisWords, translatorWords } from './words.ts'

interface AnswerWordsProps {
  readonly interview: InterviewView
  readonly page: Page
  readonly value: AnswerValue | undefined
  readonly draft: Draft
  readonly set: (change: Partial<Draft>) => void
  readonly saveWords: () => void
}

/** The person's own words, and what they mean in the reader's language with who said so. Sealed as they are saved. */
export function AnswerWords(props: AnswerWordsProps) {
  const { interview, page, value, draft, set, saveWords } = props
  const { mayOpen } = useHere()
  const isSeen = observes(page)
  const { t } = useLingui()
  const { language } = useLanguage()
  const person = isSeen ? language : interview.personLanguage
  const [opening, setOpening] = useState(false)
  const isSealed = interview.answers.some((one) => one.indicator === page.id && one.hasWords)
  const isForeign = person !== language
  const isUnsaved = draft.words.trim() !== '' && value === undefined
  return (
    <div className={own['words']}>
      <Textarea
        label={
          isSeen
            ? t`What you saw, in a few words`
            : t`In the person's own words: ${languageName(person, language)}`
        }
        description={t`Sealed when it is saved; it opens for a reason.`}
        lang={person}
        dir="auto"
        size="lg"
        autosize
        minRows={2}
        maxLength={20_000}
        value={draft.words}
        onChange={(event) => set({ words: event.currentTarget.value })}
        onBlur={saveWords}
      />
      {isForeign && (draft.words !== '' || draft.translation !== '') ? (
        <>
          <Textarea
            label={t`What it means`}
            lang={language}
            size="lg"
            autosize
            minRows={2}
            maxLength={20_000}
            value={draft.translation}
            onChange={(event) => set({ translation: event.currentTarget.value })}
            onBlur={saveWords}
          />
          <Translator draft={draft} set={set} saveWords={saveWords} />
        </>
      ) : null}
      {isUnsaved ? (
        <Text role="status">
          <Trans>The words are saved with the answer: choose one, “I do not know” or “Not now” too.</Trans>
        </Text>
      ) : null}
      {value === undefined || isSeen ? null : <Basis draft={draft} set={set} />}
      {isSealed && mayOpen ? (
        <div>
          <Button size="md" variant="default" onClick={() => setOpening(true)}>
            <Trans>Open the sealed words…</Trans>
          </Button>
        </div>
      ) : null}
      {opening ? (
        <OpenedAnswer id={interview.id} indicator={page.id} close={() => setOpening(false)} />
      ) : null}
    </div>
  )
}

function Translator({ draft, set, saveWords }: Pick<AnswerWordsProps, 'draft' | 'set' | 'saveWords'>) {
  const { t } = useLingui()
  const makers = Object.keys(translatorWords) as (keyof typeof translatorWords)[]
  return (
    <NativeSelect
      size="lg"
      label={t`Translated by`}
      value={draft.by ?? ''}
      error={draft.translation.trim() !== '' && draft.by === undefined ? t`Say who translated it` : null}
      onChange={(event) => set({ by: makers.find((one) => one === event.currentTarget.value) })}
      onBlur={saveWords}
      data={[
        { value: '', label: t`Choose…` },
        ...makers.map((value) => ({ value, label: t(translatorWords[value]) })),
      ]}
    />
  )
}

function Basis({ draft, set }: Pick<AnswerWordsProps, 'draft' | 'set'>) {
  const { t } = useLingui()
  const all = Object.keys(basisWords) as (keyof typeof basisWords)[]
  return (
    <details>
      <summary className={css['way']}>{t`How this is known`}</summary>
      <NativeSelect
        size="lg"
        aria-label={t`How this is known`}
        description={t`It is kept with the next answer or words you write here.`}
        value={draft.basis ?? ''}
        onChange={(event) => set({ basis: all.find((one) => one === event.currentTarget.value) })}
        data={[
          { value: '', label: t`As the question has it` },
          ...all.map((value) => ({ value, label: t(basisWords[value]) })),
        ]}
      />
    </details>
  )
}
