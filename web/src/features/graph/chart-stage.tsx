import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Alert, Button, Stack, Tooltip, useComputedColorScheme } from '@mantine/core'
import { IconFocusCentered, IconMinus, IconPlus } from '@tabler/icons-react'
import { lazy, Suspense, useMemo, useRef, useState } from 'react'
import type { ReactNode } from 'react'

import { useLanguage } from '../../language/use-language.ts'
import type { Ink } from '../../views/link-chart/drawn.ts'
import type { ChartControls } from '../../views/link-chart/link-chart.tsx'
import { ChartLegend, kindsOn } from './chart-legend.tsx'
import css from './chart.module.css'
import { drawnOf } from './drawn-of.ts'
import { mostNodes } from './graph-model.ts'
import { fillOf } from './communities.ts'
import type { Communities } from './communities.ts'
import { CommunityLegend, GroupLegend } from './community-legend.tsx'
import type { Importance } from './connectedness.ts'
import { ImportanceNote } from './importance-note.tsx'
import { iconInk, kindFill } from './kind-colour.ts'
import type { Scheme } from './kind-colour.ts'
import type { ChartDesk } from './use-chart.ts'
import { useCommunities } from './use-communities.ts'
import { useGroups, useImportance } from './use-connectedness.ts'
import { useStageKeys } from './use-stage-keys.ts'
import { useStrokes } from './use-strokes.tsx'

const LinkChart = lazy(async () => ({
  default: (await import('../../views/link-chart/link-chart.tsx')).LinkChart,
}))

const inks: Record<Scheme, Ink> = {
  light: { ground: '#ffffff', text: '#1b1f24', link: '#8a939d', icon: iconInk.light, chosen: '#3b5bdb' },
  dark: { ground: '#1f2327', text: '#e6e8ea', link: '#7d8690', icon: iconInk.dark, chosen: '#91a7ff' },
}

interface ChartStageProps {
  readonly desk: ChartDesk
  /** Puts the keyboard's focus into the details. */
  readonly enter: () => void
}

/** The picture with its legend and its keys. */
export function ChartStage({ desk, enter }: ChartStageProps) {
  const { t } = useLingui()
  const controls = useRef<ChartControls>(null)
  const scheme = useComputedColorScheme('light')
  const [strokesElement, strokes] = useStrokes(kindsOn(desk.chart))
  const [hasFailed, setFailed] = useState(false)
  const keys = useStageKeys({ desk, controls, enter })
  const communities = useCommunities(desk)
  const groups = useGroups(desk, desk.url.colour === 'group')
  const coloured = communities.data ?? groups
  const importance = useImportance(desk)
  const drawn = useDrawn({ desk, scheme, strokes, coloured, importance, cursor: keys.cursor })
  const [things, links] = [drawn.nodes.length, drawn.links.length]
  if (hasFailed) return <NoPicture desk={desk} />
  return (
    <>
      <div className={css['stage']} style={{ background: drawn.ink.ground }}>
        {strokesElement}
        <div
          id="link-chart"
          className={css['focus']}
          role="img"
          tabIndex={0}
          aria-label={t`Link chart. Things: ${things}, lines between them: ${links}. The same is in the table: button Table. Arrow keys go from thing to thing, Enter opens the details, E expands, H hides, P pins, plus, minus and 0 zoom.`}
          onKeyDown={keys.press}
          onFocus={keys.begin}
        >
          <Suspense fallback={null}>
            <LinkChart
              ref={controls}
              drawn={drawn}
              on={{
                choose: desk.choose,
                move: (id, spot) => desk.act({ do: 'move', spots: new Map([[id, spot]]) }),
              }}
              failed={() => setFailed(true)}
            />
          </Suspense>
        </div>
        <Zoom controls={controls} />
        <Full desk={desk} />
      </div>
      {desk.url.colour === 'community' ? <CommunityLegend communities={communities} scheme={scheme} /> : null}
      {groups ? <GroupLegend groups={groups} scheme={scheme} /> : null}
      {importance ? <ImportanceNote /> : null}
      <ChartLegend
        byKind={coloured === undefined}
        chart={desk.chart}
        scheme={scheme}
        show={(ids) => desk.act({ do: 'show', ids })}
        hide={(ids) => desk.act({ do: 'hide', ids })}
      />
    </>
  )
}

interface Drawing {
  readonly desk: ChartDesk
  readonly scheme: Scheme
  readonly strokes: ReadonlyMap<string, readonly string[]>
  readonly coloured: Communities | undefined
  readonly importance: ReadonlyMap<string, Importance> | undefined
  readonly cursor: string | undefined
}

function useDrawn({ desk, scheme, strokes, coloured, importance, cursor }: Drawing) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const { chart, fresh } = desk
  const { chosen } = desk.url
  const parts = useMemo(
    () =>
      drawnOf(chart, {
        fill: ({ id, kind }) => (coloured ? fillOf(coloured, id, scheme) : kindFill(scheme, kind)),
        radius: importance && ((id) => radiusBy(importance.get(id))),
        strokes,
        fresh,
        say,
        several: (count) => t`${count} links`,
      }),
    [chart, scheme, strokes, coloured, importance, fresh, say, t],
  )
  return useMemo(() => ({ ...parts, chosen, cursor, ink: inks[scheme] }), [parts, chosen, cursor, scheme])
}

/** The area says it, as eyes compare areas; the least connected stays large enough for its icon. */
function radiusBy(importance: Importance | undefined): number {
  return 12 + 18 * Math.sqrt(importance?.share ?? 0)
}

function Zoom({ controls }: { readonly controls: { readonly current: ChartControls | null } }) {
  const { t } = useLingui()
  const button = (label: string, icon: ReactNode, press: () => void): ReactNode => (
    <Tooltip label={label} position="left">
      <ActionIcon variant="default" size={32} aria-label={label} onClick={press}>
        {icon}
      </ActionIcon>
    </Tooltip>
  )
  return (
    <div className={css['zoom']} data-no-print>
      {button(t`Nearer`, <IconPlus size={16} aria-hidden />, () => controls.current?.zoom(1.4))}
      {button(t`Farther`, <IconMinus size={16} aria-hidden />, () => controls.current?.zoom(1 / 1.4))}
      {button(t`Show all`, <IconFocusCentered size={16} aria-hidden />, () => controls.current?.fit())}
    </div>
  )
}

/** Nothing hidden behind a limit: says that the chart is full and how to go on. */
function Full({ desk }: { readonly desk: ChartDesk }) {
  const { number } = useLanguage()
  if (desk.room > 0) return null
  return (
    <div className={css['note']}>
      <Alert color="slate" variant="light">
        <Trans>
          The chart holds {number(mostNodes)} things, more than can be read. Remove what does not matter, or
          begin a new chart with the few that do.
        </Trans>
      </Alert>
    </div>
  )
}

function NoPicture({ desk }: { readonly desk: ChartDesk }) {
  return (
    <Alert color="slate" variant="light" title={<Trans>This browser cannot draw the chart</Trans>}>
      <Stack gap="sm" align="flex-start">
        <Trans>It has no WebGL. Everything on the chart is in the table, with the same acts.</Trans>
        <Button variant="default" onClick={() => desk.setView('table')}>
          <Trans>Show the table</Trans>
        </Button>
      </Stack>
    </Alert>
  )
}
