import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, NativeSelect, Switch } from '@mantine/core'
import { kinds } from '@shield/core'
import type { KindName } from '@shield/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'

import type { CandidateReply } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { Status } from '../../shell/status-line.tsx'
import { useListKeys } from '../../ui/keys.ts'
import { More } from '../../ui/more.tsx'
import { Empty, Loaded } from '../../ui/states.tsx'
import { chosen, oneOf } from '../../ui/url.ts'
import { bandWords } from './band-mark.tsx'
import { CandidateTable, rowId } from './candidate-table.tsx'
import { candidatesQuery } from './queries.ts'
import { bands } from './review-url.ts'
import type { ReviewUrl } from './review-url.ts'

/** The queue: narrowed by band, kind and whose; J and K walk it, Enter opens the comparison. */
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
      <Filters url={url} counts={found.data?.pages[0]?.bands ?? []} />
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

/** Kinds that may be one in two sources; others are found by what they share. */
const reviewed: readonly KindName[] = [
  'Person',
  'Company',
  'Organization',
  'LegalEntity',
  'BankAccount',
  'CryptoWallet',
  'SimCard',
  'Device',
  'Vehicle',
]

interface FiltersProps {
  readonly url: ReviewUrl
  readonly counts: CandidateReply['bands']
}

function Filters({ url, counts }: FiltersProps) {
  const { t } = useLingui()
  const { say, number } = useLanguage()
  const navigate = useNavigate({ from: '/review' })
  const narrow = (change: { readonly [K in keyof ReviewUrl]?: ReviewUrl[K] | undefined }): void =>
    void navigate({ search: chosen({ ...url, ...change }), replace: true })
  const label = (band: (typeof bands)[number]): string => {
    const found = counts.find((one) => one.band === band)
    const word = t(bandWords[band])
    if (!found) return word
    const count = number(found.count)
    return found.isMore ? t`${word} (more than ${count})` : `${word} (${count})`
  }
  return (
    <Group mb="sm" align="flex-end" data-no-print>
      <NativeSelect
        label={t`How much speaks for one`}
        value={url.band ?? ''}
        onChange={(event) => narrow({ band: oneOf(event.currentTarget.value, bands) })}
        data={[
          { value: '', label: t`every band` },
          ...bands.map((band) => ({ value: band, label: label(band) })),
        ]}
      />
      <NativeSelect
        label={t`Kind`}
        value={url.kind ?? ''}
        onChange={(event) => narrow({ kind: oneOf(event.currentTarget.value, reviewed) })}
        data={[
          { value: '', label: t`every kind` },
          ...reviewed.map((kind) => ({ value: kind, label: say(kinds[kind].label) })),
        ]}
      />
      <Switch
        label={t`Only pairs with a record of my organisation`}
        checked={url.all !== true}
        onChange={(event) => narrow({ all: event.currentTarget.checked ? undefined : true })}
        mb={8}
      />
    </Group>
  )
}

function NothingToReview({ url }: { readonly url: ReviewUrl }) {
  const navigate = useNavigate({ from: '/review' })
  const isNarrowed = url.band !== undefined || url.kind !== undefined || url.all !== true
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
