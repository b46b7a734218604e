import { useLingui } from '@lingui/react/macro'
import type { AnswerValue } from '@shield/core'

import { useLanguage } from '../../language/use-language.ts'
import { useAloud } from '../../ui/aloud.tsx'
import { sideOf } from '../../ui/spoken.ts'
import { Beside, DraftNote } from '../../ui/two-languages.tsx'
import own from './interview.module.css'
import { seenWords } from './words.ts'

/** In the order of the keys 1 to 5. */
export const answerOrder: readonly AnswerValue[] = ['yes', 'no', 'unknown', 'declined', 'not-now']

/** Of what the interviewer sees nobody declines anything. */
export const seenOrder = ['yes', 'no', 'unknown', 'not-now'] as const

interface AnswerButtonsProps {
  readonly value: AnswerValue | undefined
  /** Language of the person, who may point at the answer. */
  readonly person: string
  /** The interviewer writes what they see; nobody is asked. */
  readonly isSeen: boolean
  readonly choose: (value: AnswerValue) => void
}

/** The answers, all of one size and colour. */
export function AnswerButtons({ value, person, isSeen, choose }: AnswerButtonsProps) {
  const { t } = useLingui()
  const { language } = useLanguage()
  const { say } = useAloud()
  const spoken = (one: AnswerValue) => say(`answer.${one}`)
  const choices = isSeen
    ? seenOrder.map((one) => ({ one, label: t(seenWords[one]), beside: null }))
    : answerOrder.map((one) => ({
        one,
        label: sideOf(spoken(one), language).text,
        beside: <Beside spoken={spoken(one)} person={person} />,
      }))
  return (
    <div>
      <div className={own['answers']} role="group" aria-label={t`The answer`}>
        {choices.map(({ one, label, beside }, at) => (
          <button
            key={one}
            type="button"
            className={own['answer']}
            aria-pressed={value === one}
            aria-keyshortcuts={String(at + 1)}
            onClick={() => choose(one)}
          >
            <kbd aria-hidden>{at + 1}</kbd>
            <span>
              {label}
              {beside}
            </span>
          </button>
        ))}
      </div>
      {isSeen ? null : <DraftNote of={answerOrder.map(spoken)} person={person} />}
    </div>
  )
}
