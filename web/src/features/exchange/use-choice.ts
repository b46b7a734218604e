import { isPurpose } from '@shield/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import type { AgreementView, Profile, ReleaseDraft } from '../../api/wire.ts'
import { refusedQuery } from './queries.ts'

interface ChoiceOf {
  readonly profile: Profile
  readonly agreement: AgreementView
  /** '' while none is chosen. */
  readonly purpose: string
}

/** Which values of a profile go: what was ticked, less what can't go under this agreement for this purpose. */
export function useChoice({ profile, agreement, purpose }: ChoiceOf) {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const isOpen = agreement.inForce && agreement.kinds.includes(profile.kind)
  const every = profile.statements.map((statement) => statement.id)
  const ofThese = (statements: readonly string[]): ReleaseDraft | undefined =>
    isOpen && isPurpose(purpose)
      ? { agreement: agreement.id, entity: profile.id, statements: [...statements], purpose }
      : undefined
  const refused = useQuery(refusedQuery(ofThese(every)))
  const chosen = ticked.difference(new Set(refused.data?.map((one) => one.statement)))
  return { isOpen, refused, chosen, setTicked, draft: ofThese([...chosen].toSorted()) }
}
