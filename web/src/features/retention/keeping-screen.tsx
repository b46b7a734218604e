import { Trans, useLingui } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import { retentionClasses } from '@shield/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'

import { useSession } from '../../api/session.ts'
import type { ErasureRow, RetentionRow } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import care from '../../ui/care.module.css'
import { ListTabs } from '../../ui/list-tabs.tsx'
import { More } from '../../ui/more.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { HideButton, Quiet } from '../../ui/quiet.tsx'
import { Empty, Loaded } from '../../ui/states.tsx'
import { ErasureRows } from './person-keeping-screen.tsx'
import css from './retention.module.css'
import { dueQuery, erasuresQuery } from './queries.ts'
import { OverdueList } from './overdue-list.tsx'
import { keepingTabs } from './retention-url.ts'
import type { KeepingTab } from './retention-url.ts'
import { RulesTable } from './rules-table.tsx'
import { clockWords } from './words.ts'

/** Whose day has come or comes, what is stopped, what was proposed and what was erased; and the rules it all follows. */
export function KeepingScreen() {
  const { t } = useLingui()
  const { can } = useSession()
  const shown = keepingTabs.filter((one) => one === 'rules' || can.includes(needs(one)))
  const { tab = shown[0] ?? 'rules' } = useSearch({ from: '/shell/keeping' })
  const navigate = useNavigate({ from: '/keeping' })
  const labels: Record<KeepingTab, string> = {
    due: t`The day has come`,
    soon: t`Comes soon`,
    held: t`Clock stopped`,
    proposed: t`To be decided`,
    erased: t`Certificates`,
    overdue: t`Not erased in time`,
    overseen: t`Stopped by oversight`,
    rules: t`Rules`,
  }
  const choose = (next: KeepingTab): void => void navigate({ search: { tab: next } })
  return (
    <Quiet>
      <PageHead title={t`Keeping and erasing`} tabTitle={t`Work`} actions={<HideButton />} />
      <ListTabs lists={shown} labels={labels} list={tab} choose={choose}>
        {(name) => <OneTab tab={name} />}
      </ListTabs>
    </Quiet>
  )
}

const isOverseen = (tab: KeepingTab): tab is 'overdue' | 'overseen' => tab === 'overdue' || tab === 'overseen'

const needs = (tab: KeepingTab): string => (isOverseen(tab) ? 'retention.oversee' : 'retention.read')

function OneTab({ tab }: { readonly tab: KeepingTab }) {
  if (tab === 'rules') return <RulesTable />
  if (isOverseen(tab)) return <OverdueList state={tab === 'overdue' ? 'overdue' : 'held'} />
  if (tab === 'proposed' || tab === 'erased') return <ErasureList state={tab} />
  return <DueList state={tab} />
}

function DueList({ state }: { readonly state: RetentionRow['clock']['state'] }) {
  const { t } = useLingui()
  const { say, when, number } = useLanguage()
  const found = useQuery(dueQuery(state))
  return (
    <Loaded of={found}>
      {({ items, count = items.length }) =>
        items.length === 0 ? (
          <Empty
            title={<Trans>Nobody here now</Trans>}
            next={<Trans>The clocks are computed each night. Nothing is erased by the clock alone.</Trans>}
          />
        ) : (
          <>
            <Text mb="sm">{t`${number(items.length)} of ${number(count)}, the longest waiting first`}</Text>
            <ul className={css['links']}>
              {items.map(({ code, clock }) => (
                <li key={code}>
                  <Link to="/protected/$code/retention" params={{ code }}>
                    <span>
                      <span className={care['code']}>{code}</span> · {say(retentionClasses[clock.class])}
                    </span>
                    <span className={care['soft']}>
                      {t(clockWords[clock.state])} · {when(clock.dueOn)}
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
          </>
        )
      }
    </Loaded>
  )
}

function ErasureList({ state }: { readonly state: ErasureRow['state'] }) {
  const found = useInfiniteQuery(erasuresQuery(state))
  return (
    <Loaded of={found}>
      {({ pages }) => {
        const rows = pages.flatMap((page) => page.items)
        return rows.length === 0 ? (
          <Empty
            title={<Trans>Nothing here now</Trans>}
            next={<Trans>Open a person, then Keeping and erasing, to propose it.</Trans>}
          />
        ) : (
          <>
            <ErasureRows rows={rows} />
            <More
              hasMore={found.hasNextPage}
              isLoading={found.isFetchingNextPage}
              load={() => void found.fetchNextPage()}
            />
          </>
        )
      }}
    </Loaded>
  )
}
