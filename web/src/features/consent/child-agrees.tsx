import { Trans, useLingui } from '@lingui/react/macro'

import { Choices } from '../../ui/choices.tsx'
import type { Part } from './giving.ts'

/** Of a child: a guardian is asked, and the child is asked. Only both together open anything. */
export function ChildAgrees({ giving, set, asked }: Part) {
  const { t } = useLingui()
  const choices = [
    { value: 'yes', label: t`Yes` },
    { value: 'no', label: t`No` },
  ] as const
  return (
    <>
      <Choices
        legend={t`A guardian, or who stands for one, agreed`}
        hint={<Trans>A child, or somebody whose age is not sure: both have to agree.</Trans>}
        choices={choices}
        chosen={giving.guardian}
        choose={(guardian) => set({ guardian })}
        isMissing={asked && giving.guardian === undefined}
      />
      <Choices
        legend={t`The child agreed`}
        choices={choices}
        chosen={giving.assent}
        choose={(assent) => set({ assent })}
        isMissing={asked && giving.assent === undefined}
      />
    </>
  )
}
