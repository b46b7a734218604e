import { Trans } from '@lingui/react/macro'
import { Text, Timeline } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'

import { useLanguage } from '../../language/use-language.ts'
import { More } from '../../ui/more.tsx'
import { Empty, Loaded } from '../../ui/states.tsx'
import { historyQuery } from './queries.ts'

/** What became of the thing here, newest first: recorded, changed, judged, recalled. */
export function HistoryTab({ id }: { readonly id: string }) {
  const { say, instant } = useLanguage()
  const history = useInfiniteQuery(historyQuery(id))
  return (
    <Loaded of={history}>
      {({ pages }) =>
        pages[0]?.items.length === 0 ? (
          <Empty
            title={<Trans>No change yet</Trans>}
            next={<Trans>It stands as it was first recorded.</Trans>}
          />
        ) : (
          <>
            <Timeline bulletSize={14} lineWidth={2} maw={760}>
              {pages
                .flatMap((page) => page.items)
                .map((event) => (
                  <Timeline.Item key={event.id} title={say(event.what)}>
                    {event.detail === undefined ? null : <Text className="long">{event.detail}</Text>}
                    <Text fz="xs" c="dimmed">
                      {instant(event.at)}
                      {event.by === undefined ? '' : ` · ${say(event.by)}`}
                    </Text>
                  </Timeline.Item>
                ))}
            </Timeline>
            <More
              hasMore={history.hasNextPage}
              isLoading={history.isFetchingNextPage}
              load={() => void history.fetchNextPage()}
            />
          </>
        )
      }
    </Loaded>
  )
}
