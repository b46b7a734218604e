import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Stack, Text, Title } from '@mantine/core'
import { openMatters, retentionClasses, retentionEvents } from '@shield/core'
import { IconAlertTriangle } from '@tabler/icons-react'

import type { RetentionRow, RetentionView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import care from '../../ui/care.module.css'
import { actWords, ruleName } from '../../ui/kept-words.ts'
import { clockWords } from './words.ts'

/** Until when a person is kept, by which rule, from which event; and what has to end before anything is erased. */
export function ClockPanel({ view }: { readonly view: RetentionView }) {
  const { t } = useLingui()
  return (
    <section className={care['panel']} aria-label={t`How long it is kept`}>
      <Title order={2} fz="lg" mb="sm">
        <Trans>How long it is kept</Trans>
      </Title>
      {view.clock ? (
        <ClockLines clock={view.clock} />
      ) : (
        <Text>
          <Trans>
            No rule is given for somebody like this, so no day comes. An administrator loads the rules.
          </Trans>
        </Text>
      )}
      <OpenMatters open={view.open} />
    </section>
  )
}

export function ClockLines({ clock }: { readonly clock: RetentionRow['clock'] }) {
  const { t } = useLingui()
  const { say, when, instant, number } = useLanguage()
  const years = number(clock.years)
  return (
    <dl className={care['pair']}>
      <dt>{t(clockWords[clock.state])}</dt>
      <dd>
        <b>{t`until ${when(clock.dueOn)}`}</b>
      </dd>
      <dt>
        <Trans>Who it is</Trans>
      </dt>
      <dd>{say(retentionClasses[clock.class])}</dd>
      <dt>
        <Trans>Counted from</Trans>
      </dt>
      <dd>
        {say(retentionEvents[clock.event])}, {instant(clock.eventAt)}
      </dd>
      <dt>
        <Trans>Rule</Trans>
      </dt>
      <dd>
        {t`${years} years`} · {ruleName(t, clock.rule)} · {t(actWords[clock.act])}
      </dd>
    </dl>
  )
}

export function OpenMatters({ open }: { readonly open: RetentionView['open'] }) {
  const { say } = useLanguage()
  if (open.length === 0) return null
  return (
    <Alert mt="sm" color="yellow" icon={<IconAlertTriangle size={20} aria-hidden />}>
      <Stack gap={4}>
        <Text fw={600}>
          <Trans>Before anything is erased this has to come to its end</Trans>
        </Text>
        {open.map((one) => (
          <Text key={one}>{say(openMatters[one])}</Text>
        ))}
      </Stack>
    </Alert>
  )
}
