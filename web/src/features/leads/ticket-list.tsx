import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Stack, Text } from '@mantine/core'
import { properties } from '@shield/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'

import type { TicketView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { MarkingBadge } from '../../ui/marking-badge.tsx'
import { PropertyValue } from '../../ui/property-value.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Empty, Loaded } from '../../ui/states.tsx'
import { ValueText } from '../../ui/value-text.tsx'
import { AskThread } from './ask-thread.tsx'
import css from './leads.module.css'
import { ticketsQuery, useAskAbout } from './queries.ts'

/** Numbers on which another organisation holds something too: what the contact desk may ask, and what it is asked. */
export function TicketList({ chosen }: { readonly chosen: string | undefined }) {
  const { t } = useLingui()
  const found = useQuery(ticketsQuery)
  return (
    <Loaded of={found}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty
            title={<Trans>No ticket</Trans>}
            next={
              <Trans>
                When another organisation states a number of yours, and both owners let it be announced, you
                can ask its contact desk here.
              </Trans>
            }
          />
        ) : (
          <Stack gap={0}>
            <Text fz="sm" c="dimmed" mb="sm" maw="72ch">
              <Trans>
                Another organisation holds something on each of these numbers. Who it is you learn when it
                answers. Your question tells it who you are.
              </Trans>
            </Text>
            <ul className={css['tickets']} aria-label={t`Tickets`}>
              {items.map((ticket) => (
                <Ticket key={ticket.id} ticket={ticket} isChosen={ticket.id === chosen} />
              ))}
            </ul>
          </Stack>
        )
      }
    </Loaded>
  )
}

function Ticket({ ticket, isChosen }: { readonly ticket: TicketView; readonly isChosen: boolean }) {
  const { say, instant } = useLanguage()
  return (
    <li data-chosen={isChosen}>
      <Group justify="space-between" align="flex-start" gap="sm">
        <div>
          <Text fw={600} component="div">
            <PropertyValue property={ticket.property} value={ticket.value} />
          </Text>
          <Text fz="xs" c="dimmed">
            {say(properties[ticket.property].label)} ·{' '}
            <Link to="/entity/$id" params={{ id: ticket.entity.id }}>
              <ValueText text={ticket.entity.caption} />
            </Link>{' '}
            · {instant(ticket.at)}
          </Text>
        </div>
        <MarkingBadge marking={ticket.marking} />
      </Group>
      <Own ticket={ticket} />
      {ticket.asks.map((ask) => (
        <AskThread key={ask.id} ask={ask} />
      ))}
    </li>
  )
}

/** The own question and what came of it. */
function Own({ ticket }: { readonly ticket: TicketView }) {
  const { t } = useLingui()
  const { say, instant } = useLanguage()
  const [asking, setAsking] = useState(false)
  const ask = useAskAbout()
  return (
    <Stack gap={4} mt="xs" align="flex-start">
      {ticket.asked ? (
        <Text fz="sm">
          <Trans>
            {say(ticket.asked.by)} asked on {instant(ticket.asked.at)}: {ticket.asked.reason}
          </Trans>
        </Text>
      ) : null}
      {ticket.state === 'waiting' ? (
        <Text fz="sm" c="dimmed">
          <Trans>No answer yet. The other desk need not answer.</Trans>
        </Text>
      ) : null}
      {ticket.state === 'no' ? (
        <Text fz="sm">
          <Trans>The answer is no.</Trans>
        </Text>
      ) : null}
      {ticket.contacts.map((contact) => (
        <Text key={contact.at} fz="sm">
          <Trans>
            {say(contact.organisation)}, {say(contact.by)}: contact us.
          </Trans>{' '}
          {contact.text}
        </Text>
      ))}
      {ticket.can.includes('ask') ? (
        <Button size="compact-sm" variant="default" onClick={() => setAsking(true)}>
          <Trans>Ask…</Trans>
        </Button>
      ) : null}
      <ReasonDialog
        opened={asking}
        close={() => setAsking(false)}
        title={t`Ask the other contact desk?`}
        act={t`Ask`}
        isActing={ask.isPending}
        error={ask.error}
        decide={(reason) => ask.mutate({ id: ticket.id, reason }, { onSuccess: () => setAsking(false) })}
        phrases={[
          t`We investigate this number and ask whether we may talk`,
          t`Urgent: a person may be in danger`,
        ]}
      >
        <Trans>
          It reads your organisation, your name, this reason, and that you ask about its number. It sees
          nothing of your records. Question and answer are in the audit.
        </Trans>
      </ReasonDialog>
    </Stack>
  )
}
