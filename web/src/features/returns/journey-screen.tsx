import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Modal, Stack, Text, Title } from '@mantine/core'
import { gateWords } from '@shield/core'
import { IconCircle, IconCircleCheck } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'

import type { ReturnBatchView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { More } from '../../ui/more.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { HideButton, Quiet } from '../../ui/quiet.tsx'
import { Empty, Fault, Loaded } from '../../ui/states.tsx'
import care from '../../ui/care.module.css'
import { ManifestPanel } from './manifest-panel.tsx'
import { journeyQuery, returnsQuery, useAddToJourney, useDepart } from './queries.ts'
import css from './returns.module.css'

type OnJourney = ReturnBatchView['items'][number]

/** One journey: who is on it, who is not ready and why; it leaves with who is ready. */
export function JourneyScreen() {
  const { t } = useLingui()
  const { id } = useParams({ from: '/shell/journeys/$id' })
  const { instant } = useLanguage()
  const found = useQuery(journeyQuery(id))
  return (
    <Quiet>
      <PageHead
        title={found.data?.route ?? t`Journey`}
        tabTitle={t`Work`}
        before={
          <Group component="nav" gap="xs" aria-label={t`Way back`} data-no-print>
            <Link className={care['way'] ?? ''} to="/returns">
              <Trans>Way home</Trans>
            </Link>
            <span aria-hidden>›</span>
            <Link className={care['way'] ?? ''} to="/journeys">
              <Trans>Journeys of several people</Trans>
            </Link>
          </Group>
        }
        beside={found.data ? <Text>{instant(found.data.leavesAt)}</Text> : undefined}
        actions={
          <>
            {found.data?.can.includes('batchDepart') ? <Depart journey={found.data} /> : null}
            <HideButton />
          </>
        }
      />
      <Loaded of={found}>
        {(journey) => (
          <Stack>
            <People journey={journey} />
            {journey.can.includes('batchAdd') ? <AddPeople journey={journey} /> : null}
            <ManifestPanel journey={journey} />
          </Stack>
        )}
      </Loaded>
    </Quiet>
  )
}

function People({ journey }: { readonly journey: ReturnBatchView }) {
  const { t } = useLingui()
  const { number } = useLanguage()
  const shown = journey.items.filter(({ state }) => state !== 'taken-off')
  return (
    <section className={care['panel']} aria-label={t`Who travels`} data-no-print>
      <Title order={2} fz="lg" mb="sm">
        <Trans>
          {number(journey.ready)} of {number(journey.people)} ready
        </Trans>
      </Title>
      {shown.length === 0 ? (
        <Text>
          <Trans>Nobody is on it yet.</Trans>
        </Text>
      ) : (
        <ul className={css['gates']}>
          {shown.map((one) => (
            <li key={one.id}>
              <Person journey={journey} one={one} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Person({ journey, one }: { readonly journey: ReturnBatchView; readonly one: OnJourney }) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const off = useAddToJourney(journey.id)
  const { state, missing } = one
  const told =
    state === 'departed'
      ? t`has left`
      : state === 'left-behind'
        ? t`stayed behind`
        : missing.length > 0
          ? missing.map((gate) => say(gateWords[gate])).join(' · ')
          : one.isTicketed
            ? t`ready`
            : t`no ticket yet`
  return (
    <>
      {one.isReady || state === 'departed' ? (
        <IconCircleCheck size={20} aria-hidden />
      ) : (
        <IconCircle size={20} aria-hidden />
      )}
      <span>
        <Link className={care['way'] ?? ''} to="/returns/$id" params={{ id: one.id }}>
          <span className={care['code']}>{one.code}</span>
        </Link>{' '}
        {told}
      </span>
      {journey.can.includes('batchAdd') ? (
        <Button
          variant="default"
          size="md"
          aria-label={t`Take off ${one.code}`}
          loading={off.isPending}
          onClick={() => off.mutate({ returns: [one.id], off: true })}
        >
          <Trans>Take off</Trans>
        </Button>
      ) : null}
    </>
  )
}

/** People who wait for a journey: those who are ready first. */
function AddPeople({ journey }: { readonly journey: ReturnBatchView }) {
  const { t } = useLingui()
  const { number } = useLanguage()
  const add = useAddToJourney(journey.id)
  const ready = useInfiniteQuery(returnsQuery({ stage: 'ready' }))
  const preparing = useInfiniteQuery(returnsQuery({ stage: 'preparing' }))
  const on = new Set(journey.items.filter(({ state }) => state === 'on').map(({ id }) => id))
  const rows = [ready, preparing]
    .flatMap((found) => found.data?.pages.flatMap((page) => page.items) ?? [])
    .filter(({ id }) => !on.has(id))
  return (
    <details className={care['panel']} data-no-print>
      <summary style={{ minHeight: 32 }}>
        <Trans>Put people on it</Trans>
      </summary>
      {add.error ? <Fault error={add.error} /> : null}
      {rows.length === 0 ? (
        <Empty
          title={<Trans>Nobody waits for a journey</Trans>}
          next={<Trans>Whoever is ready, or nearly so, is listed here.</Trans>}
        />
      ) : (
        <ul className={css['gates']} aria-label={t`Who waits for a journey`}>
          {rows.map((row) => (
            <li key={row.id}>
              <span>
                <span className={care['code']}>{row.code}</span>{' '}
                {row.missing.length === 0 ? (
                  <Trans>ready</Trans>
                ) : (
                  <Trans>{number(row.missing.length)} things missing</Trans>
                )}
              </span>
              <Button
                variant="default"
                size="md"
                aria-label={t`Put on ${row.code}`}
                onClick={() => add.mutate({ returns: [row.id] })}
              >
                <Trans>Put on</Trans>
              </Button>
            </li>
          ))}
        </ul>
      )}
      <More
        hasMore={ready.hasNextPage || preparing.hasNextPage}
        isLoading={ready.isFetchingNextPage || preparing.isFetchingNextPage}
        load={() => void (ready.hasNextPage ? ready.fetchNextPage() : preparing.fetchNextPage())}
      />
    </details>
  )
}

function Depart({ journey }: { readonly journey: ReturnBatchView }) {
  const { t } = useLingui()
  const { number } = useLanguage()
  const [asking, setAsking] = useState(false)
  const depart = useDepart(journey.id)
  const behind = journey.people - journey.ready
  return (
    <>
      <Button size="md" onClick={() => setAsking(true)}>
        <Trans>The journey begins…</Trans>
      </Button>
      <Modal
        opened={asking}
        onClose={() => setAsking(false)}
        title={t`Does the journey begin?`}
        closeButtonProps={{ 'aria-label': t`Close` }}
      >
        <Stack>
          <Text>
            <Trans>
              {number(journey.ready)} go, {number(behind)} stay behind and go on preparing. This can't be
              taken back.
            </Trans>
          </Text>
          {depart.error ? <Fault error={depart.error} /> : null}
          <Group justify="flex-end">
            <Button variant="default" size="md" onClick={() => setAsking(false)}>
              <Trans>Cancel</Trans>
            </Button>
            <Button
              size="md"
              loading={depart.isPending}
              onClick={() => depart.mutate(undefined, { onSuccess: () => setAsking(false) })}
            >
              <Trans>The journey begins</Trans>
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  )
}
