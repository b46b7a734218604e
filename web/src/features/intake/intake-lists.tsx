import { Trans, useLingui } from '@lingui/react/macro'
import { Tabs } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'

import { PageHead } from '../../ui/page-head.tsx'
import { NewFeed } from './feed-dialog.tsx'
import { FeedList } from './feed-list.tsx'
import { ImportList, NewImport } from './import-list.tsx'
import type { ImportState } from './intake-url.ts'

interface IntakeListsProps {
  readonly list: 'feeds' | undefined
  readonly state: ImportState | undefined
}

/** What was brought in, by hand or by the clock. */
export function IntakeLists({ list, state }: IntakeListsProps) {
  const { t } = useLingui()
  const navigate = useNavigate({ from: '/import' })
  return (
    <>
      <PageHead title={t`Import`} actions={list === 'feeds' ? <NewFeed /> : <NewImport />} />
      <Tabs
        value={list ?? 'imports'}
        onChange={(next) => void navigate({ search: next === 'feeds' ? { list: 'feeds' } : {} })}
        keepMounted={false}
      >
        <Tabs.List mb="md" data-no-print>
          <Tabs.Tab value="imports">
            <Trans>Imports</Trans>
          </Tabs.Tab>
          <Tabs.Tab value="feeds">
            <Trans>Feeds</Trans>
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="imports">
          <ImportList state={state} />
        </Tabs.Panel>
        <Tabs.Panel value="feeds">
          <FeedList />
        </Tabs.Panel>
      </Tabs>
    </>
  )
}
