import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'

import { useLanguage } from '../../language/use-language.ts'
import { DayField } from '../../ui/day-field.tsx'
import { More } from '../../ui/more.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { HideButton, Quiet } from '../../ui/quiet.tsx'
import { Empty, Fault, Loaded } from '../../ui/states.tsx'
import care from '../../ui/care.module.css'
import { journeysQuery, useMakeJourney } from './queries.ts'
import css from './returns.module.css'

/** Journeys of several people, the latest first. */
export function JourneysScreen() {
  const { t } = useLingui()
  const { number, instant } = useLanguage()
  const found = useInfiniteQuery(journeysQuery)
  const [making, setMaking] = useState(false)
  const items = found.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Quiet>
      <PageHead
        title={t`Journeys of several people`}
        tabTitle={t`Work`}
        before={
          <Group component="nav" gap="xs" aria-label={t`Way back`}>
            <Link className={care['way'] ?? ''} to="/returns">
              <Trans>Way home</Trans>
            </Link>
          </Group>
        }
        actions={
          <>
            <Button
              size="md"
              variant={making ? 'default' : 'filled'}
              aria-expanded={making}
              onClick={() => setMaking(!making)}
            >
              <Trans>Plan a journey…</Trans>
            </Button>
            <HideButton />
          </>
        }
      />
      <Stack>
        {making ? <NewJourney /> : null}
        <Loaded of={found}>
          {() =>
            items.length === 0 ? (
              <Empty
                title={<Trans>No journey yet</Trans>}
                next={
                  <Trans>Plan one, and put on it who travels together. Who is not ready holds nobody.</Trans>
                }
              />
            ) : (
              <ul className={css['rows']}>
                {items.map((one) => (
                  <li key={one.id}>
                    <Link to="/journeys/$id" params={{ id: one.id }}>
                      <strong>{one.route}</strong>
                      <span>{instant(one.leavesAt)}</span>
                      <span>
                        <Trans>
                          {number(one.ready)} of {number(one.people)} ready
                        </Trans>
                      </span>
                      <span className={care['soft']}>{one.departedAt === undefined ? '' : t`has left`}</span>
                    </Link>
                  </li>
                ))}
              </ul>
            )
          }
        </Loaded>
        <More
          hasMore={found.hasNextPage}
          isLoading={found.isFetchingNextPage}
          load={() => void found.fetchNextPage()}
        />
      </Stack>
    </Quiet>
  )
}

function NewJourney() {
  const { t } = useLingui()
  const navigate = useNavigate()
  const make = useMakeJourney()
  const [kind, setKind] = useState<'flight' | 'bridge'>('flight')
  const [route, setRoute] = useState('')
  const [day, setDay] = useState<string>()
  const [time, setTime] = useState('09:00')
  const leaves = new Date(`${day ?? ''}T${time}`)
  const isWhole = route.trim().length > 1 && !Number.isNaN(leaves.getTime())
  return (
    <section className={care['panel']} aria-label={t`Plan a journey`}>
      <Stack>
        <NativeSelect
          size="md"
          label={t`How`}
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value === 'bridge' ? 'bridge' : 'flight')}
          data={[
            { value: 'flight', label: t`By air` },
            { value: 'bridge', label: t`Over a bridge` },
          ]}
        />
        <TextInput
          size="md"
          required
          label={t`Route`}
          description={t`Flight or bridge, from where to where. No names of people.`}
          maxLength={120}
          value={route}
          onChange={(event) => setRoute(event.currentTarget.value)}
        />
        <Group align="flex-end" gap="sm">
          <DayField label={t`Leaves on`} day={day} setDay={setDay} />
          <TextInput
            size="md"
            label={t`at (hour:minute)`}
            value={time}
            maxLength={5}
            onChange={(event) => setTime(event.currentTarget.value)}
          />
        </Group>
        {make.error ? <Fault error={make.error} /> : null}
        <Group>
          <Button
            size="md"
            disabled={!isWhole}
            loading={make.isPending}
            onClick={() =>
              make.mutate(
                { kind, route: route.trim(), leavesAt: leaves.toISOString() },
                { onSuccess: ({ id }) => void navigate({ to: '/journeys/$id', params: { id } }) },
              )
            }
          >
            <Trans>Plan it</Trans>
          </Button>
        </Group>
      </Stack>
    </section>
  )
}
