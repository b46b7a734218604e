import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Progress, Stack, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'

import type { ImportView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { Fault } from '../../ui/states.tsx'
import { elapsedText, sizeText } from './amounts.ts'
import css from './intake.module.css'
import { useCancel } from './queries.ts'
import { percentOf } from './stage.ts'
import { Told } from './told.tsx'

/** How far a try or an import is, in numbers; it goes on whoever looks. */
export function RunProgress({ view }: { readonly view: ImportView }) {
  const { t } = useLingui()
  const { number, language } = useLanguage()
  const cancel = useCancel(view.id)
  const percent = percentOf(view)
  const { records, bytes, totalBytes } = view.progress
  const isLast = percent === 100 && view.state === 'running'
  return (
    <Stack gap="md" maw={640}>
      <Text component="h2" fz="md" fw={600}>
        {view.state === 'queued' ? (
          <Trans>Waits for its turn</Trans>
        ) : isLast ? (
          <Trans>The file is read; the last records are being settled</Trans>
        ) : view.dryRun ? (
          <Trans>Trying the whole file; nothing is written</Trans>
        ) : (
          <Trans>Importing</Trans>
        )}
      </Text>
      <Progress.Root size="lg">
        <Progress.Section value={percent} animated={isLast} aria-label={t`Read`} />
      </Progress.Root>
      <dl className={css['facts']}>
        <Fact name={t`Read`}>{percent} %</Fact>
        <Fact name={t`Records`}>{number(records)}</Fact>
        <Fact name={t`Size`}>
          <Trans>
            {sizeText(bytes, language)} of {sizeText(totalBytes, language)}
          </Trans>
        </Fact>
        {view.startedAt ? (
          <Fact name={t`Time`}>
            <Elapsed from={view.startedAt} />
          </Fact>
        ) : null}
      </dl>
      <Text c="dimmed">
        <Trans>You may leave: it goes on, and My work and the list of imports lead back here.</Trans>
      </Text>
      {view.can.includes('import.run') ? (
        <Group>
          <Button variant="default" loading={cancel.isPending} onClick={() => cancel.mutate()}>
            {view.dryRun ? <Trans>Cancel the try</Trans> : <Trans>Cancel the import</Trans>}
          </Button>
        </Group>
      ) : null}
      {cancel.error ? <Fault error={cancel.error} keptText={<Trans>It goes on as before.</Trans>} /> : null}
      <Told>{t`${percent} % read, ${number(records)} records`}</Told>
    </Stack>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Elapsed({ from }: { readonly from: string }) {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  return elapsedText(from, now)
}
