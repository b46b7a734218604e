import type { FieldFateView } from '@shield/contract'
import { fateGivenOut, giveOut, htcdsFields } from '@shield/formats'

import type { GoingCase, Terms } from './find-cases.ts'

/** What becomes of each of the 84 fields, and how many cases of the file carry it; of names only that they go. */
export function fieldFates(
  { purpose, withIdentity }: Pick<Terms, 'purpose' | 'withIdentity'>,
  cases: readonly Pick<GoingCase, 'standing' | 'facts'>[],
): FieldFateView[] {
  const written = cases.map(({ standing, facts }) =>
    giveOut({ pseudonym: '-', release: '-', standing, facts, agreed: true }),
  )
  const asked = { withIdentity, isForCounting: purpose === 'statistics' }
  return htcdsFields.map(({ name }) => {
    const { field, fate, why } = fateGivenOut(name, asked)
    const carrying = written.filter((one) => one[name] !== undefined).length
    const isOpen = withIdentity && fate === 'mapped' && carrying === 0
    return { field, fate, why, ...(fate === 'left' || isOpen ? {} : { cases: carrying }) }
  })
}
