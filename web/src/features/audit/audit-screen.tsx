import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'

import { useLanguage } from '../../language/use-language.ts'
import { Status } from '../../shell/status-line.tsx'
import { useListKeys } from '../../ui/keys.ts'
import { More } from '../../ui/more.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Empty, Loaded } from '../../ui/states.tsx'
import { TrailTable } from '../../ui/trail-table.tsx'
import { without } from '../../ui/url.ts'
import type { AuditUrl } from './audit-url.ts'
import { AuditFilters } from './audit-filters.tsx'
import { EventInspector } from './event-inspector.tsx'
import { auditQuery } from './queries.ts'

/** Who looked at what, and what for: the log as it stands, narrowed by the address. */
export function AuditScreen() {
  const { t } = useLingui()
  const { number } = useLanguage()
  const url = useSearch({ from: '/shell/audit' })
  const navigate = useNavigate({ from: '/audit' })
  const found = useInfiniteQuery(auditQuery(url))
  const events = found.data?.pages.flatMap((page) => page.items) ?? []
  const choose = (id: string | undefined): void => {
    const rest = without(url, 'event')
    void navigate({ search: id === undefined ? rest : { ...rest, event: id }, replace: true })
  }
  useListKeys({ ids: events.map((event) => event.id), chosen: url.event, choose })
  const shown = events.find((event) => event.id === url.event)
  return (
    <>
      <PageHead title={t`Audit`} />
      <AuditFilters key={filterKey(url)} url={url} />
      <Loaded of={found}>
        {() =>
          events.length === 0 ? (
            <Empty
              title={<Trans>No act fits</Trans>}
              next={<Trans>Widen the days or remove a filter.</Trans>}
              action={
                <Button variant="default" onClick={() => void navigate({ search: {} })}>
                  <Trans>Remove all filters</Trans>
                </Button>
              }
            />
          ) : (
            <TrailTable events={events} chosen={url.event} choose={choose} />
          )
        }
      </Loaded>
      <More
        hasMore={found.hasNextPage}
        isLoading={found.isFetchingNextPage}
        load={() => void found.fetchNextPage()}
      />
      {shown ? <EventInspector event={shown} close={() => choose(undefined)} /> : null}
      <Status>
        <Trans>{number(events.length)} shown</Trans>
      </Status>
    </>
  )
}

/** Another address by back or by a link starts the filters anew; choosing an event does not. */
function filterKey(url: AuditUrl): string {
  return JSON.stringify(without(url, 'event'))
}
