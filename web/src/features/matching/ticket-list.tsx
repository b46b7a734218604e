import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Text, UnstyledButton } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'

import type { MatchTicketRow } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { Status } from '../../shell/status-line.tsx'
import { useListKeys } from '../../ui/keys.ts'
import { More } from '../../ui/more.tsx'
import { Empty, Loaded } from '../../ui/states.tsx'
import table from '../../ui/table.module.css'
import { without } from '../../ui/url.ts'
import { ValueText } from '../../ui/value-text.tsx'
import css from './matching.module.css'
import type { MatchingUrl } from './matching-url.ts'
import { ticketsQuery } from './queries.ts'
import { TicketInspector } from './ticket-inspector.tsx'

/** Every question of this node, for oversight: who asked whom and for which case. What was asked is seen by opening one. */
export function TicketList({ url }: { readonly url: MatchingUrl }) {
  const { t } = useLingui()
  const { number } = useLanguage()
  const navigate = useNavigate({ from: '/matching' })
  const found = useInfiniteQuery(ticketsQuery)
  const tickets = found.data?.pages.flatMap((page) => page.items) ?? []
  const choose = (id: string): void =>
    void navigate({ search: { tab: 'tickets', ticket: id }, replace: true })
  useListKeys({ ids: tickets.map((one) => one.id), chosen: url.ticket, choose })
  const shown = tickets.find((one) => one.id === url.ticket)
  return (
    <>
      <Loaded of={found}>
        {() =>
          tickets.length === 0 ? (
            <Empty
              title={<Trans>This node has asked nobody</Trans>}
              next={
                <Trans>
                  Each question to a partner has a ticket, which stands here from the moment it is asked.
                </Trans>
              }
            />
          ) : (
            <div className={table['scroll']}>
              <table className={table['table']} aria-label={t`Tickets`}>
                <TicketHead />
                <tbody>
                  {tickets.map((one) => (
                    <TicketRow key={one.id} ticket={one} isChosen={one.id === url.ticket} choose={choose} />
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Loaded>
      <More
        hasMore={found.hasNextPage}
        isLoading={found.isFetchingNextPage}
        load={() => void found.fetchNextPage()}
      />
      <Status>
        <Trans>{number(tickets.length)} shown</Trans>
      </Status>
      {shown ? (
        <TicketInspector
          key={shown.id}
          ticket={shown}
          close={() => void navigate({ search: without(url, 'ticket'), replace: true })}
        />
      ) : null}
    </>
  )
}

function TicketHead() {
  return (
    <thead>
      <tr>
        <th scope="col">
          <Trans>Who asked</Trans>
        </th>
        <th scope="col">
          <Trans>Case</Trans>
        </th>
        <th scope="col">
          <Trans>Values</Trans>
        </th>
        <th scope="col" className={table['wide']}>
          <Trans>Asked of</Trans>
        </th>
        <th scope="col" className={table['wide']}>
          <Trans>When</Trans>
        </th>
        <th scope="col" className={table['wide']}>
          <Trans>Opened</Trans>
        </th>
      </tr>
    </thead>
  )
}

interface TicketRowProps {
  readonly ticket: MatchTicketRow
  readonly isChosen: boolean
  readonly choose: (id: string) => void
}

function TicketRow({ ticket, isChosen, choose }: TicketRowProps) {
  const { say, instant, number } = useLanguage()
  return (
    <tr data-row={ticket.id} data-chosen={isChosen} data-press onClick={() => choose(ticket.id)}>
      <td>
        <UnstyledButton
          className={css['what'] ?? ''}
          aria-expanded={isChosen}
          onClick={(event) => {
            event.stopPropagation()
            choose(ticket.id)
          }}
        >
          {say(ticket.by)}
        </UnstyledButton>
        <Text fz="xs" c="dimmed">
          {say(ticket.organisation)}
        </Text>
      </td>
      <td>
        <ValueText text={ticket.case} />
      </td>
      <td>{number(ticket.count)}</td>
      <td className={table['wide']}>{say(ticket.peer.name)}</td>
      <td className={table['wide']}>{instant(ticket.at)}</td>
      <td className={table['wide']}>
        {ticket.opened === 0 ? (
          <Trans>never</Trans>
        ) : (
          <Plural value={ticket.opened} one="# time" other="# times" />
        )}
      </td>
    </tr>
  )
}
