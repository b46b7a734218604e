import { Trans, useLingui } from '@lingui/react/macro'
import { Tabs, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'

import { partnersQuery } from '../../api/partners.ts'
import { useSession } from '../../api/session.ts'
import { useListKeys } from '../../ui/keys.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { Empty, Loaded } from '../../ui/states.tsx'
import { AlarmList } from './alarm-list.tsx'
import { Flows } from './flows.tsx'
import { PartnerInspector } from './partner-inspector.tsx'
import { PartnerTable } from './partner-table.tsx'
import type { PartnersUrl } from './partners-url.ts'

/** The nodes this one exchanges with: how it stands with each, and what goes which way. */
export function PartnersScreen() {
  const { t } = useLingui()
  const { can } = useSession()
  const url = useSearch({ from: '/shell/partners' })
  const navigate = useNavigate({ from: '/partners' })
  const tab = url.tab === 'flows' && can.includes('exchange.read') ? 'flows' : 'health'
  return (
    <>
      <PageHead title={t`Partners`} />
      <Tabs
        value={tab}
        onChange={(next) => void navigate({ search: next === 'flows' ? { tab: 'flows' } : {} })}
        keepMounted={false}
      >
        <Tabs.List mb="md" data-no-print>
          <Tabs.Tab value="health">
            <Trans>How it stands</Trans>
          </Tabs.Tab>
          {can.includes('exchange.read') ? (
            <Tabs.Tab value="flows">
              <Trans>What goes which way</Trans>
            </Tabs.Tab>
          ) : null}
        </Tabs.List>
        <Tabs.Panel value="health">
          <Health url={url} />
        </Tabs.Panel>
        <Tabs.Panel value="flows">
          <Flows period={url.period ?? 'week'} />
        </Tabs.Panel>
      </Tabs>
    </>
  )
}

function Health({ url }: { readonly url: PartnersUrl }) {
  const { t } = useLingui()
  const navigate = useNavigate({ from: '/partners' })
  const found = useQuery(partnersQuery)
  const partners = found.data?.items ?? []
  const choose = (node: string | undefined): void =>
    void navigate({ search: node === undefined ? {} : { partner: node }, replace: true })
  useListKeys({ ids: partners.map((one) => one.node), chosen: url.partner, choose })
  const shown = partners.find((one) => one.node === url.partner)
  return (
    <Loaded of={found}>
      {({ items, alarms, ownKeys }) => (
        <>
          <AlarmList label={t`This node`} alarms={alarms} />
          {items.length === 0 ? (
            <Empty
              title={<Trans>No partner yet</Trans>}
              next={
                <Trans>
                  A partner appears here when this node belongs to a federation: whoever runs it joins one
                  with bin/shield federation join.
                </Trans>
              }
            />
          ) : (
            <PartnerTable partners={items} chosen={url.partner} choose={choose} />
          )}
          {ownKeys === undefined ? null : (
            <Text fz="sm" c="dimmed" mt="md">
              <Trans>The digits of our own key log, to be read to a partner that asks for them:</Trans>{' '}
              <span className="verbatim">{ownKeys.digits}</span>
            </Text>
          )}
          {shown ? (
            <PartnerInspector key={shown.node} partner={shown} close={() => choose(undefined)} />
          ) : null}
        </>
      )}
    </Loaded>
  )
}
