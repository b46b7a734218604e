import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, NativeSelect } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'

import { useSession } from '../../api/session.ts'
import type { ReleaseView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { Status } from '../../shell/status-line.tsx'
import { useListKeys } from '../../ui/keys.ts'
import { More } from '../../ui/more.tsx'
import { Empty, Loaded } from '../../ui/states.tsx'
import { chosen, oneOf, without } from '../../ui/url.ts'
import { releaseStates } from './exchange-url.ts'
import type { ExchangeUrl } from './exchange-url.ts'
import { Narrowed } from './narrowed.tsx'
import { narrowingOf, releasesQuery } from './queries.ts'
import { ReleaseTable } from './release-table.tsx'
import { lookOf, statesOf } from './release-words.ts'

interface ReleaseListProps {
  readonly direction: 'out' | 'in'
  readonly url: ExchangeUrl
}

/** Releases of one direction, narrowed by state; J, K and Enter walk and open. */
export function ReleaseList({ direction, url }: ReleaseListProps) {
  const { number } = useLanguage()
  const navigate = useNavigate({ from: '/releases' })
  const found = useInfiniteQuery(releasesQuery(direction, narrowingOf(url)))
  const releases = found.data?.pages.flatMap((page) => page.items) ?? []
  const choose = (id: string): void =>
    void navigate({ search: { ...url, tab: direction, release: id }, replace: true })
  useListKeys({
    ids: releases.map((release) => release.id),
    chosen: url.release,
    choose,
    open: (id) => {
      const entity = releases.find((release) => release.id === id)?.entities[0]
      if (entity !== undefined) void navigate({ to: '/entity/$id', params: { id: entity } })
    },
  })
  return (
    <>
      <StateFilter direction={direction} url={url} />
      <Narrowed direction={direction} url={url} releases={releases} isWhole={!found.hasNextPage} />
      <Loaded of={found}>
        {() =>
          releases.length === 0 ? (
            <NoRelease direction={direction} isNarrowed={url.state !== undefined} />
          ) : (
            <ReleaseTable direction={direction} releases={releases} chosen={url.release} choose={choose} />
          )
        }
      </Loaded>
      <More
        hasMore={found.hasNextPage}
        isLoading={found.isFetchingNextPage}
        load={() => void found.fetchNextPage()}
      />
      <Status>
        <Trans>{number(releases.length)} shown</Trans>
      </Status>
    </>
  )
}

function StateFilter({ direction, url }: ReleaseListProps) {
  const { t } = useLingui()
  const navigate = useNavigate({ from: '/releases' })
  const narrow = (value: string): void => {
    const rest = without(without(url, 'state'), 'release')
    const state = oneOf(value, releaseStates)
    void navigate({ search: chosen({ ...rest, tab: direction, state }) })
  }
  const word = (state: ReleaseView['state']): string => t(lookOf(direction, state).words)
  return (
    <Group mb="sm" data-no-print>
      <NativeSelect
        label={t`State`}
        value={url.state ?? ''}
        onChange={(event) => narrow(event.currentTarget.value)}
        data={[
          { value: '', label: t`every state` },
          ...statesOf[direction].map((state) => ({ value: state, label: word(state) })),
        ]}
      />
    </Group>
  )
}

interface NoReleaseProps {
  readonly direction: 'out' | 'in'
  readonly isNarrowed: boolean
}

function NoRelease({ direction, isNarrowed }: NoReleaseProps) {
  const { can } = useSession()
  if (isNarrowed)
    return (
      <Empty
        title={<Trans>No release in this state</Trans>}
        next={<Trans>Choose another state, or look at all of them.</Trans>}
        action={
          <Button
            variant="default"
            renderRoot={(props) => <Link to="/releases" search={{ tab: direction }} {...props} />}
          >
            <Trans>Every state</Trans>
          </Button>
        }
      />
    )
  return direction === 'out' ? (
    <Empty
      title={<Trans>Nothing was released yet</Trans>}
      next={
        can.includes('exchange.release') ? (
          <Trans>
            A release starts from a profile: find the person, phone or company, open it and press Release…
          </Trans>
        ) : (
          <Trans>What an exchange officer or supervisor hands over appears here.</Trans>
        )
      }
      action={
        <Button variant="default" renderRoot={(props) => <Link to="/search" {...props} />}>
          <Trans>Search</Trans>
        </Button>
      }
    />
  ) : (
    <Empty
      title={<Trans>Nothing was received yet</Trans>}
      next={
        <Trans>
          What a partner releases to this node appears here, and in search, as soon as it arrives.
        </Trans>
      }
    />
  )
}
