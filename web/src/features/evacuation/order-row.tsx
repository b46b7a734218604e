import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Code, Group, Loader, Text } from '@mantine/core'
import { useState } from 'react'

import type { EvacuationRow, EvacuationView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { Fault } from '../../ui/states.tsx'
import { AgreeDialog } from './agree-dialog.tsx'
import { useWithdraw } from './queries.ts'
import { Result } from './result.tsx'
import { evacuationStateWords, faultWords, kindWords, stageWords } from './words.ts'

interface OrderRowProps {
  readonly row: EvacuationRow
  readonly plan: EvacuationView['plan']
}

/** One order: who gave it, who agreed, how far it is, and what came of it. */
export function OrderRow({ row, plan }: OrderRowProps) {
  const { t } = useLingui()
  const { say, instant } = useLanguage()
  const [isAgreeing, setAgreeing] = useState(false)
  const withdraw = useWithdraw()
  return (
    <div>
      <Group justify="space-between" align="flex-start">
        <div>
          <Text fw={600} {...(row.kind === 'real' ? { c: 'red' } : {})}>
            {t(kindWords[row.kind])} · {t(evacuationStateWords[row.state])}
          </Text>
          <Text className="value">{row.reason}</Text>
          <Text c="dimmed">
            <Trans>
              ordered by {say(row.askedBy)}, {instant(row.askedAt)}
            </Trans>
            {row.agreedBy && row.agreedAt ? (
              <>
                {' · '}
                <Trans>
                  agreed by {say(row.agreedBy)}, {instant(row.agreedAt)}
                </Trans>
              </>
            ) : null}
          </Text>
        </div>
        <Group>
          {row.can.includes('agree') ? (
            <Button {...(row.kind === 'real' ? { color: 'red' } : {})} onClick={() => setAgreeing(true)}>
              <Trans>Agree…</Trans>
            </Button>
          ) : null}
          {row.can.includes('withdraw') ? (
            <Button variant="default" loading={withdraw.isPending} onClick={() => withdraw.mutate(row.id)}>
              <Trans>Take back</Trans>
            </Button>
          ) : null}
        </Group>
      </Group>
      {withdraw.error ? <Fault error={withdraw.error} /> : null}
      <Next row={row} plan={plan} />
      {row.result ? <Result result={row.result} /> : null}
      {isAgreeing ? <AgreeDialog row={row} close={() => setAgreeing(false)} /> : null}
    </div>
  )
}

/** What happens next, or why it does not. */
function Next({ row, plan }: OrderRowProps) {
  const { t } = useLingui()
  const { instant } = useLanguage()
  const command = `bin/shield evacuate --to DIR${row.kind === 'drill' ? ' --drill' : ''}`
  if (row.state === 'asked')
    return (
      <Text>
        <Trans>Good until {instant(row.goodUntil)}. The second person is of the other office.</Trans>
      </Text>
    )
  if (row.state === 'under-way')
    return (
      <Group gap="xs" role="status">
        <Loader size="xs" />
        <Text>{row.stage === undefined ? t`begins` : t(stageWords[row.stage])}</Text>
      </Group>
    )
  if (row.state !== 'agreed') return null
  if (row.fault !== undefined)
    return (
      <Text c="red" role="status">
        {t(faultWords[row.fault])} <Trans>Then, at the machine:</Trans> <Code>{command}</Code>
      </Text>
    )
  return plan.to === undefined ? (
    <Text role="status">
      <Trans>Now, at the machine:</Trans> <Code>{command}</Code>
    </Text>
  ) : (
    <Group gap="xs" role="status">
      <Loader size="xs" />
      <Text>
        <Trans>begins within seconds</Trans>
      </Text>
    </Group>
  )
}
