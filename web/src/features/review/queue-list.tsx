import { Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'

import { Status } from '../../shell/status-line.tsx'
import { useListKeys } from '../../ui/keys.ts'
import { More } from '../../ui/more.tsx'
import { Empty, Loaded } from '../../ui/states.tsx'
import { CandidateTable, rowId } from './candidate-table.tsx'
import { QueueFilters } from './queue-filters.tsx'
import { candidatesQuery } from './queries.ts'
import type { ReviewUrl } from './review-url.ts'

/** The queue: narrowed by band, kind, source and whose; J and K walk it, Enter opens the comparison. */
export function QueueList({ url }: { readonly url: ReviewUrl }) {
  const navigate = useNavigate({ from: '/review' })
  const found = useInfiniteQuery(candidatesQuery(url))
  const rows = found.data?.pages.flatMap((page) => page.items) ?? []
  const [at, setAt] = useState<string>()
  useListKeys({
    ids: rows.map(rowId),
    chosen: at,
    choose: setAt,
    open: (id) => {
      const row = rows.find((one) => rowId(one) === id)
      if (row) void navigate({ search: { ...url, left: row.left.id, right: row.right.id } })
    },
  })
  return (
    <>
      <QueueFilters url={url} counts={found.data?.pages[0]} />
      <Loaded of={found}>
        {() =>
          rows.length === 0 ? (
            <NothingToReview url={url} />
          ) : (
            <CandidateTable rows={rows} chosen={at} url={url} />
          )
        }
      </Loaded>
      <More
        hasMore={found.hasNextPage}
        isLoading={found.isFetchingNextPage}
        load={() => void found.fetchNextPage()}
      />
      <Status>
        <Trans>{rows.length} shown</Trans>
      </Status>
    </>
  )
}

function NothingToReview({ url }: { readonly url: ReviewUrl }) {
  const navigate = useNavigate({ from: '/review' })
  const isNarrowed = [url.band, url.kind, url.source].some((one) => one !== undefined) || url.all !== true
  return (
    <Empty
      title={<Trans>No pair waits for a review</Trans>}
      next={
        <Trans>
          New pairs appear here by themselves when records come in that may speak of the same. Nothing is
          joined before somebody has judged it.
        </Trans>
      }
      action={
        isNarrowed ? (
          <Button variant="default" onClick={() => void navigate({ search: { all: true } })}>
            <Trans>Remove all filters</Trans>
          </Button>
        ) : null
      }
    />
  )
}
