import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Stack, Text } from '@mantine/core'
import { findingStates, punishments, punishmentWords } from '@shield/core'
import type { Punishment } from '@shield/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'

import { useSession } from '../../api/session.ts'
import type { FindingRow } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { Status } from '../../shell/status-line.tsx'
import { Clock } from '../../ui/clock.tsx'
import { More } from '../../ui/more.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Empty, Loaded } from '../../ui/states.tsx'
import table from '../../ui/table.module.css'
import { CompareList } from './compare-list.tsx'
import { FiguresView } from './figures-view.tsx'
import css from './non-punishment.module.css'
import { findingsQuery } from './queries.ts'
import { sourceWords, stateWords } from './words.ts'

/** Who of those in protection is punished: for assessors the people by their clocks, for oversight figures alone. */
export function FindingsScreen() {
  const { can } = useSession()
  return can.includes('punishment.assess') ? <Findings /> : <Figures />
}

function Figures() {
  const { t } = useLingui()
  return (
    <>
      <PageHead title={t`Non-punishment`} />
      <FiguresView />
    </>
  )
}

function Findings() {
  const { t } = useLingui()
  const { number, instant } = useLanguage()
  const { view, ...ask } = useSearch({ from: '/shell/non-punishment' })
  const navigate = useNavigate({ from: '/non-punishment' })
  const found = useInfiniteQuery(findingsQuery(ask))
  const first = found.data?.pages[0]
  return (
    <>
      <PageHead
        title={t`Non-punishment`}
        actions={
          first?.can.includes('punishmentListTake') ? (
            <Button
              variant={view === 'list' ? 'default' : 'filled'}
              aria-expanded={view === 'list'}
              onClick={() =>
                void navigate({ search: view === 'list' ? ask : { ...ask, view: 'list' }, replace: true })
              }
            >
              <Trans>Compare a list…</Trans>
            </Button>
          ) : null
        }
      >
        <Text c="dimmed" maw="70ch">
          <Trans>
            People in protection who are held, charged, fined, barred, sentenced or to be removed. Each
            offence is looked at by two people: was the person made to do it?
          </Trans>
        </Text>
      </PageHead>
      {view === 'list' ? <CompareList /> : null}
      <Loaded of={found}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items)
          const counts = pages[0]?.counts ?? []
          return (
            <Stack>
              <Tiles counts={counts} chosen={ask.punishment} />
              <Filters />
              {items.length === 0 ? (
                <Empty
                  title={<Trans>Nobody stands here</Trans>}
                  next={
                    <Trans>
                      Those who care say who is punished; records of this node are compared every ten minutes;
                      a list of an authority is compared above.
                    </Trans>
                  }
                />
              ) : (
                <FindingTable items={items} />
              )}
              <More
                hasMore={found.hasNextPage}
                isLoading={found.isFetchingNextPage}
                load={() => void found.fetchNextPage()}
              />
            </Stack>
          )
        }}
      </Loaded>
      <Status>
        <Trans>{number(first?.count ?? 0)} shown</Trans>
        {' · '}
        {first?.comparedAt === undefined ? (
          <Trans>records not yet compared</Trans>
        ) : (
          <Trans>all records compared {instant(first.comparedAt)}</Trans>
        )}
      </Status>
    </>
  )
}

interface TilesProps {
  readonly counts: readonly {
    readonly punishment: Punishment
    readonly state: string
    readonly people: number
    readonly late: number
  }[]
  readonly chosen: Punishment | undefined
}

/** How many of each, as pictures: the bar is the part that has ended. Each opens its list. */
function Tiles({ counts, chosen }: TilesProps) {
  const { t } = useLingui()
  const { say, number } = useLanguage()
  return (
    <ul className={css['tiles']} aria-label={t`By punishment`}>
      {punishments.map((one) => {
        const mine = counts.filter(({ punishment }) => punishment === one)
        const sum = (of: (row: TilesProps['counts'][number]) => number): number =>
          mine.reduce((total, row) => total + of(row), 0)
        const all = sum(({ people }) => people)
        const ended = sum(({ people, state }) => (state === 'done' ? people : 0))
        const late = sum((row) => row.late)
        return (
          <li key={one}>
            <Link
              className={css['tile'] ?? ''}
              to="/non-punishment"
              search={chosen === one ? {} : { punishment: one }}
              aria-current={chosen === one ? 'true' : undefined}
            >
              <span>{say(punishmentWords[one])}</span>
              <b>{number(all - ended)}</b>
              <span className={css['bar']} aria-hidden>
                <span style={{ width: all === 0 ? 0 : `${(ended / all) * 100}%` }} />
              </span>
              <span className={css['soft']}>
                <Trans>{number(ended)} ended</Trans>
                {late === 0 ? null : (
                  <>
                    {' · '}
                    <Trans>{number(late)} late</Trans>
                  </>
                )}
              </span>
            </Link>
          </li>
        )
      })}
    </ul>
  )
}

function Filters() {
  const { t } = useLingui()
  const search = useSearch({ from: '/shell/non-punishment' })
  const navigate = useNavigate({ from: '/non-punishment' })
  const isChosen = (name: 'late' | 'open'): boolean => search.only === name
  const { only: _, ...others } = search
  return (
    <Group gap="xs" role="group" aria-label={t`Show`}>
      {(['open', 'late'] as const).map((name) => (
        <Button
          key={name}
          size="compact-md"
          variant={isChosen(name) ? 'filled' : 'default'}
          aria-pressed={isChosen(name)}
          onClick={() =>
            void navigate({ search: isChosen(name) ? others : { ...search, only: name }, replace: true })
          }
        >
          {name === 'open' ? <Trans>Something is left to do</Trans> : <Trans>The clock has run out</Trans>}
        </Button>
      ))}
      {findingStates.map((state) => (
        <StateButton key={state} state={state} />
      ))}
    </Group>
  )
}

function StateButton({ state }: { readonly state: (typeof findingStates)[number] }) {
  const { t } = useLingui()
  const search = useSearch({ from: '/shell/non-punishment' })
  const navigate = useNavigate({ from: '/non-punishment' })
  const { state: chosen, ...others } = search
  return (
    <Button
      size="compact-md"
      variant={chosen === state ? 'filled' : 'default'}
      aria-pressed={chosen === state}
      onClick={() =>
        void navigate({ search: chosen === state ? others : { ...search, state }, replace: true })
      }
    >
      {t(stateWords[state])}
    </Button>
  )
}

function FindingTable({ items }: { readonly items: readonly FindingRow[] }) {
  const { t } = useLingui()
  const { say, number, instant } = useLanguage()
  return (
    <div className={table['scroll']} tabIndex={0} role="region" aria-label={t`People`}>
      <table className={table['table']}>
        <thead>
          <tr>
            <th scope="col">
              <Trans>Person</Trans>
            </th>
            <th scope="col">
              <Trans>What is done</Trans>
            </th>
            <th scope="col">
              <Trans>Next</Trans>
            </th>
            <th scope="col">
              <Trans>Clock</Trans>
            </th>
            <th scope="col">
              <Trans>Offences</Trans>
            </th>
            <th scope="col">
              <Trans>Found</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((row) => (
            <tr key={row.id}>
              <td>
                <Link to="/non-punishment/$id" params={{ id: row.id }} className={css['code'] ?? ''}>
                  {row.code}
                </Link>
                {row.isChild ? (
                  <Text fz="xs">
                    <Trans>a child, or may be one</Trans>
                  </Text>
                ) : null}
              </td>
              <td>{say(punishmentWords[row.punishment])}</td>
              <td>{t(stateWords[row.state])}</td>
              <td>{row.dueAt === undefined ? '–' : <Clock due={row.dueAt} />}</td>
              <td className={table['nowrap']}>
                <Trans>
                  {number(row.settled)} of {number(row.offences)}
                </Trans>
              </td>
              <td>
                <span className={table['nowrap']}>{instant(row.foundAt)}</span>
                <Text fz="xs" c="dimmed">
                  {t(sourceWords[row.source])}
                </Text>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
