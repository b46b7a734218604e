import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'

import type { PairQuestion } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { KindIcon } from '../../ui/kind-icon.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { ValueText } from '../../ui/value-text.tsx'
import { useAnswerQuestion } from './queries.ts'
import css from './review.module.css'

/** What was asked about a pair and answered; nothing where nobody has asked. */
export function QuestionThread({ questions }: { readonly questions: readonly PairQuestion[] }) {
  const { t } = useLingui()
  if (questions.length === 0) return null
  return (
    <section aria-label={t`Questions`}>
      <Text component="h2" fz="sm" fw={600} mb={4}>
        <Trans>Questions</Trans>
      </Text>
      <Questions questions={questions} />
    </section>
  )
}

export function Questions({ questions }: { readonly questions: readonly PairQuestion[] }) {
  return (
    <ul className={css['list']}>
      {questions.map((question) => (
        <Question key={question.id} question={question} />
      ))}
    </ul>
  )
}

function Question({ question }: { readonly question: PairQuestion }) {
  const { t } = useLingui()
  const { say, instant } = useLanguage()
  const answer = useAnswerQuestion()
  const [answering, setAnswering] = useState(false)
  const { own, other } = question
  return (
    <li>
      <Group gap={8}>
        <KindIcon kind={own.kind} size={16} />
        <Link to="/entity/$id" params={{ id: own.id }}>
          <ValueText text={own.caption} />
        </Link>
        {other ? (
          <Link to="/review" search={{ left: own.id, right: other.id }}>
            <Trans>
              compare with <ValueText text={other.caption} />
            </Trans>
          </Link>
        ) : null}
      </Group>
      <Text className="long">{question.question}</Text>
      <Text fz="xs" c="dimmed">
        {question.asker} · {say(question.by)} · {instant(question.at)} → {question.organisation}
      </Text>
      {question.answer === undefined ? (
        <Text fz="sm" fs="italic" c="dimmed">
          <Trans>No answer yet</Trans>
        </Text>
      ) : (
        <>
          <Text className="long" fw={600}>
            {question.answer}
          </Text>
          <Text fz="xs" c="dimmed">
            {question.answeredBy ? say(question.answeredBy) : null}
            {question.answeredAt === undefined ? null : ` · ${instant(question.answeredAt)}`}
          </Text>
        </>
      )}
      {question.can.includes('answer') ? (
        <Button variant="default" size="xs" mt={4} onClick={() => setAnswering(true)}>
          <Trans>Answer…</Trans>
        </Button>
      ) : null}
      <ReasonDialog
        opened={answering}
        close={() => setAnswering(false)}
        title={t`Answer the question`}
        act={t`Answer`}
        label={t`Answer`}
        isActing={answer.isPending}
        error={answer.error}
        decide={(text) =>
          answer.mutate({ id: question.id, answer: text }, { onSuccess: () => setAnswering(false) })
        }
      >
        <Trans>{question.asker} reads your answer beside the pair. It is kept with your name.</Trans>
      </ReasonDialog>
    </li>
  )
}
