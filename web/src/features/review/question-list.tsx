import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'

import { Empty, Loaded } from '../../ui/states.tsx'
import { questionsQuery } from './queries.ts'
import { Questions } from './question-thread.tsx'

/** Questions the own organisation has asked or is asked, those without an answer first. */
export function QuestionList() {
  const found = useQuery(questionsQuery)
  return (
    <Loaded of={found}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty
            title={<Trans>Nobody has asked yet</Trans>}
            next={
              <Trans>
                Where a pair cannot be decided from the values alone, ask the owner of the other record from
                its comparison.
              </Trans>
            }
          />
        ) : (
          <Questions questions={items} />
        )
      }
    </Loaded>
  )
}
