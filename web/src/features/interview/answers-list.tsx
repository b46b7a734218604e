import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Stack, Text, Title } from '@mantine/core'
import type { AnswerValue } from '@shield/core'
import { useState } from 'react'

import type { InterviewView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { useAloud } from '../../ui/aloud.tsx'
import css from '../../ui/care.module.css'
import { textIn } from '../../ui/indicator-names.ts'
import type { SetsHere } from '../../ui/indicator-names.ts'
import { sideOf } from '../../ui/spoken.ts'
import { useHere, Turn } from './here.tsx'
import own from './interview.module.css'
import { OpenedAnswer } from './opened-answer.tsx'
import { observes, pagesOf, toldBy } from './pages.ts'
import type { Page, Values } from './pages.ts'
import { seenWords } from './words.ts'

interface AnswersListProps {
  readonly interview: InterviewView
  readonly sets: SetsHere
  /** With what was answered just now; else as the node has them. */
  readonly values?: Values
  readonly dimension?: string | undefined
  /** Each line opens its page; otherwise only what was told is listed. */
  readonly isAsking?: boolean
}

/** Everything that was told, by dimension; while it is asked, everything that can be. */
export function AnswersList({ interview, sets, values, dimension, isAsking = false }: AnswersListProps) {
  const { t } = useLingui()
  const { language } = useLanguage()
  const known: Values =
    values ??
    Object.fromEntries(interview.answers.map((one): [string, AnswerValue] => [one.indicator, one.value]))
  const all = pagesOf(sets.shown)
  const shown = all.filter(
    (page) =>
      (isAsking || known[page.id] !== undefined) && (dimension === undefined || groupOf(page) === dimension),
  )
  const groups = [...new Set(shown.map(groupOf))]
  return (
    <section className={css['panel']} aria-label={t`What was told`}>
      <Stack>
        <Title order={2} fz="lg">
          <Trans>What was told</Trans>
        </Title>
        {shown.length === 0 ? (
          <Text>
            <Trans>Nothing yet.</Trans>
          </Text>
        ) : null}
        {groups.map((group) => {
          const these = shown.filter((page) => groupOf(page) === group)
          const [first] = these
          return (
            <div key={group}>
              <Title order={3} fz="md" mb="xs">
                {first?.kind === 'question'
                  ? textIn(first.dimension.name, language)
                  : t`Recorded, and not counted by any set`}
              </Title>
              <ul className={own['list']}>
                {these.map((page) => (
                  <Line
                    key={page.id}
                    {...{ page, interview, isAsking }}
                    value={known[page.id]}
                    finer={toldBy(page, all, known) !== undefined}
                  />
                ))}
              </ul>
            </div>
          )
        })}
      </Stack>
    </section>
  )
}

function groupOf(page: Page): string {
  return page.kind === 'question' ? page.dimension.id : 'note'
}

interface LineProps {
  readonly page: Page
  readonly interview: InterviewView
  readonly isAsking: boolean
  readonly value: AnswerValue | undefined
  readonly finer: boolean
}

function Line({ page, interview, isAsking, value, finer }: LineProps) {
  const { t } = useLingui()
  const { language } = useLanguage()
  const { mayOpen } = useHere()
  const { say } = useAloud()
  const [opening, setOpening] = useState(false)
  const answer = interview.answers.find(({ indicator }) => indicator === page.id)
  const name = textIn(page.kind === 'question' ? page.indicator.name : page.note.name, language)
  const stands =
    value !== undefined
      ? observes(page) && value !== 'declined'
        ? t(seenWords[value])
        : sideOf(say(`answer.${value}`), language).text
      : finer
        ? t`told already with a finer question`
        : ''
  if (isAsking)
    return (
      <li>
        <Turn to={{ at: page.id }}>
          <span>{name}</span>
          <Text component="span" fw={600}>
            {stands}
          </Text>
        </Turn>
      </li>
    )
  return (
    <li className={own['top']}>
      <span style={{ flex: '1 1 240px' }}>{name}</span>
      <Text component="span" fw={600}>
        {stands}
      </Text>
      {answer?.hasWords && mayOpen ? (
        <Button
          size="md"
          variant="default"
          onClick={() => setOpening(true)}
          aria-label={t`Open the words: ${name}`}
        >
          <Trans>Open the words…</Trans>
        </Button>
      ) : null}
      {opening ? (
        <OpenedAnswer id={interview.id} indicator={page.id} close={() => setOpening(false)} />
      ) : null}
    </li>
  )
}
