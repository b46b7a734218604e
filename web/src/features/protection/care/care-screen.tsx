import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Stack, Text } from '@mantine/core'
import { contactChannels, contactFaults } from '@shield/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'

import { useSession } from '../../../api/session.ts'
import type { CareDueList, CareDueRow, ReferralQuery } from '../../../api/wire.ts'
import { useLanguage } from '../../../language/use-language.ts'
import { ListTabs } from '../../../ui/list-tabs.tsx'
import { More } from '../../../ui/more.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { Empty, Fault, Loaded } from '../../../ui/states.tsx'
import css from '../protection.module.css'
import { HideButton, Quiet } from '../../../ui/quiet.tsx'
import { careLists } from './care-url.ts'
import type { CareList } from './care-url.ts'
import { PlacesList } from './places-list.tsx'
import { dueQuery, referralsQuery, useLooked } from './queries.ts'
import { ReferralLines } from './referral-lines.tsx'
import { ServicesList } from './services-list.tsx'

/** Care over all people: what waits, what comes due, the directory, and the houses. */
export function CareScreen() {
  const { t } = useLingui()
  const { list = 'asked' } = useSearch({ from: '/shell/care' })
  const navigate = useNavigate({ from: '/care' })
  const { can } = useSession()
  const labels: Record<CareList, string> = {
    asked: t`Asked of us`,
    silent: t`Nobody answers us`,
    out: t`Sent by us`,
    in: t`All we were asked`,
    reviews: t`Plans to look at`,
    certificates: t`Certificates that end`,
    contacts: t`Contacts against wishes`,
    services: t`Services`,
    places: t`Houses`,
  }
  const shown = careLists.filter((name) => name !== 'contacts' || can.includes('care.supervise'))
  const choose = (next: CareList): void => void navigate({ search: { list: next } })
  return (
    <Quiet>
      <PageHead title={t`Care`} tabTitle={t`Work`} actions={<HideButton />} />
      <ListTabs lists={shown} labels={labels} list={list} choose={choose}>
        {(name) => <OneList list={name} />}
      </ListTabs>
    </Quiet>
  )
}

function OneList({ list }: { readonly list: CareList }) {
  if (list === 'services') return <ServicesList />
  if (list === 'places') return <PlacesList />
  if (list === 'reviews' || list === 'certificates' || list === 'contacts') return <DueList list={list} />
  return <ReferralList list={list} />
}

function ReferralList({ list }: { readonly list: NonNullable<ReferralQuery['list']> }) {
  const found = useInfiniteQuery(referralsQuery({ list }))
  return (
    <Loaded of={found}>
      {({ pages }) => {
        const items = pages.flatMap((page) => page.items)
        return items.length === 0 ? (
          <Empty
            title={<Trans>Nothing here now</Trans>}
            next={
              list === 'out' ? (
                <Trans>Open a person, then Care, to refer them to a service.</Trans>
              ) : (
                <Trans>When there is something, it stands in My work too.</Trans>
              )
            }
          />
        ) : (
          <>
            <ReferralLines items={items} />
            <More
              hasMore={found.hasNextPage}
              isLoading={found.isFetchingNextPage}
              load={() => void found.fetchNextPage()}
            />
          </>
        )
      }}
    </Loaded>
  )
}

function DueList({ list }: { readonly list: CareDueList }) {
  const found = useQuery(dueQuery(list))
  return (
    <Loaded of={found}>
      {({ items, count }) =>
        items.length === 0 ? (
          <Empty
            title={<Trans>Nothing here now</Trans>}
            next={<Trans>When there is something, it stands in My work too.</Trans>}
          />
        ) : (
          <Stack>
            {count > items.length ? (
              <Text>
                <Trans>
                  The first {items.length} of {count}
                </Trans>
              </Text>
            ) : null}
            <ul className={css['queue']}>
              {items.map((row) => (
                <li key={row.id}>
                  <DueLine row={row} />
                </li>
              ))}
            </ul>
          </Stack>
        )
      }
    </Loaded>
  )
}

function DueLine({ row }: { readonly row: CareDueRow }) {
  const { t } = useLingui()
  const { say, when, instant } = useLanguage()
  const looked = useLooked()
  const { contact } = row
  return (
    <>
      <Link to="/protected/$code/care" params={{ code: row.code }}>
        <span className={css['code']}>{row.code}</span>
        {contact ? (
          <span>
            {say(contactChannels[contact.channel])}:{' '}
            {contact.faults.map((fault) => say(contactFaults[fault])).join(' · ')}
            <br />
            <span className={css['soft']}>
              {contact.by}, {contact.organisation}
            </span>
          </span>
        ) : null}
        <span>
          {contact ? instant(row.on) : when(row.on)}
          {row.isOverdue ? ` · ${t`past its day`}` : ''}
        </span>
      </Link>
      {contact ? (
        <Button
          mt="xs"
          variant="default"
          aria-label={`${t`I have looked at it`}, ${row.code}`}
          loading={looked.isPending}
          onClick={() => looked.mutate(row.id)}
        >
          <Trans>I have looked at it</Trans>
        </Button>
      ) : null}
      {looked.error ? <Fault error={looked.error} /> : null}
    </>
  )
}
