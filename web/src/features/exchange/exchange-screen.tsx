import { useLingui } from '@lingui/react/macro'
import { Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'

import { useSession } from '../../api/session.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { NoRights } from '../../ui/states.tsx'
import { without } from '../../ui/url.ts'
import { AgreementForm } from './agreement-form.tsx'
import { AgreementList } from './agreement-list.tsx'
import { exchangeTabs } from './exchange-url.ts'
import type { ExchangeTab, ExchangeUrl } from './exchange-url.ts'
import { NewRelease } from './new-release.tsx'
import { PermissionBoard } from './permission-board.tsx'
import { releaseQuery } from './queries.ts'
import { RecallBoard } from './recall-board.tsx'
import { ReleaseInspector } from './release-inspector.tsx'
import { ReleaseList } from './release-list.tsx'

/** What goes to partners, what comes from them, and on what agreement; or a new release, or a proposal, when the address names entities or one. */
export function ExchangeScreen() {
  const url = useSearch({ from: '/shell/releases' })
  if (url.propose !== undefined) return <AgreementForm key={url.propose} of={url.propose} peer={url.peer} />
  return url.entity === undefined ? (
    <Exchange url={url} />
  ) : (
    <NewRelease key={url.entity} entities={url.entity.split(',')} agreement={url.agreement} />
  )
}

const needed: Record<ExchangeTab, string> = {
  out: 'exchange.read',
  in: 'exchange.read',
  permissions: 'exchange.recall',
  recalls: 'exchange.recall',
  agreements: 'agreement.read',
}

function Exchange({ url }: { readonly url: ExchangeUrl }) {
  const { t } = useLingui()
  const { can } = useSession()
  const navigate = useNavigate({ from: '/releases' })
  const opened = useQuery({ ...releaseQuery(url.release ?? ''), enabled: url.release !== undefined })
  const open = exchangeTabs.filter((name) => can.includes(needed[name]))
  // A link to one release names no tab: it opens on the side that release is on.
  const tab = open.find((name) => name === (url.tab ?? opened.data?.direction)) ?? open[0]
  const labels: Record<ExchangeTab, string> = {
    out: t`Released`,
    in: t`Received`,
    permissions: t`Permissions`,
    recalls: t`Recalls`,
    agreements: t`Agreements`,
  }
  return (
    <>
      <PageHead title={t`Exchange`} />
      {tab === undefined ? (
        <NoRights />
      ) : (
        <Tabs
          value={tab}
          onChange={(next) => void navigate({ search: { tab: next as ExchangeTab } })}
          keepMounted={false}
        >
          <Tabs.List mb="md" data-no-print>
            {open.map((name) => (
              <Tabs.Tab key={name} value={name}>
                {labels[name]}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value="out">
            <ReleaseList direction="out" url={url} />
          </Tabs.Panel>
          <Tabs.Panel value="in">
            <ReleaseList direction="in" url={url} />
          </Tabs.Panel>
          <Tabs.Panel value="permissions">
            <PermissionBoard />
          </Tabs.Panel>
          <Tabs.Panel value="recalls">
            <RecallBoard order={url.order} />
          </Tabs.Panel>
          <Tabs.Panel value="agreements">
            <AgreementList url={url} />
          </Tabs.Panel>
        </Tabs>
      )}
      {url.release === undefined || tab === 'agreements' ? null : (
        <ReleaseInspector
          key={url.release}
          id={url.release}
          close={() => void navigate({ search: without(url, 'release'), replace: true })}
        />
      )}
    </>
  )
}
