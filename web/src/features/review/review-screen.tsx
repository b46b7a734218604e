import { Trans, useLingui } from '@lingui/react/macro'
import { Tabs } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'

import { PageHead } from '../../ui/page-head.tsx'
import { oneOf } from '../../ui/url.ts'
import { ClusterScreen } from './cluster-screen.tsx'
import { PairScreen } from './pair-screen.tsx'
import { ProposalList } from './proposal-list.tsx'
import { QuestionList } from './question-list.tsx'
import { QueueList } from './queue-list.tsx'
import { reviewTabs } from './review-url.ts'
import { ThresholdView } from './threshold-view.tsx'

/** Same or different: the queue, one pair side by side, what waits for others, and what a cut would do. */
export function ReviewScreen() {
  const { t } = useLingui()
  const url = useSearch({ from: '/shell/review' })
  const navigate = useNavigate({ from: '/review' })
  if (url.left !== undefined && url.right !== undefined)
    return <PairScreen key={`${url.left}.${url.right}`} left={url.left} right={url.right} url={url} />
  if (url.cluster !== undefined) return <ClusterScreen id={url.cluster} />
  const tab = url.tab ?? 'queue'
  return (
    <>
      <PageHead title={t`Review`} />
      <Tabs
        value={tab}
        keepMounted={false}
        onChange={(name) => {
          const chosen = oneOf(name, reviewTabs)
          const { tab: _, ...rest } = url
          void navigate({
            search: chosen === undefined || chosen === 'queue' ? rest : { ...rest, tab: chosen },
          })
        }}
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="queue">
            <Trans>Pairs to review</Trans>
          </Tabs.Tab>
          <Tabs.Tab value="proposals">
            <Trans>Second person</Trans>
          </Tabs.Tab>
          <Tabs.Tab value="questions">
            <Trans>Questions</Trans>
          </Tabs.Tab>
          <Tabs.Tab value="threshold">
            <Trans>Where to cut</Trans>
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="queue">
          <QueueList url={url} />
        </Tabs.Panel>
        <Tabs.Panel value="proposals">
          <ProposalList />
        </Tabs.Panel>
        <Tabs.Panel value="questions">
          <QuestionList />
        </Tabs.Panel>
        <Tabs.Panel value="threshold">
          <ThresholdView url={url} />
        </Tabs.Panel>
      </Tabs>
    </>
  )
}
