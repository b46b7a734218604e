import { Trans, useLingui } from '@lingui/react/macro'
import { Stack, Text, Title } from '@mantine/core'
import { punishmentWords } from '@shield/core'
import type { FindingState, Punishment, PunishmentOutcome } from '@shield/core'
import { useQuery } from '@tanstack/react-query'

import type { PunishmentFigures } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { Empty, Loaded } from '../../ui/states.tsx'
import css from './non-punishment.module.css'
import { figuresQuery } from './queries.ts'
import { outcomeWords, stateWords } from './words.ts'

/** Counts of people, and nobody of them: what is small is withheld, and what would tell it too. */
export function FiguresView() {
  const { t } = useLingui()
  const { say, instant, number } = useLanguage()
  const found = useQuery(figuresQuery)
  return (
    <Loaded of={found}>
      {(figures) => {
        const all = [...figures.byState, ...figures.byPunishment]
        if (all.every(({ count }) => count === 0))
          return (
            <Empty
              title={<Trans>Nobody in protection is known to be punished</Trans>}
              next={<Trans>Agencies’ records and lists are compared, and those who care are asked.</Trans>}
            />
          )
        return (
          <Stack tabIndex={0} role="region" aria-label={t`Figures`}>
            <Text c="dimmed" maw="70ch">
              <Trans>
                People, as of {instant(figures.asOf)}. A count under {number(figures.bound)} is withheld, with
                whatever would tell it.
              </Trans>
            </Text>
            <Sums figures={figures} />
            <Bars
              title={t`What is done to them now`}
              rows={figures.byPunishment.map(({ name, count }) => ({
                name: say(punishmentWords[name as Punishment]),
                count,
              }))}
            />
            <Bars
              title={t`Where it stands`}
              rows={figures.byState.map(({ name, count }) => ({
                name: t(stateWords[name as FindingState]),
                count,
              }))}
            />
            <Bars
              title={t`What authorities did`}
              rows={figures.byOutcome.map(({ name, count }) => ({
                name: t(outcomeWords[name as PunishmentOutcome]),
                count,
              }))}
            />
          </Stack>
        )
      }}
    </Loaded>
  )
}

function Sums({ figures }: { readonly figures: PunishmentFigures }) {
  const { t } = useLingui()
  const { number } = useLanguage()
  const told = (count: number | undefined): string => (count === undefined ? t`withheld` : number(count))
  return (
    <dl className={css['pair']}>
      <dt>
        <Trans>Something is left to do</Trans>
      </dt>
      <dd>{told(figures.open)}</dd>
      <dt>
        <Trans>The clock has run out</Trans>
      </dt>
      <dd>{told(figures.late)}</dd>
      <dt>
        <Trans>Days until it ended, in the middle</Trans>
      </dt>
      <dd>{told(figures.medianDays)}</dd>
    </dl>
  )
}

interface BarsProps {
  readonly title: string
  readonly rows: readonly { readonly name: string; readonly count: number | undefined }[]
}

function Bars({ title, rows }: BarsProps) {
  const { number } = useLanguage()
  const most = Math.max(1, ...rows.map(({ count }) => count ?? 0))
  return (
    <section aria-label={title}>
      <Title order={2} fz="md" mb="xs">
        {title}
      </Title>
      <ul className={css['tiles']}>
        {rows.map(({ name, count }) => (
          <li key={name} className={css['tile']}>
            <span>{name}</span>
            {count === undefined ? (
              <span className={css['soft']}>
                <Trans>withheld</Trans>
              </span>
            ) : (
              <b>{number(count)}</b>
            )}
            <span className={css['bar']} aria-hidden>
              <span style={{ width: `${((count ?? 0) / most) * 100}%` }} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
