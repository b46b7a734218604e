import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Tabs } from '@mantine/core'
import { IconMailForward } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'

import { PageHead } from '../../ui/page-head.tsx'
import { without } from '../../ui/url.ts'
import { NewRequest } from './new-request.tsx'
import { PrintPack } from './print-pack.tsx'
import { requestQuery } from './queries.ts'
import { RequestInspector } from './request-inspector.tsx'
import { RequestList } from './request-list.tsx'
import { requestTabs } from './requests-url.ts'
import type { RequestTab, RequestsUrl } from './requests-url.ts'

/** What partners ask of this desk and what it asks of them; a new request, or one as a page to print, when the address says so. */
export function RequestsScreen() {
  const url = useSearch({ from: '/shell/requests' })
  if (url.new === 'yes') return <NewRequest key={url.entity ?? ''} entity={url.entity} />
  if (url.print === 'yes' && url.request !== undefined) return <PrintPack id={url.request} />
  return <Requests url={url} />
}

function Requests({ url }: { readonly url: RequestsUrl }) {
  const { t } = useLingui()
  const navigate = useNavigate({ from: '/requests' })
  const opened = useQuery({ ...requestQuery(url.request ?? ''), enabled: url.request !== undefined })
  const labels: Record<RequestTab, string> = { in: t`Asked of us`, out: t`Asked by us`, done: t`Done` }
  const tab = url.tab ?? tabOf(opened.data) ?? 'in'
  return (
    <>
      <PageHead
        title={t`Requests`}
        actions={
          <Button
            leftSection={<IconMailForward size={16} aria-hidden />}
            renderRoot={(props) => <Link to="/requests" search={{ new: 'yes' }} {...props} />}
          >
            <Trans>Ask a partner…</Trans>
          </Button>
        }
      />
      <Tabs
        value={tab}
        onChange={(next) => void navigate({ search: { tab: next as RequestTab } })}
        keepMounted={false}
      >
        <Tabs.List mb="md" data-no-print>
          {requestTabs.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {labels[name]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {requestTabs.map((name) => (
          <Tabs.Panel key={name} value={name}>
            <RequestList tab={name} url={url} />
          </Tabs.Panel>
        ))}
      </Tabs>
      {url.request === undefined ? null : (
        <RequestInspector
          key={url.request}
          id={url.request}
          close={() => void navigate({ search: without({ ...url, tab }, 'request'), replace: true })}
        />
      )}
    </>
  )
}

/** A link to one request names no tab: it opens on the side that request is on. */
function tabOf(
  opened: { readonly direction: 'in' | 'out'; readonly state: string } | undefined,
): RequestTab | undefined {
  if (opened === undefined) return undefined
  return ['closed', 'mutual-legal-assistance'].includes(opened.state) ? 'done' : opened.direction
}
