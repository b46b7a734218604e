import { useLingui } from '@lingui/react/macro'
import { Tabs } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'

import { useSession } from '../../api/session.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { without } from '../../ui/url.ts'
import { LeadInspector } from './lead-inspector.tsx'
import { LeadList } from './lead-list.tsx'
import { leadTabs } from './leads-url.ts'
import type { LeadTab } from './leads-url.ts'
import { Precision } from './precision.tsx'
import { TicketList } from './ticket-list.tsx'
import { WatchList } from './watch-list.tsx'
import { WatchNumber } from './watch-number.tsx'

/** What somebody should look at: leads, what they come from, what came of them, and what other desks hold. */
export function LeadsScreen() {
  const { t } = useLingui()
  const { can } = useSession()
  const url = useSearch({ from: '/shell/leads' })
  const navigate = useNavigate({ from: '/leads' })
  const open = leadTabs.filter((name) => name !== 'tickets' || can.includes('ticket.work'))
  const tab = open.find((name) => name === url.tab) ?? 'leads'
  const labels: Record<LeadTab, string> = {
    leads: t`Leads`,
    watches: t`Watches`,
    precision: t`What came of them`,
    tickets: t`Contact desk`,
  }
  return (
    <>
      <PageHead title={t`Leads`} actions={<WatchNumber />} />
      <Tabs
        value={tab}
        onChange={(next) => void navigate({ search: next === 'leads' ? {} : { tab: next as LeadTab } })}
        keepMounted={false}
      >
        <Tabs.List mb="md" data-no-print>
          {open.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {labels[name]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="leads">
          <LeadList url={url} />
        </Tabs.Panel>
        <Tabs.Panel value="watches">
          <WatchList />
        </Tabs.Panel>
        <Tabs.Panel value="precision">
          <Precision />
        </Tabs.Panel>
        <Tabs.Panel value="tickets">
          <TicketList chosen={url.ticket} />
        </Tabs.Panel>
      </Tabs>
      {url.lead === undefined || tab !== 'leads' ? null : (
        <LeadInspector
          key={url.lead}
          id={url.lead}
          close={() => void navigate({ search: without(url, 'lead'), replace: true })}
        />
      )}
    </>
  )
}
