import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'

import { PageHead } from '../../ui/page-head.tsx'
import { Empty, Loaded } from '../../ui/states.tsx'
import { profileQuery, requestPartnersQuery } from './queries.ts'
import { RequestForm } from './request-form.tsx'
import css from './requests.module.css'

/** Asks a partner: whom, for what, by when, on what ground; beside it stands exactly what they will see. */
export function NewRequest({ entity }: { readonly entity: string | undefined }) {
  const { t } = useLingui()
  const partners = useQuery(requestPartnersQuery)
  const profile = useQuery({ ...profileQuery(entity ?? ''), enabled: entity !== undefined })
  return (
    <>
      <PageHead
        title={t`Ask a partner`}
        before={
          <nav className={css['path']} aria-label={t`Path`}>
            <Link to="/requests" search={{ tab: 'out' }}>
              <Trans>Requests</Trans>
            </Link>
          </nav>
        }
      />
      <Loaded of={partners}>
        {({ items }) =>
          items.length === 0 ? (
            <NobodyToAsk />
          ) : entity === undefined ? (
            <RequestForm partners={items} profile={undefined} />
          ) : (
            <Loaded of={profile}>{(found) => <RequestForm partners={items} profile={found} />}</Loaded>
          )
        }
      </Loaded>
    </>
  )
}

function NobodyToAsk() {
  return (
    <Empty
      title={<Trans>No agreement is in force</Trans>}
      next={<Trans>Partners are asked under an agreement that both nodes have signed and let run.</Trans>}
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
