import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { gateWords, stageWords } from '@shield/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'

import type { ReturnBoard, ReturnRow } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { Clock } from '../../ui/clock.tsx'
import { useListKeys } from '../../ui/keys.ts'
import { More } from '../../ui/more.tsx'
import { namesOf } from '../../ui/names-of.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { HideButton, Quiet } from '../../ui/quiet.tsx'
import { Empty, Loaded } from '../../ui/states.tsx'
import care from '../../ui/care.module.css'
import { BeginReturn } from './begin-return.tsx'
import { boardQuery, returnsQuery } from './queries.ts'
import css from './returns.module.css'

/** Everybody on the way home: where they stand, what stops them, whose turn it is. Every number opens its list. */
export function ReturnsScreen() {
  const { t } = useLingui()
  const board = useQuery(boardQuery)
  return (
    <Quiet>
      <PageHead
        title={t`Way home`}
        tabTitle={t`Work`}
        actions={
          <>
            <Link className={care['way'] ?? ''} to="/journeys">
              <Trans>Journeys of several people</Trans>
            </Link>
            <HideButton />
          </>
        }
      />
      <Loaded of={board}>
        {(counted) => (
          <Stack>
            <Stages board={counted} />
            <Gates board={counted} />
            <ReturnList />
          </Stack>
        )}
      </Loaded>
    </Quiet>
  )
}

function Stages({ board }: { readonly board: ReturnBoard }) {
  const { t } = useLingui()
  const { say, number } = useLanguage()
  const { stage, turn, late } = useSearch({ from: '/shell/returns' })
  const current = (is: boolean) => (is ? { 'aria-current': 'true' as const } : {})
  return (
    <ul className={css['tiles']} aria-label={t`Where people stand`}>
      <li>
        <Link to="/returns" search={{ turn: 'mine' }} activeProps={{}} {...current(turn === 'mine')}>
          <span>
            <Trans>Our turn</Trans>
          </span>
          <b>{number(board.mine)}</b>
        </Link>
      </li>
      <li>
        <Link to="/returns" search={{ late: 'late' }} activeProps={{}} {...current(late === 'late')}>
          <span>
            <Trans>Something is late</Trans>
          </span>
          <b>{number(board.late)}</b>
        </Link>
      </li>
      {board.stages.map((one) => (
        <li key={one.stage}>
          <Link
            to="/returns"
            search={{ stage: one.stage }}
            activeProps={{}}
            {...current(stage === one.stage)}
          >
            <span>{say(stageWords[one.stage])}</span>
            <b>{number(one.people)}</b>
          </Link>
        </li>
      ))}
    </ul>
  )
}

function Gates({ board }: { readonly board: ReturnBoard }) {
  const { say, number } = useLanguage()
  const { gate } = useSearch({ from: '/shell/returns' })
  const closed = board.gates.filter(({ people }) => people > 0).toSorted((a, b) => b.people - a.people)
  if (closed.length === 0) return null
  return (
    <details open={gate !== undefined}>
      <summary style={{ minHeight: 32 }}>
        <Trans>What stops them</Trans>
      </summary>
      <ul className={css['tiles']} style={{ gridTemplateColumns: 'repeat(auto-fill, minmax(260px, 1fr))' }}>
        {closed.map((one) => (
          <li key={one.gate}>
            <Link
              to="/returns"
              search={{ gate: one.gate }}
              activeProps={{}}
              {...(gate === one.gate ? { 'aria-current': 'true' as const } : {})}
            >
              <span>{say(gateWords[one.gate])}</span>
              <b>{number(one.people)}</b>
            </Link>
          </li>
        ))}
      </ul>
    </details>
  )
}

function ReturnList() {
  const { t } = useLingui()
  const { number, say, country } = useLanguage()
  const ask = useSearch({ from: '/shell/returns' })
  const navigate = useNavigate()
  const found = useInfiniteQuery(returnsQuery(ask))
  const { organisationsHere = [] } = useQuery(boardQuery).data ?? {}
  const rows = found.data?.pages.flatMap((page) => page.items) ?? []
  useListKeys({
    ids: rows.map(({ id }) => id),
    chosen: undefined,
    choose: (id) => document.querySelector<HTMLElement>(`[data-row="${id}"]`)?.focus(),
    open: (id) => void navigate({ to: '/returns/$id', params: { id } }),
  })
  const parts = [
    ask.code,
    ask.stage === undefined ? undefined : say(stageWords[ask.stage]),
    ask.gate === undefined ? undefined : say(gateWords[ask.gate]),
    ask.turn === undefined ? undefined : t`Our turn`,
    ask.late === undefined ? undefined : t`Something is late`,
    ask.destination === undefined ? undefined : country(ask.destination),
  ].filter((part) => part !== undefined)
  const count = found.data?.pages[0]?.count
  return (
    <section aria-label={t`People`}>
      <Group mb="sm" gap="sm">
        <Title order={2} fz="lg">
          <span role="status">
            {parts.length === 0 ? t`Everybody` : parts.join(' · ')}
            {count === undefined ? '' : `: ${number(count)}`}
          </span>
        </Title>
        {parts.length === 0 ? null : (
          <Button variant="default" size="md" onClick={() => void navigate({ to: '/returns', search: {} })}>
            <Trans>Show everybody</Trans>
          </Button>
        )}
      </Group>
      <Loaded of={found}>
        {() =>
          rows.length > 0 ? (
            <ul className={css['rows']}>
              {rows.map((row) => (
                <li key={row.id}>
                  <ReturnLine row={row} turns={namesOf(row.turns, { organisationsHere }, say)} />
                </li>
              ))}
            </ul>
          ) : ask.code === undefined ? (
            <Empty
              title={<Trans>Nobody here</Trans>}
              next={<Trans>Open a person from the arrivals and press “Way home” to begin.</Trans>}
            />
          ) : (
            <BeginReturn code={ask.code} />
          )
        }
      </Loaded>
      <More
        hasMore={found.hasNextPage}
        isLoading={found.isFetchingNextPage}
        load={() => void found.fetchNextPage()}
      />
    </section>
  )
}

interface ReturnLineProps {
  readonly row: ReturnRow
  /** Whose turn it is, by name. */
  readonly turns: readonly string[]
}

function ReturnLine({ row, turns }: ReturnLineProps) {
  const { say, number, country } = useLanguage()
  return (
    <Link to="/returns/$id" params={{ id: row.id }} data-row={row.id}>
      <span className={care['code']}>{row.code}</span>
      <strong>{say(stageWords[row.stage])}</strong>
      {row.destination === undefined ? null : <span>{country(row.destination)}</span>}
      {row.outcome !== undefined || row.missing.length === 0 ? null : (
        <Text component="span" className={care['soft'] ?? ''}>
          <Trans>{number(row.missing.length)} things missing</Trans>
        </Text>
      )}
      {row.outcome === undefined && row.stage !== 'stays' ? <Clock due={row.dueAt} /> : null}
      <span className={care['soft']}>{turns.join(', ')}</span>
    </Link>
  )
}
