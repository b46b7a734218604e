import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Button, Group, NativeSelect, SegmentedControl, Tooltip } from '@mantine/core'
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconEye,
  IconTopologyStar3,
  IconTopologyStarRing,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'

import { useSession } from '../../api/session.ts'
import { ReleaseLink } from '../../ui/release-link.tsx'
import { AskMenu } from '../../ui/ask-menu.tsx'
import { oneOf } from '../../ui/url.ts'
import { actWords } from './act-words.ts'
import { AddBox } from './add-box.tsx'
import css from './chart.module.css'
import { hiddenIds, shownNodes } from './graph-model.ts'
import { chartColours } from './graph-url.ts'
import type { ChartView } from './graph-url.ts'
import { useUndoKeys } from './use-undo-keys.ts'
import type { ChartDesk } from './use-chart.ts'

interface ChartToolbarProps {
  readonly desk: ChartDesk
  /** Nothing stands on it and nothing ever did: the box alone. */
  readonly isEmpty: boolean
}

/** What is done to the chart as a whole. One box from the empty chart on: what is written while the first thing comes stays. */
export function ChartToolbar({ desk, isEmpty }: ChartToolbarProps) {
  const { t } = useLingui()
  return (
    <div className={css['tools']} role="group" aria-label={t`Chart tools`} data-no-print>
      <AddBox add={desk.add} />
      {isEmpty ? null : <Tools desk={desk} />}
    </div>
  )
}

function Tools({ desk }: { readonly desk: ChartDesk }) {
  const { t } = useLingui()
  return (
    <>
      <Steps desk={desk} />
      <Button
        variant="default"
        leftSection={<IconTopologyStar3 size={16} aria-hidden />}
        loading={desk.isArranging}
        onClick={desk.arrange}
      >
        <Trans>Arrange</Trans>
      </Button>
      <Colours desk={desk} />
      <ByImportance desk={desk} />
      <Hidden desk={desk} />
      <Release desk={desk} />
      <AskMenu entities={shownNodes(desk.chart).map((node) => node.data.id)} />
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
    </>
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
function Colours({ desk }: { readonly desk: ChartDesk }) {
  const { t } = useLingui()
  if (desk.url.view === 'table') return null
  return (
    <NativeSelect
      aria-label={t`Colours of the chart`}
      value={desk.url.colour ?? ''}
      onChange={(event) => desk.setColour(oneOf(event.currentTarget.value, chartColours))}
      data={[
        { value: '', label: t`Colour by kind` },
        { value: 'community', label: t`Colour by community` },
        { value: 'group', label: t`Colour separate groups` },
      ]}
    />
  )
}

/** One choice for both: the size of a thing in the picture, its place in the table. */
function ByImportance({ desk }: { readonly desk: ChartDesk }) {
  const isOn = desk.url.by === 'importance'
  return (
    <Button
      variant={isOn ? 'filled' : 'default'}
      leftSection={<IconTopologyStarRing size={16} aria-hidden />}
      aria-pressed={isOn}
      onClick={() => desk.setBy(isOn ? undefined : 'importance')}
    >
      {desk.url.view === 'table' ? <Trans>Order by importance</Trans> : <Trans>Size by importance</Trans>}
    </Button>
  )
}

/** Hands over what stands on the chart: each thing and each link is decided on before it goes. */
function Release({ desk }: { readonly desk: ChartDesk }) {
  const { can } = useSession()
  const ids = shownNodes(desk.chart).map((one) => one.data.id)
  if (!can.includes('exchange.release') || ids.length === 0) return null
  return <ReleaseLink ids={ids} />
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
