import { isPurpose } from '@shield/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import type { AgreementView, Profile, ReleaseDraft } from '../../api/wire.ts'
import { nothingChosen, partsOf } from './draft.ts'
import type { Chosen } from './draft.ts'
import { refusedQuery } from './queries.ts'

interface ChoiceOf {
  readonly profiles: readonly Profile[]
  readonly agreement: AgreementView
  /** '' while none is chosen. */
  readonly purpose: string
}

/** Which values and links go: what was ticked, less the values that can't go under this agreement for this purpose. */
export function useChoice({ profiles, agreement, purpose }: ChoiceOf) {
  const [ticked, setTicked] = useState<Chosen>(nothingChosen)
  const isOpen = agreement.inForce && profiles.some((one) => agreement.kinds.includes(one.kind))
  const of = (chosen: Chosen): ReleaseDraft | undefined =>
    isOpen && isPurpose(purpose)
      ? { agreement: agreement.id, purpose, ...partsOf(profiles, chosen) }
      : undefined
  const every = profiles.flatMap((profile) => profile.statements.map((one) => one.id))
  const refused = useQuery(refusedQuery(of({ statements: new Set(every), links: new Map() })))
  const chosen: Chosen = {
    ...ticked,
    statements: ticked.statements.difference(new Set(refused.data?.map((one) => one.statement))),
  }
  return { isOpen, refused, chosen, setTicked, draft: of(chosen) }
}
