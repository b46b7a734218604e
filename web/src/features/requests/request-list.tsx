import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Text, UnstyledButton } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'

import type { RequestView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { Status } from '../../shell/status-line.tsx'
import { Clock } from '../../ui/clock.tsx'
import { useListKeys } from '../../ui/keys.ts'
import { More } from '../../ui/more.tsx'
import { Empty, Loaded } from '../../ui/states.tsx'
import table from '../../ui/table.module.css'
import { ValueText } from '../../ui/value-text.tsx'
import { requestsQuery } from './queries.ts'
import { RequestState, UrgencyMark } from './request-state.tsx'
import { kindWords, turnWords } from './request-words.ts'
import css from './requests.module.css'
import type { RequestTab, RequestsUrl } from './requests-url.ts'

interface RequestListProps {
  readonly tab: RequestTab
  readonly url: RequestsUrl
}

/** Requests of one tab, what presses first; J and K walk them. */
export function RequestList({ tab, url }: RequestListProps) {
  const { number } = useLanguage()
  const navigate = useNavigate({ from: '/requests' })
  const found = useInfiniteQuery(requestsQuery(tab))
  const requests = found.data?.pages.flatMap((page) => page.items) ?? []
  const choose = (id: string): void => void navigate({ search: { tab, request: id }, replace: true })
  useListKeys({ ids: requests.map((one) => one.id), chosen: url.request, choose })
  return (
    <>
      <Loaded of={found}>
        {() =>
          requests.length === 0 ? (
            <NoRequest tab={tab} />
          ) : (
            <RequestTable tab={tab} requests={requests} chosen={url.request} choose={choose} />
          )
        }
      </Loaded>
      <More
        hasMore={found.hasNextPage}
        isLoading={found.isFetchingNextPage}
        load={() => void found.fetchNextPage()}
      />
      <Status>
        <Trans>{number(requests.length)} shown</Trans>
      </Status>
    </>
  )
}

function NoRequest({ tab }: { readonly tab: RequestTab }) {
  if (tab === 'in')
    return (
      <Empty
        title={<Trans>Nobody asks anything of this desk</Trans>}
        next={<Trans>What a partner asks of your agency comes here, with its clock.</Trans>}
      />
    )
  if (tab === 'done')
    return (
      <Empty
        title={<Trans>No request has come to its end</Trans>}
        next={<Trans>Answered, withdrawn and handed-over requests are kept here.</Trans>}
      />
    )
  return (
    <Empty
      title={<Trans>Nothing is asked of a partner</Trans>}
      next={
        <Trans>
          Ask a partner's agency to tell you something, to freeze an account, to keep data, or to look after
          somebody.
        </Trans>
      }
      action={
        <Button
          variant="default"
          renderRoot={(props) => <Link to="/requests" search={{ new: 'yes' }} {...props} />}
        >
          <Trans>Ask a partner…</Trans>
        </Button>
      }
    />
  )
}

interface RequestTableProps {
  readonly tab: RequestTab
  readonly requests: readonly RequestView[]
  readonly chosen: string | undefined
  readonly choose: (id: string) => void
}

function RequestTable({ tab, requests, chosen, choose }: RequestTableProps) {
  const { t } = useLingui()
  const labels: Record<RequestTab, string> = {
    in: t`Requests to us`,
    out: t`Requests of ours`,
    done: t`Requests that are done`,
  }
  return (
    <div className={table['scroll']}>
      <table className={table['table']} aria-label={labels[tab]}>
        <thead>
          <tr>
            <th scope="col">
              <Trans>What is asked</Trans>
            </th>
            <th scope="col">
              <Trans>State</Trans>
            </th>
            <th scope="col">{tab === 'done' ? <Trans>Wanted by</Trans> : <Trans>Clock</Trans>}</th>
            <th scope="col" className={table['wide']}>
              {tab === 'in' ? <Trans>Who asks</Trans> : <Trans>With whom</Trans>}
            </th>
            <th scope="col" className={table['wide']}>
              <Trans>Case</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {requests.map((one) => (
            <RequestRow key={one.id} request={one} isChosen={one.id === chosen} choose={choose} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface RequestRowProps {
  readonly request: RequestView
  readonly isChosen: boolean
  readonly choose: (id: string) => void
}

function RequestRow({ request, isChosen, choose }: RequestRowProps) {
  const { t } = useLingui()
  const { say, instant } = useLanguage()
  const isDone = request.turn === 'nobody'
  return (
    <tr data-row={request.id} data-chosen={isChosen} data-press onClick={() => choose(request.id)}>
      <td>
        <UnstyledButton
          className={css['what'] ?? ''}
          aria-expanded={isChosen}
          data-strong={request.turn === 'us'}
          onClick={(event) => {
            event.stopPropagation()
            choose(request.id)
          }}
        >
          {t(kindWords[request.kind])}
        </UnstyledButton>{' '}
        <Group gap={6} component="span" display="inline-flex">
          <UrgencyMark urgency={request.urgency} />
        </Group>
        <Text fz="xs" c="dimmed" lineClamp={1}>
          <ValueText text={request.text} />
        </Text>
      </td>
      <td>
        <RequestState request={request} />
        {isDone ? null : (
          <Text fz="xs" c="dimmed">
            {t(turnWords[request.turn])}
          </Text>
        )}
      </td>
      <td className={table['nowrap']}>
        {isDone || request.state === 'refused' ? instant(request.dueAt) : <Clock due={request.dueAt} />}
      </td>
      <td className={table['wide']}>
        {say(request.otherName)}
        <Text fz="xs" c="dimmed">
          {say(request.peer.name)}
        </Text>
      </td>
      <td className={`${table['wide']} ${table['nowrap']}`}>
        <ValueText text={request.case} />
      </td>
    </tr>
  )
}
