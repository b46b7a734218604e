import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Badge, Button, Group, Stack, Text } from '@mantine/core'
import { figures } from '@shield/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'

import type { FigureRelease } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Fault, Loaded } from '../../ui/states.tsx'
import { FigureTable } from './figure-table.tsx'
import { audienceWords, stateWords } from './figure-words.ts'
import css from './figures.module.css'
import { releaseQuery, useDecideFigure, useTakeFigure } from './queries.ts'
import type { FigureAct } from './queries.ts'

/** One release, exactly as it leaves: definition, tables, files; and what a second person may decide. */
export function FigureReleaseScreen() {
  const { t } = useLingui()
  const { say, span } = useLanguage()
  const { id } = useParams({ from: '/shell/figures/$id' })
  const found = useQuery(releaseQuery(id))
  const release = found.data
  return (
    <>
      <PageHead
        title={
          release ? `${say(figures[release.figure].name)}, ${span(release.since, release.until)}` : t`Figure`
        }
        before={
          <Link to="/figures" data-no-print>
            <Trans>Figures</Trans>
          </Link>
        }
        beside={release ? <Badge variant="default">{t(stateWords[release.state])}</Badge> : undefined}
        actions={release ? <Files release={release} /> : undefined}
      />
      <Loaded of={found}>
        {(shown) => (
          <>
            {shown.state === 'withdrawn' ? <Withdrawn release={shown} /> : null}
            <Definition release={shown} />
            <Decisions release={shown} />
            {shown.tables.map((table) => (
              <FigureTable
                key={table.rowDimension}
                of={table}
                number={({ people }) => <OutsideNumber people={people} />}
              />
            ))}
            <Text fz="sm">
              <Trans>* held back: under {shown.bound}, or a number from which one could be computed.</Trans>
            </Text>
          </>
        )}
      </Loaded>
    </>
  )
}

function OutsideNumber({ people }: { readonly people: number | undefined }) {
  const { t } = useLingui()
  const { number } = useLanguage()
  return people === undefined ? (
    <>
      <span aria-hidden>*</span>
      <span className="hidden-text">{t`held back`}</span>
    </>
  ) : (
    <>{number(people)}</>
  )
}

function Files({ release: { id } }: { readonly release: FigureRelease }) {
  const take = useTakeFigure(id)
  return (
    <>
      {take.error ? <Fault error={take.error} /> : null}
      <Button variant="default" onClick={() => take.mutate('csv')} loading={take.isPending}>
        CSV
      </Button>
      <Button variant="default" onClick={() => take.mutate('xlsx')} loading={take.isPending}>
        Excel
      </Button>
      <Button variant="default" onClick={() => globalThis.print()}>
        <Trans>Print</Trans>
      </Button>
    </>
  )
}

function Withdrawn({ release }: { readonly release: FigureRelease }) {
  const { t } = useLingui()
  const { instant } = useLanguage()
  return (
    <Alert color="red" title={t`This figure was withdrawn`} mb="md">
      {release.withdrawnAt === undefined ? null : instant(release.withdrawnAt)} · {release.withdrawnReason}
    </Alert>
  )
}

function Definition({ release }: { readonly release: FigureRelease }) {
  const { t } = useLingui()
  const { say, instant } = useLanguage()
  return (
    <div className={css['note']}>
      <Text>{say(figures[release.figure].counts)}</Text>
      <Text fz="sm">
        {say(release.organisationName)} · {t(audienceWords[release.audience])} {release.recipients.join(', ')}{' '}
        · <Trans>as of</Trans> {instant(release.asOf)} · <Trans>months by UTC</Trans>
        {release.rounding === 'five' ? (
          <>
            {' · '}
            <Trans>rounded to the nearest 5: totals do not add up</Trans>
          </>
        ) : null}
      </Text>
      <Text fz="sm" c="dimmed">
        <Trans>Asked by</Trans> {say(release.by)} · {instant(release.at)} · {release.reason}
      </Text>
      {release.decidedBy && release.decidedAt !== undefined ? (
        <Text fz="sm" c="dimmed">
          {t(stateWords[release.state === 'refused' ? 'refused' : 'released'])}: {say(release.decidedBy)} ·{' '}
          {instant(release.decidedAt)} · {release.decidedReason}
        </Text>
      ) : null}
    </div>
  )
}

function Decisions({ release: { id, can } }: { readonly release: FigureRelease }) {
  const { t } = useLingui()
  const [act, setAct] = useState<FigureAct | undefined>()
  const decide = useDecideFigure(id)
  const words: Readonly<
    Record<FigureAct, { readonly title: string; readonly act: string; readonly what: string }>
  > = {
    figureReleaseAgree: {
      title: t`Release this figure?`,
      act: t`Release the figure`,
      what: t`It leaves as you see it, and stays in the register for ever.`,
    },
    figureReleaseRefuse: {
      title: t`Refuse this figure?`,
      act: t`Refuse`,
      what: t`Nothing leaves. Who asked reads your reason.`,
    },
    figureReleaseWithdraw: {
      title: t`Withdraw this figure?`,
      act: t`Withdraw`,
      what: t`It stays in the register and says that it was withdrawn. Who has read it has read it.`,
    },
  }
  const mine = (['figureReleaseAgree', 'figureReleaseRefuse', 'figureReleaseWithdraw'] as const).filter(
    (one) => can.includes(one),
  )
  const chosen = act === undefined ? undefined : words[act]
  return (
    <Stack data-no-print>
      <Group>
        {mine.map((one) => (
          <Button
            key={one}
            variant={one === 'figureReleaseAgree' ? 'filled' : 'default'}
            onClick={() => setAct(one)}
          >
            {words[one].act}…
          </Button>
        ))}
      </Group>
      <ReasonDialog
        opened={chosen !== undefined}
        close={() => setAct(undefined)}
        title={chosen?.title ?? ''}
        act={chosen?.act ?? ''}
        isActing={decide.isPending}
        error={decide.error}
        decide={(reason) => {
          if (act !== undefined) decide.mutate({ act, reason }, { onSuccess: () => setAct(undefined) })
        }}
      >
        {chosen?.what}
      </ReasonDialog>
    </Stack>
  )
}
