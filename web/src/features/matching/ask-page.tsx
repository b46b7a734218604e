import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { useQueries, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'

import { agreementsQuery } from '../../api/agreements.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { Empty, Loaded, RowsWaiting, Waiting } from '../../ui/states.tsx'
import { AskForm } from './ask-form.tsx'
import css from './matching.module.css'
import { matchPartnersQuery, profileQuery } from './queries.ts'
import { valuesOf } from './take-values.ts'

/** A new question without telling; it starts from the numbers of profiles where the address names some. */
export function AskPage({ profiles }: { readonly profiles: readonly string[] }) {
  const { t } = useLingui()
  const partners = useQuery(matchPartnersQuery)
  const agreements = useQuery(agreementsQuery)
  const taken = useQueries({ queries: profiles.map(profileQuery) })
  const isTaking = agreements.isPending || taken.some((one) => one.isPending)
  const found = taken.flatMap((one) => (one.data ? [one.data] : []))
  return (
    <>
      <PageHead
        title={t`Ask without telling`}
        before={
          <nav className={css['path']} aria-label={t`Path`}>
            <Link to="/matching">
              <Trans>What we asked</Trans>
            </Link>
          </nav>
        }
      />
      <Loaded of={partners}>
        {({ items }) =>
          items.length === 0 ? (
            <NobodyToAsk />
          ) : isTaking ? (
            <Waiting>
              <RowsWaiting />
            </Waiting>
          ) : (
            <AskForm
              partners={items}
              grounds={new Map(agreements.data?.items.map((one) => [one.id, one.legalBasis]))}
              taken={found.flatMap(valuesOf)}
              profiles={found.map(({ id, caption }) => ({ id, caption }))}
            />
          )
        }
      </Loaded>
    </>
  )
}

function NobodyToAsk() {
  return (
    <Empty
      title={<Trans>No agreement lets numbers be compared</Trans>}
      next={
        <Trans>
          Which kinds, for which purposes and how many a day stands in the agreement of the two nodes.
        </Trans>
      }
      action={
        <Button
          variant="default"
          renderRoot={(props) => <Link to="/releases" search={{ tab: 'agreements' }} {...props} />}
        >
          <Trans>Agreements</Trans>
        </Button>
      }
    />
  )
}
