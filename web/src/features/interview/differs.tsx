import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Stack, Text } from '@mantine/core'
import type { AnswerValue } from '@shield/core'
import { useState } from 'react'

import type { AskedSet, InterviewView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { useAloud } from '../../ui/aloud.tsx'
import css from '../../ui/care.module.css'
import { indicatorName } from '../../ui/indicator-names.ts'
import { sideOf } from '../../ui/spoken.ts'
import { Fault } from '../../ui/states.tsx'
import { useSettleAnswer } from './queries.ts'

interface DiffersProps {
  readonly code: string
  readonly answer: InterviewView['answers'][number]
  readonly sets: readonly AskedSet[]
  /** The node is not reached: both are shown, and decided later. */
  readonly isAway?: boolean
}

/** One question that two hands answered differently, neither knowing of the other: both stand here, and a person says which holds. */
export function Differs({ code, answer, sets, isAway = false }: DiffersProps) {
  const { t } = useLingui()
  const { say: name, instant, language } = useLanguage()
  const { say } = useAloud()
  const settle = useSettleAnswer(code, answer.indicator)
  const [id] = useState(() => crypto.randomUUID())
  const word = (value: AnswerValue): string => sideOf(say(`answer.${value}`), language).text
  const values = [...new Set((answer.differing ?? []).map(({ value }) => value))]
  return (
    <section className={css['panel']} aria-label={t`Answers that differ`}>
      <Stack gap="sm">
        <Text fw={600}>{indicatorName(sets, answer.indicator, language)}</Text>
        <ul>
          {(answer.differing ?? []).map((one) => (
            <li key={`${one.at} ${one.value}`}>
              <b>{word(one.value)}</b> · {name(one.by)} · {instant(one.at)}
            </li>
          ))}
        </ul>
        {isAway ? (
          <Text>
            <Trans>Both answers are kept. Which holds is said when there is a network.</Trans>
          </Text>
        ) : (
          <>
            <Text>
              <Trans>
                Two hands wrote down different answers. Ask the person where you can, then choose.
              </Trans>
            </Text>
            <Group role="group" aria-label={t`Which answer holds`}>
              {values.map((value) => (
                <Button
                  key={value}
                  size="lg"
                  variant="default"
                  loading={settle.isPending && settle.variables.value === value}
                  onClick={() => settle.mutate({ id, value })}
                >
                  {t`“${word(value)}” holds`}
                </Button>
              ))}
            </Group>
            {settle.error ? <Fault error={settle.error} /> : null}
          </>
        )}
      </Stack>
    </section>
  )
}
