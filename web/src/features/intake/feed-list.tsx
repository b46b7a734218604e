import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Badge, Button, Group, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'

import type { FeedView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { More } from '../../ui/more.tsx'
import { Empty, Fault, Loaded } from '../../ui/states.tsx'
import table from '../../ui/table.module.css'
import { ValueText } from '../../ui/value-text.tsx'
import { CountsLine } from './counts-line.tsx'
import { NewFeed } from './feed-dialog.tsx'
import { feedsQuery, useChangeFeed } from './feed-queries.ts'
import type { FeedAct } from './feed-queries.ts'
import { faultWords } from './feed-words.ts'

/** Collections of other servers that are pulled by the clock: how far each is, and what went wrong. */
export function FeedList() {
  const { t } = useLingui()
  const found = useInfiniteQuery(feedsQuery)
  const change = useChangeFeed()
  const items = found.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <>
      {change.error ? <Fault error={change.error} /> : null}
      <Held since={found.data?.pages[0]?.heldSince} />
      <Loaded of={found}>
        {() =>
          items.length === 0 ? (
            <Empty
              title={<Trans>Nothing is pulled yet</Trans>}
              next={
                <Trans>
                  A feed fetches a TAXII 2.1 collection or a MISP feed of somebody else by the clock and
                  imports what is new.
                </Trans>
              }
              action={<NewFeed />}
            />
          ) : (
            <div className={table['scroll']} tabIndex={0} role="region" aria-label={t`Feeds`}>
              <table className={table['table']}>
                <thead>
                  <tr>
                    <th scope="col">
                      <Trans>Source and address</Trans>
                    </th>
                    <th scope="col">
                      <Trans>State</Trans>
                    </th>
                    <th scope="col" className={table['wide']}>
                      <Trans>Records</Trans>
                    </th>
                    <th scope="col" className={table['wide']}>
                      <Trans>Last pull</Trans>
                    </th>
                    <th scope="col">
                      <Trans>What to do</Trans>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {items.map((feed) => (
                    <FeedRow
                      key={feed.id}
                      feed={feed}
                      isActing={change.isPending}
                      change={(act) => change.mutate({ id: feed.id, act })}
                    />
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Loaded>
      <More
        hasMore={found.hasNextPage}
        isLoading={found.isFetchingNextPage}
        load={() => void found.fetchNextPage()}
      />
    </>
  )
}

/** That nothing goes the other way, and what ends that. */
function Held({ since }: { readonly since: string | undefined }) {
  const { instant } = useLanguage()
  if (since === undefined) return null
  return (
    <Alert variant="light" color="red" mb="md" icon={<IconAlertTriangle aria-hidden />}>
      <Trans>
        This node was set back to a backup. Nothing goes to clients of the TAXII and MISP doors, webhooks and
        events until its partners have witnessed it anew, for it may have forgotten what was recalled since.
        What is pulled here goes on.
      </Trans>
      <Text fz="xs" c="dimmed">
        <Trans>since {instant(since)}</Trans>
      </Text>
    </Alert>
  )
}

interface FeedRowProps {
  readonly feed: FeedView
  readonly isActing: boolean
  readonly change: (act: FeedAct) => void
}

function FeedRow({ feed, isActing, change }: FeedRowProps) {
  const { t } = useLingui()
  const { instant } = useLanguage()
  return (
    <tr>
      <td>
        <ValueText text={feed.sourceName} />
        <Text fz="xs" c="dimmed" className="value">
          {feed.kind === 'misp' ? 'MISP' : 'TAXII'} · {hostOf(feed.url)}
        </Text>
      </td>
      <td>
        <FeedState feed={feed} />
        {feed.fault === undefined ? null : (
          <Text fz="xs" maw={280}>
            {t(faultWords[feed.fault])}
          </Text>
        )}
      </td>
      <td className={table['wide']}>
        <CountsLine counts={feed.counts} />
      </td>
      <td className={table['wide']}>
        {feed.lastPull === undefined ? t`not yet` : instant(feed.lastPull)}
        {feed.nextPull === undefined ? null : (
          <Text fz="xs" c="dimmed">
            <Trans>next {instant(feed.nextPull)}</Trans>
          </Text>
        )}
      </td>
      <td>
        {feed.can.includes('import.run') ? (
          <FeedActs feed={feed} isActing={isActing} change={change} />
        ) : null}
      </td>
    </tr>
  )
}

function FeedActs({ feed, isActing, change }: FeedRowProps) {
  const { t } = useLingui()
  const named = feed.sourceName
  return (
    <Group gap={4} wrap="nowrap">
      {feed.state === 'active' ? (
        <>
          <Button
            size="compact-sm"
            variant="default"
            disabled={isActing}
            aria-label={t`Pull now: ${named}`}
            onClick={() => change('run')}
          >
            <Trans>Pull now</Trans>
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            disabled={isActing}
            aria-label={t`Let it rest: ${named}`}
            onClick={() => change('pause')}
          >
            <Trans>Let it rest</Trans>
          </Button>
        </>
      ) : (
        <Button
          size="compact-sm"
          variant="default"
          disabled={isActing}
          aria-label={t`Pull again: ${named}`}
          onClick={() => change('resume')}
        >
          <Trans>Pull again</Trans>
        </Button>
      )}
    </Group>
  )
}

function FeedState({ feed }: { readonly feed: FeedView }) {
  const { t } = useLingui()
  if (feed.state === 'paused') return <Badge variant="default">{t`rests`}</Badge>
  return feed.fault === undefined ? (
    <Badge variant="light" color="teal">{t`pulled by the clock`}</Badge>
  ) : (
    <Badge variant="light" color="red">{t`not reached`}</Badge>
  )
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url
}
