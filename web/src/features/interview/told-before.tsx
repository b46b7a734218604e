import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'

import type { AskedSet, InterviewView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { useAloud } from '../../ui/aloud.tsx'
import { indicatorName } from '../../ui/indicator-names.ts'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { sideOf } from '../../ui/spoken.ts'
import { useHere } from './here.tsx'
import { OpenedAnswer } from './opened-answer.tsx'
import type { Indicator } from './pages.ts'

interface ToldBeforeProps {
  readonly interview: InterviewView
  /** The answer of an earlier conversation. */
  readonly answer: InterviewView['answers'][number] | undefined
  /** The finer question by which this one was answered. */
  readonly finer: Indicator | undefined
  readonly sets: readonly AskedSet[]
  readonly askAgain: (reason: string) => void
}

/** What is known already stands here in place of the question. */
export function ToldBefore({ interview, answer, finer, sets, askAgain }: ToldBeforeProps) {
  const { t } = useLingui()
  const { instant, language } = useLanguage()
  const { say } = useAloud()
  const { mayOpen } = useHere()
  const [opening, setOpening] = useState(false)
  const [asking, setAsking] = useState(false)
  if (answer === undefined)
    return (
      <Text>
        <Trans>
          Told already with “{finer ? indicatorName(sets, finer.id, language) : ''}”. It is not asked again.
        </Trans>
      </Text>
    )
  return (
    <Stack>
      <Text>
        <Trans>
          Told before, on {instant(answer.at)}: <b>{sideOf(say(`answer.${answer.value}`), language).text}</b>.
          It is not asked again.
        </Trans>
      </Text>
      <Group>
        {answer.hasWords && mayOpen ? (
          <Button size="md" variant="default" onClick={() => setOpening(true)}>
            <Trans>Open the sealed words…</Trans>
          </Button>
        ) : null}
        <Button size="md" variant="default" onClick={() => setAsking(true)}>
          <Trans>Ask again…</Trans>
        </Button>
      </Group>
      {opening ? (
        <OpenedAnswer id={interview.id} indicator={answer.indicator} close={() => setOpening(false)} />
      ) : null}
      <ReasonDialog
        opened={asking}
        close={() => setAsking(false)}
        title={t`Ask it again?`}
        act={t`Ask again`}
        isActing={false}
        error={undefined}
        decide={(reason) => {
          setAsking(false)
          askAgain(reason)
        }}
        phrases={[t`The person asked to add something`, t`It was not understood the first time`]}
      >
        <Trans>To tell it again can hurt. The reason is sealed beside the new answer.</Trans>
      </ReasonDialog>
    </Stack>
  )
}
