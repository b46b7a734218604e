import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Button, Group, SegmentedControl, Tooltip } from '@mantine/core'
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconCirclesRelation,
  IconEye,
  IconTopologyStar3,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'

import { actWords } from './act-words.ts'
import { AddBox } from './add-box.tsx'
import css from './chart.module.css'
import { hiddenIds } from './graph-model.ts'
import type { ChartView } from './graph-url.ts'
import { useUndoKeys } from './use-undo-keys.ts'
import type { ChartDesk } from './use-chart.ts'

/** What is done to the chart as a whole. */
export function ChartToolbar({ desk }: { readonly desk: ChartDesk }) {
  const { t } = useLingui()
  return (
    <div className={css['tools']} role="group" aria-label={t`Chart tools`} data-no-print>
      <AddBox add={desk.add} />
      <Steps desk={desk} />
      <Button
        variant="default"
        leftSection={<IconTopologyStar3 size={16} aria-hidden />}
        loading={desk.isArranging}
        onClick={desk.arrange}
      >
        <Trans>Arrange</Trans>
      </Button>
      <ByCommunity desk={desk} />
      <Hidden desk={desk} />
      <SegmentedControl
        className={css['spread'] ?? ''}
        aria-label={t`Show as`}
        value={desk.url.view ?? 'chart'}
        onChange={(view) => desk.setView(view as ChartView)}
        data={[
          { value: 'chart', label: t`Chart` },
          { value: 'table', label: t`Table` },
        ]}
      />
    </div>
  )
}

function Steps({ desk }: { readonly desk: ChartDesk }) {
  const { t } = useLingui()
  const { done, undone } = desk.state
  const [last, next] = [done.at(-1), undone.at(-1)]
  useUndoKeys(desk)
  return (
    <Group gap={4} wrap="nowrap">
      <Step
        label={last ? t`Undo: ${t(actWords[last.act])} (Ctrl Z)` : t`Nothing to undo`}
        isOn={last !== undefined}
        press={desk.undo}
      >
        <IconArrowBackUp size={18} aria-hidden />
      </Step>
      <Step
        label={next ? t`Redo: ${t(actWords[next.act])} (Ctrl Shift Z)` : t`Nothing to redo`}
        isOn={next !== undefined}
        press={desk.redo}
      >
        <IconArrowForwardUp size={18} aria-hidden />
      </Step>
    </Group>
  )
}

interface StepProps {
  readonly label: string
  readonly isOn: boolean
  readonly press: () => void
  readonly children: ReactNode
}

/** Stays in the tab order while there is nothing to do, so that the focus is not lost by the last undo. */
function Step({ label, isOn, press, children }: StepProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="default"
        size={36}
        aria-label={label}
        aria-disabled={!isOn}
        {...(isOn ? {} : { 'data-disabled': true })}
        onClick={() => {
          if (isOn) press()
        }}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  )
}

/** What the colours of the chart say; the table has none. */
function ByCommunity({ desk }: { readonly desk: ChartDesk }) {
  const isOn = desk.url.colour === 'community'
  if (desk.url.view === 'table') return null
  return (
    <Button
      variant={isOn ? 'filled' : 'default'}
      leftSection={<IconCirclesRelation size={16} aria-hidden />}
      aria-pressed={isOn}
      onClick={() => desk.setColour(isOn ? undefined : 'community')}
    >
      <Trans>Colour by community</Trans>
    </Button>
  )
}

/** Whenever something is hidden this says so: a chart that leaves out in silence misleads. */
function Hidden({ desk }: { readonly desk: ChartDesk }) {
  const hidden = hiddenIds(desk.chart)
  if (hidden.length === 0) return null
  return (
    <Button
      variant="light"
      leftSection={<IconEye size={16} aria-hidden />}
      onClick={() => desk.act({ do: 'show', ids: hidden })}
    >
      <Trans>{hidden.length} hidden: show</Trans>
    </Button>
  )
}
