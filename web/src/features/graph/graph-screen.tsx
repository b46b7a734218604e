import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useRef, useState } from 'react'

import { useLanguage } from '../../language/use-language.ts'
import { Status } from '../../shell/status-line.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Fault, Loaded } from '../../ui/states.tsx'
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
  const url = useSearch({ from: '/shell/chart' })
  const desk = useChart(url, state)
  const isEmpty = state.chart.nodes.size === 0 && state.done.length + state.undone.length === 0
  return (
    <>
      {isEmpty ? <EmptyDesk desk={desk} /> : <FullDesk desk={desk} />}
      <div role="status" aria-live="polite" className="hidden-text">
        {desk.said}
      </div>
    </>
  )
}

function EmptyDesk({ desk }: { readonly desk: ChartDesk }) {
  const { t } = useLingui()
  return (
    <>
      <PageHead title={t`Link chart`} />
      <ChartStart desk={desk} />
    </>
  )
}

function FullDesk({ desk }: { readonly desk: ChartDesk }) {
  const { t } = useLingui()
  const [isExporting, setExporting] = useState(false)
  const panel = useRef<HTMLDivElement>(null)
  const isTable = desk.url.view === 'table'
  const close = (): void => {
    desk.choose(undefined)
    document.getElementById('link-chart')?.focus()
  }
  // The details are there one moment after something was chosen.
  const enter = (): void => void setTimeout(() => panel.current?.focus(), 60)
  return (
    <div className={css['desk']}>
      <PageHead
        title={t`Link chart`}
        actions={
          <Button
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
            disabled={shownNodes(desk.chart).length === 0}
            onClick={() => setExporting(true)}
          >
            <Trans>Export…</Trans>
          </Button>
        }
      />
      <div>
        <ChartToolbar desk={desk} />
        {desk.error && desk.url.chosen === undefined ? <Fault error={desk.error} /> : null}
      </div>
      {isTable ? <ChartTable desk={desk} /> : <ChartStage desk={desk} enter={enter} />}
      <ChosenPanel desk={desk} ref={panel} close={close} />
      <ExportDialog desk={desk} opened={isExporting} close={() => setExporting(false)} />
      <Counts desk={desk} />
    </div>
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
