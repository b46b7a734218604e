import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Tabs } from '@mantine/core'
import { kinds } from '@shield/core'
import { IconChartDots3, IconSend } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'

import type { Profile } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { AskMenu } from '../../ui/ask-menu.tsx'
import { ExportButton } from '../../ui/export-button.tsx'
import { KindIcon } from '../../ui/kind-icon.tsx'
import { MarkingBadge } from '../../ui/marking-badge.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Loaded } from '../../ui/states.tsx'
import { without } from '../../ui/url.ts'
import { ValueText } from '../../ui/value-text.tsx'
import { WatchButton } from '../../ui/watch-button.tsx'
import css from './entity.module.css'
import { entityTabs } from './entity-url.ts'
import type { EntityTab } from './entity-url.ts'
import { HandlingInspector } from './handling-inspector.tsx'
import { HandlingWaits } from './handling-waits.tsx'
import { HistoryTab } from './history-tab.tsx'
import { HoldersTab } from './holders-tab.tsx'
import { LinksTab } from './links-tab.tsx'
import { LookedTab } from './looked-tab.tsx'
import { profileQuery } from './queries.ts'
import { SameTab } from './same-tab.tsx'
import { ValuesTab } from './values-tab.tsx'

/** All that may be known here of one person, phone, account, place: every value with where it comes from. */
export function EntityScreen() {
  const { id } = useParams({ from: '/shell/entity/$id' })
  const { past } = useSearch({ from: '/shell/entity/$id' })
  const profile = useQuery(profileQuery(id, past))
  return <Loaded of={profile}>{(found) => <EntityProfile key={found.id} profile={found} />}</Loaded>
}

function EntityProfile({ profile }: { readonly profile: Profile }) {
  const url = useSearch({ from: '/shell/entity/$id' })
  const { tab = 'values', handling } = url
  const navigate = useNavigate({ from: '/entity/$id' })
  const { t } = useLingui()
  const links = profile.links.reduce((sum, link) => sum + link.count, 0)
  const labels: Record<EntityTab, string> = {
    values: t`Values`,
    links: t`Links (${links})`,
    same: t`Same or different (${profile.members.length})`,
    history: t`History`,
    holders: t`Who holds it`,
    looked: t`Who looked`,
  }
  return (
    <>
      <EntityHead profile={profile} />
      <HandlingWaits profile={profile} />
      {handling === undefined ? null : (
        <HandlingInspector
          key={handling}
          id={handling}
          close={() => void navigate({ search: without(url, 'handling') })}
        />
      )}
      <Tabs
        value={tab}
        onChange={(next) => void navigate({ search: next === 'values' ? {} : { tab: next as EntityTab } })}
        keepMounted={false}
      >
        <Tabs.List mb="md" data-no-print>
          {entityTabs.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {labels[name]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="values">
          <ValuesTab profile={profile} />
        </Tabs.Panel>
        <Tabs.Panel value="links">
          <LinksTab profile={profile} />
        </Tabs.Panel>
        <Tabs.Panel value="same">
          <SameTab profile={profile} />
        </Tabs.Panel>
        <Tabs.Panel value="history">
          <HistoryTab id={profile.id} />
        </Tabs.Panel>
        <Tabs.Panel value="holders">
          <HoldersTab id={profile.id} />
        </Tabs.Panel>
        <Tabs.Panel value="looked">
          <LookedTab id={profile.id} />
        </Tabs.Panel>
      </Tabs>
    </>
  )
}

function EntityHead({ profile }: { readonly profile: Profile }) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const kind = say(kinds[profile.kind].label)
  const others = useMemo(() => otherNames(profile), [profile])
  const strictest = profile.markings[0]
  return (
    <PageHead
      title={profile.caption}
      tabTitle={kind}
      before={
        <nav className={css['path']} aria-label={t`Path`}>
          <Link to="/search">
            <Trans>Search</Trans>
          </Link>
          <span aria-hidden>›</span>
          <KindIcon kind={profile.kind} size={16} />
          {kind}
        </nav>
      }
      beside={strictest ? <MarkingBadge marking={strictest} /> : null}
      actions={<EntityActions profile={profile} />}
    >
      {others.length > 0 ? (
        <ul className={css['names']}>
          {others.map((name) => (
            <li key={name}>
              <ValueText text={name} />
            </li>
          ))}
        </ul>
      ) : null}
    </PageHead>
  )
}

function EntityActions({ profile }: { readonly profile: Profile }) {
  const { t } = useLingui()
  return (
    <>
      <WatchButton about={{ entity: profile.id }} label={t`Watch…`} title={t`Watch this profile`} />
      <AskMenu entities={[profile.id]} />
      {profile.can.includes('content.export') ? (
        <ExportButton
          of={{ entities: profile.members.map((member) => member.id) }}
          title={t`Export this profile?`}
        />
      ) : null}
      {profile.can.includes('graph.expand') ? (
        <Button
          variant="default"
          leftSection={<IconChartDots3 size={16} aria-hidden />}
          renderRoot={(props) => <Link to="/chart" search={{ from: profile.id }} {...props} />}
        >
          <Trans>On the chart</Trans>
        </Button>
      ) : null}
      {profile.can.includes('exchange.release') ? (
        <Button
          leftSection={<IconSend size={16} aria-hidden />}
          renderRoot={(props) => <Link to="/releases" search={{ entity: profile.id }} {...props} />}
        >
          <Trans>Release…</Trans>
        </Button>
      ) : null}
    </>
  )
}

/** Names in every script, without the one that stands as the title. */
function otherNames(profile: Profile): string[] {
  const names = profile.statements
    .filter(
      ({ property, retractedAt }) =>
        retractedAt === undefined && (property === 'name' || property === 'alias'),
    )
    .map((statement) => statement.value)
  return [...new Set(names)].filter((name) => name !== profile.caption).slice(0, 12)
}
