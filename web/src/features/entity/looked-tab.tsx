import { Trans } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'

import { More } from '../../ui/more.tsx'
import { Empty, Loaded } from '../../ui/states.tsx'
import { TrailTable } from '../../ui/trail-table.tsx'
import { trailQuery } from './queries.ts'

/** Who looked at this, when, and for what: the answer every person concerned may ask for. */
export function LookedTab({ id }: { readonly id: string }) {
  const trail = useInfiniteQuery(trailQuery(id))
  return (
    <Loaded of={trail}>
      {({ pages }) => (
        <>
          <Text c="dimmed" mb="sm">
            <Trans>
              Your own look is among these. Each stands in the audit before the answer left the node.
            </Trans>
          </Text>
          {pages[0]?.items.length === 0 ? (
            <Empty
              title={<Trans>Nobody has looked yet</Trans>}
              next={<Trans>The first look will stand here.</Trans>}
            />
          ) : (
            <TrailTable events={pages.flatMap((page) => page.items)} />
          )}
          <More
            hasMore={trail.hasNextPage}
            isLoading={trail.isFetchingNextPage}
            load={() => void trail.fetchNextPage()}
          />
        </>
      )}
    </Loaded>
  )
}
