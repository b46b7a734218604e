import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Tabs } from '@mantine/core'
import { IconZoomQuestion } from '@tabler/icons-react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'

import { useSession } from '../../api/session.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { NoRights } from '../../ui/states.tsx'
import { AskPage } from './ask-page.tsx'
import { HitList } from './hit-list.tsx'
import { MatchList } from './match-list.tsx'
import { matchingTabs, profilesOf } from './matching-url.ts'
import type { MatchingTab, MatchingUrl } from './matching-url.ts'
import { PartnerList } from './partner-list.tsx'
import { TicketList } from './ticket-list.tsx'

/** Private matching: what this desk asked without telling, hits of partners to confirm, with whom, and who asked what. */
export function MatchingScreen() {
  const url = useSearch({ from: '/shell/matching' })
  return url.new === 'yes' ? (
    <AskPage key={url.entities ?? ''} profiles={profilesOf(url.entities)} />
  ) : (
    <Matching url={url} />
  )
}

const needed: Record<MatchingTab, string> = {
  asked: 'match.ask',
  hits: 'match.answer',
  partners: 'agreement.read',
  tickets: 'match.inspect',
}

function Matching({ url }: { readonly url: MatchingUrl }) {
  const { t } = useLingui()
  const { can } = useSession()
  const navigate = useNavigate({ from: '/matching' })
  const open = matchingTabs.filter((name) => can.includes(needed[name]))
  const wished = url.tab ?? (url.hit === undefined ? undefined : 'hits')
  const tab = open.find((name) => name === wished) ?? open[0]
  const labels: Record<MatchingTab, string> = {
    asked: t`What we asked`,
    hits: t`Hits to confirm`,
    partners: t`Partners`,
    tickets: t`Tickets`,
  }
  return (
    <>
      <PageHead title={t`Ask without telling`} actions={can.includes('match.ask') ? <AskButton /> : null} />
      {tab === undefined ? (
        <NoRights />
      ) : (
        <Tabs
          value={tab}
          onChange={(next) => void navigate({ search: { tab: next as MatchingTab } })}
          keepMounted={false}
        >
          <Tabs.List mb="md" data-no-print>
            {open.map((name) => (
              <Tabs.Tab key={name} value={name}>
                {labels[name]}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value="asked">
            <MatchList url={url} />
          </Tabs.Panel>
          <Tabs.Panel value="hits">
            <HitList url={url} />
          </Tabs.Panel>
          <Tabs.Panel value="partners">
            <PartnerList />
          </Tabs.Panel>
          <Tabs.Panel value="tickets">
            <TicketList url={url} />
          </Tabs.Panel>
        </Tabs>
      )}
    </>
  )
}

function AskButton() {
  return (
    <Button
      leftSection={<IconZoomQuestion size={16} aria-hidden />}
      renderRoot={(props) => <Link to="/matching" search={{ new: 'yes' }} {...props} />}
    >
      <Trans>Ask without telling…</Trans>
    </Button>
  )
}
