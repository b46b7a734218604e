import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import type { ReactNode } from 'react'

import { useSession } from '../../api/session.ts'
import { useLanguage } from '../../language/use-language.ts'
import { Status } from '../../shell/status-line.tsx'
import { ExportButton } from '../../ui/export-button.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Fault, Loaded, NoRights } from '../../ui/states.tsx'
import { ChartStage } from './chart-stage.tsx'
import { ChartStart } from './chart-start.tsx'
import { ChartTable } from './chart-table.tsx'
import { ChartToolbar } from './chart-toolbar.tsx'
import css from './chart.module.css'
import { ChosenPanel } from './chosen-panel.tsx'
import { ExportDialog } from './export-dialog.tsx'
import { shownEdges, shownNodes } from './graph-model.ts'
import type { ChartState } from './graph-model.ts'
import { idsOf } from './graph-url.ts'
import { chartQuery } from './queries.ts'
import { useChart } from './use-chart.ts'
import type { ChartDesk } from './use-chart.ts'

/** People, phones, accounts and places as a picture of what links them, grown step by step; the same as tables. */
export function GraphScreen() {
  const { from } = useSearch({ from: '/shell/chart' })
  const chart = useQuery(chartQuery(idsOf(from)))
  return <Loaded of={chart}>{(state) => <Desk state={state} />}</Loaded>
}

function Desk({ state }: { readonly state: ChartState }) {
  const { t } = useLingui()
  const { can, purpose } = useSession()
  const url = useSearch({ from: '/shell/chart' })
  const desk = useChart(url, state)
  const isEmpty = state.chart.nodes.size === 0 && state.done.length + state.undone.length === 0
  const barred = isEmpty ? barredBy(can, purpose) : undefined
  return (
    <div className={css['desk']}>
      <PageHead title={t`Link chart`} actions={isEmpty ? undefined : <Export desk={desk} />} />
      {barred ?? (
        <div>
          <ChartToolbar desk={desk} isEmpty={isEmpty} />
          {desk.error && desk.url.chosen === undefined ? <Fault error={desk.error} /> : null}
        </div>
      )}
      {isEmpty ? barred === undefined ? <ChartStart /> : null : <Content desk={desk} />}
      <div role="status" aria-live="polite" className="hidden-text">
        {desk.said}
      </div>
    </div>
  )
}

/** Why nobody can begin a chart here; a chart that stands says its faults by each act. */
function barredBy(can: readonly string[], purpose: string | undefined): ReactNode {
  if (!can.includes('graph.expand')) return <NoRights />
  return purpose === undefined ? <Fault error={{ code: 'purpose-missing' }} /> : undefined
}

function Content({ desk }: { readonly desk: ChartDesk }) {
  const panel = useRef<HTMLDivElement>(null)
  const close = (): void => {
    desk.choose(undefined)
    document.getElementById('link-chart')?.focus()
  }
  // The details are there one moment after something was chosen.
  const enter = (): void => void setTimeout(() => panel.current?.focus(), 60)
  return (
    <>
      {desk.url.view === 'table' ? <ChartTable desk={desk} /> : <ChartStage desk={desk} enter={enter} />}
      <ChosenPanel desk={desk} ref={panel} close={close} />
      <Counts desk={desk} />
    </>
  )
}

function Export({ desk }: { readonly desk: ChartDesk }) {
  const { t } = useLingui()
  const [isOpen, setOpen] = useState(false)
  const shown = shownNodes(desk.chart).map((node) => node.data.id)
  return (
    <>
      {shown.length === 0 ? null : (
        <ExportButton
          of={{ entities: shown }}
          label={t`Export the data…`}
          title={t`Export what stands on the chart?`}
        />
      )}
      <Button
        variant="default"
        leftSection={<IconDownload size={16} aria-hidden />}
        disabled={shown.length === 0}
        onClick={() => setOpen(true)}
      >
        <Trans>Export a picture…</Trans>
      </Button>
      <ExportDialog desk={desk} opened={isOpen} close={() => setOpen(false)} />
    </>
  )
}

function Counts({ desk }: { readonly desk: ChartDesk }) {
  const { number } = useLanguage()
  const [things, links] = [shownNodes(desk.chart).length, shownEdges(desk.chart).length]
  const hidden = desk.chart.nodes.size - things
  return (
    <Status>
      <span>
        <Trans>
          Things: {number(things)}, links: {number(links)}
        </Trans>
      </span>
      {hidden > 0 ? (
        <span>
          <Trans>{number(hidden)} hidden</Trans>
        </span>
      ) : null}
      <span className={css['narrow']}>{desk.said}</span>
    </Status>
  )
}
