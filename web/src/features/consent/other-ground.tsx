import { Trans, useLingui } from '@lingui/react/macro'
import { TextInput } from '@mantine/core'

import { Choices } from '../../ui/choices.tsx'
import type { Part } from './giving.ts'
import { basisWords } from './words.ts'

/** What is no consent is not called one: it names the article it rests on, and the person is told. */
export function OtherGround({ giving, set, asked }: Part) {
  const { t } = useLingui()
  const grounds = Object.keys(basisWords) as (keyof typeof basisWords)[]
  return (
    <>
      <Choices
        legend={t`What it rests on`}
        hint={
          <Trans>
            This stands in the ledger as what it is, not as an agreement. Tell the person that it is done, and
            why.
          </Trans>
        }
        choices={grounds.map((value) => ({ value, label: t(basisWords[value]) }))}
        chosen={grounds.find((one) => one === giving.basis)}
        choose={(basis) => set({ basis })}
        isMissing={asked && giving.basis === ''}
      />
      <TextInput
        size="lg"
        label={t`Law and article`}
        maxLength={200}
        value={giving.article}
        onChange={(event) => set({ article: event.currentTarget.value })}
        error={asked && giving.article.trim().length < 3 ? t`Name the article` : null}
      />
    </>
  )
}
