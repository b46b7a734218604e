import { Trans, useLingui } from '@lingui/react/macro'
import { SegmentedControl, Text, UnstyledButton } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'

import type { HitView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { Clock } from '../../ui/clock.tsx'
import { useListKeys } from '../../ui/keys.ts'
import { More } from '../../ui/more.tsx'
import { StateMark } from '../../ui/state-mark.tsx'
import { Empty, Loaded } from '../../ui/states.tsx'
import table from '../../ui/table.module.css'
import { without } from '../../ui/url.ts'
import { ValueText } from '../../ui/value-text.tsx'
import { HitInspector } from './hit-inspector.tsx'
import { answerWords, identifierWords } from './matching-words.ts'
import css from './matching.module.css'
import type { MatchingUrl } from './matching-url.ts'
import { hitsQuery } from './queries.ts'

/** Partners found something of this desk's and ask for more: a person answers within 48 hours. */
export function HitList({ url }: { readonly url: MatchingUrl }) {
  const { t } = useLingui()
  const navigate = useNavigate({ from: '/matching' })
  const [shows, setShows] = useState<'open' | 'answered'>('open')
  const found = useInfiniteQuery(hitsQuery(shows === 'open'))
  const hits = found.data?.pages.flatMap((page) => page.items) ?? []
  const choose = (id: string): void => void navigate({ search: { tab: 'hits', hit: id }, replace: true })
  useListKeys({ ids: hits.map((one) => one.id), chosen: url.hit, choose })
  const shown = hits.find((one) => one.id === url.hit)
  return (
    <>
      <SegmentedControl
        mb="sm"
        aria-label={t`Which hits`}
        value={shows}
        onChange={(value) => setShows(value === 'answered' ? 'answered' : 'open')}
        data={[
          { value: 'open', label: t`To answer` },
          { value: 'answered', label: t`Answered` },
        ]}
      />
      <Loaded of={found}>
        {() =>
          hits.length === 0 ? (
            <NoHit isOpen={shows === 'open'} />
          ) : (
            <HitTable hits={hits} chosen={url.hit} choose={choose} />
          )
        }
      </Loaded>
      <More
        hasMore={found.hasNextPage}
        isLoading={found.isFetchingNextPage}
        load={() => void found.fetchNextPage()}
      />
      {shown ? (
        <HitInspector
          key={shown.id}
          hit={shown}
          close={() => void navigate({ search: without(url, 'hit'), replace: true })}
        />
      ) : null}
    </>
  )
}

function NoHit({ isOpen }: { readonly isOpen: boolean }) {
  return isOpen ? (
    <Empty
      title={<Trans>No hit waits for an answer</Trans>}
      next={
        <Trans>
          When a partner finds a number of yours and asks for more, it stands here with its clock. Until it
          asks, nobody here learns that it was found.
        </Trans>
      }
    />
  ) : (
    <Empty
      title={<Trans>No hit was answered yet</Trans>}
      next={<Trans>What was told of a hit, and what was not, is kept here.</Trans>}
    />
  )
}

interface HitTableProps {
  readonly hits: readonly HitView[]
  readonly chosen: string | undefined
  readonly choose: (id: string) => void
}

function HitTable({ hits, chosen, choose }: HitTableProps) {
  const { t } = useLingui()
  return (
    <div className={table['scroll']}>
      <table className={table['table']} aria-label={t`Hits to confirm`}>
        <thead>
          <tr>
            <th scope="col">
              <Trans>Number</Trans>
            </th>
            <th scope="col">
              <Trans>Clock</Trans>
            </th>
            <th scope="col" className={table['wide']}>
              <Trans>Who asks</Trans>
            </th>
            <th scope="col" className={table['wide']}>
              <Trans>Why</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {hits.map((hit) => (
            <HitRow key={hit.id} hit={hit} isChosen={hit.id === chosen} choose={choose} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface HitRowProps {
  readonly hit: HitView
  readonly isChosen: boolean
  readonly choose: (id: string) => void
}

function HitRow({ hit, isChosen, choose }: HitRowProps) {
  const { t } = useLingui()
  const { say } = useLanguage()
  return (
    <tr data-row={hit.id} data-chosen={isChosen} data-press onClick={() => choose(hit.id)}>
      <td>
        <UnstyledButton
          className={css['what'] ?? ''}
          aria-expanded={isChosen}
          onClick={(event) => {
            event.stopPropagation()
            choose(hit.id)
          }}
        >
          <ValueText text={hit.value ?? '–'} />
        </UnstyledButton>
        <Text fz="xs" c="dimmed">
          {t(identifierWords[hit.identifier])}
        </Text>
      </td>
      <td className={table['nowrap']}>
        {hit.answer === undefined ? (
          <Clock due={hit.dueAt} />
        ) : (
          <StateMark
            words={t(answerWords[hit.answer].look.words)}
            icon={answerWords[hit.answer].look.icon}
            color={answerWords[hit.answer].look.color}
          />
        )}
      </td>
      <td className={table['wide']}>
        {say(hit.organisation)}
        <Text fz="xs" c="dimmed">
          {say(hit.peer.name)}
        </Text>
      </td>
      <td className={table['wide']}>
        <Text fz="sm" lineClamp={2}>
          <ValueText text={hit.summary} />
        </Text>
      </td>
    </tr>
  )
}
