import { Trans, useLingui } from '@lingui/react/macro'
import { SegmentedControl, Stack, Text, Title } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'

import type { RateReply, RateRow } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { Status } from '../../shell/status-line.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Empty, Loaded } from '../../ui/states.tsx'
import { BlindCheck } from './blind-check.tsx'
import { Draws } from './draws.tsx'
import css from './quality.module.css'
import type { Grouping } from './quality-url.ts'
import { ratesQuery } from './queries.ts'

/** Whether people are decided on alike: for team leads and oversight the rates and draws; for a second panel its decision. */
export function QualityScreen() {
  const { check } = useSearch({ from: '/shell/quality' })
  return check === undefined ? <Quality /> : <BlindCheck key={check} id={check} />
}

function Quality() {
  const { t } = useLingui()
  const { instant } = useLanguage()
  const { by = 'month', of } = useSearch({ from: '/shell/quality' })
  const navigate = useNavigate({ from: '/quality' })
  const found = useQuery(ratesQuery(by, of))
  return (
    <>
      <PageHead title={t`How panels decide`}>
        <Text c="dimmed" maw="70ch">
          <Trans>
            The same people, asked the same, should be decided on alike wherever they come out. Where a rate
            swings, either other people came or the process has changed.
          </Trans>
        </Text>
      </PageHead>
      <Stack gap="xl">
        <section aria-label={t`How many of those decided on were identified`}>
          <Stack>
            <Title order={2} fz="lg">
              <Trans>How many of those decided on were identified</Trans>
            </Title>
            <SegmentedControl
              aria-label={t`Compare by`}
              style={{ alignSelf: 'flex-start' }}
              value={by}
              onChange={(next) => void navigate({ search: { by: next as Grouping }, replace: true })}
              data={[
                { value: 'month', label: t`Month` },
                { value: 'site', label: t`Site` },
                { value: 'team', label: t`Panel` },
              ]}
            />
            <Loaded of={found}>{(reply) => <Rates reply={reply} of={of} />}</Loaded>
          </Stack>
        </section>
        <Draws />
      </Stack>
      <Status>{found.data ? <Trans>as of {instant(found.data.asOf)}</Trans> : null}</Status>
    </>
  )
}

function Rates({ reply, of }: { readonly reply: RateReply; readonly of: string | undefined }) {
  const { number } = useLanguage()
  const swings = reply.items.filter(({ swing }) => swing?.isSwing)
  if (reply.items.length === 0)
    return (
      <Empty
        title={<Trans>No panel has decided yet</Trans>}
        next={<Trans>Rates stand here from the first decision on.</Trans>}
      />
    )
  return (
    <Stack>
      {swings.length === 0 ? (
        <Text>
          <Trans>No swing: what differs may happen by itself.</Trans>
        </Text>
      ) : (
        <Text fw={600} role="status">
          <IconAlertTriangle size={18} aria-hidden style={{ verticalAlign: 'text-bottom' }} />{' '}
          <Trans>{number(swings.length)} to look at</Trans>
        </Text>
      )}
      <ul className={css['rates']}>
        {reply.items.map((row) => (
          <Rate key={row.key} row={row} reply={reply} isChosen={row.key === of} />
        ))}
      </ul>
      {reply.more === 0 ? null : (
        <Text c="dimmed">
          <Trans>and {number(reply.more)} more</Trans>
        </Text>
      )}
      {reply.isExact ? null : (
        <Text className={css['soft'] ?? ''}>
          <Trans>
            Fewer than five people are withheld, and whatever would tell how many: a rate beside them is told
            as 95 % or more, or 5 % or less.
          </Trans>
        </Text>
      )}
    </Stack>
  )
}

interface RateProps {
  readonly row: RateRow
  readonly reply: RateReply
  readonly isChosen: boolean
}

function Rate({ row, reply, isChosen }: RateProps) {
  const { say, when } = useLanguage()
  const { by, isExact, people } = reply
  const name = by === 'month' ? when(row.key) : row.key
  return (
    <li className={css['rate']} data-swing={row.swing?.isSwing ?? false}>
      <span className="value">{name}</span>
      <span className={css['bar']} aria-hidden>
        <span style={{ width: `${row.rate ?? 0}%` }} />
      </span>
      {isExact ? (
        <Link to="/quality" search={isChosen ? { by } : { by, of: row.key }} aria-expanded={isChosen} replace>
          <Told row={row} />
        </Link>
      ) : (
        <span>
          <Told row={row} />
        </span>
      )}
      {row.swing?.isSwing ? (
        <Text component="p" fz="sm">
          <IconAlertTriangle size={16} aria-hidden style={{ verticalAlign: 'text-bottom' }} />{' '}
          {say(row.swing.words)}
        </Text>
      ) : row.swing ? (
        <p className={css['soft']}>{say(row.swing.words)}</p>
      ) : null}
      {isChosen ? <People people={people} /> : null}
    </li>
  )
}

function Told({ row }: { readonly row: RateRow }) {
  const { number } = useLanguage()
  const { decided, identified, rate, near } = row
  if (decided === undefined) return <Trans>withheld: too few</Trans>
  if (near === 'most') return <Trans>95 % or more of {number(decided)}</Trans>
  if (near === 'least') return <Trans>5 % or less of {number(decided)}</Trans>
  if (identified === undefined || rate === undefined)
    return <Trans>{number(decided)} decided; how many were identified is withheld</Trans>
  return (
    <Trans>
      {number(identified)} of {number(decided)} · {number(rate)} %
    </Trans>
  )
}

function People({ people }: { readonly people: RateReply['people'] }) {
  const { t } = useLingui()
  const { instant } = useLanguage()
  return (
    <ul className={css['answers']} aria-label={t`People`} style={{ gridColumn: '1 / -1' }}>
      {people.map(({ code, outcome, decidedAt }) => (
        <li key={`${code} ${decidedAt}`}>
          <Link to="/protected/$code" params={{ code }} className={css['code'] ?? ''}>
            {code}
          </Link>
          <span className={css['soft']}>
            {outcome === 'identified' ? t`identified` : t`not identified`} · {instant(decidedAt)}
          </span>
        </li>
      ))}
    </ul>
  )
}
