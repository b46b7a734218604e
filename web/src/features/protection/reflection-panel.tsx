import { Trans, useLingui } from '@lingui/react/macro'
import { Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'

import type { ReflectionView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import css from './protection.module.css'
import { reflectionQuery } from './queries.ts'

const dayMs = 86_400_000

/** The time in which nobody is removed, as a line that fills; no countdown for the person to see. */
export function ReflectionPanel({ code }: { readonly code: string }) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const { data } = useQuery(reflectionQuery(code))
  if (!data) return null
  return (
    <section className={css['panel']} aria-label={t`Time to recover and think`}>
      <Title order={2} fz="lg" mb="sm">
        <Trans>Time to recover and think</Trans>
      </Title>
      <Text>{say(data.because)}</Text>
      {data.period ? <Period period={data.period} /> : null}
    </section>
  )
}

function Period({ period }: { readonly period: NonNullable<ReflectionView['period']> }) {
  const { when, number } = useLanguage()
  const [from, until] = [Date.parse(period.startsAt), Date.parse(period.endsAt)]
  const part = Math.min(1, Math.max(0, (Date.now() - from) / Math.max(dayMs, until - from)))
  return (
    <>
      <div className={css['period']} aria-hidden>
        <span style={{ width: `${part * 100}%` }} />
      </div>
      <Text className={css['soft'] ?? ''}>
        <Trans>
          {when(period.startsAt.slice(0, 10))} – {when(period.endsAt.slice(0, 10))} · {number(period.days)}{' '}
          days
        </Trans>
      </Text>
      <Text className={css['soft'] ?? ''}>{period.cites}</Text>
    </>
  )
}
