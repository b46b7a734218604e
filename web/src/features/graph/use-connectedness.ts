import { useMemo } from 'react'

import { communitiesFrom } from './communities.ts'
import type { Communities } from './communities.ts'
import { importanceOf, separateGroups } from './connectedness.ts'
import type { Importance } from './connectedness.ts'
import type { ChartDesk } from './use-chart.ts'

/** How well connected each shown thing is, once that is asked for. */
export function useImportance({ chart, url }: ChartDesk): ReadonlyMap<string, Importance> | undefined {
  const isOn = url.by === 'importance'
  return useMemo(() => (isOn ? importanceOf(chart) : undefined), [chart, isOn])
}

/** The separate groups of what is shown, numbered, the largest first. */
export function useGroups({ chart }: ChartDesk, isOn: boolean): Communities | undefined {
  return useMemo(() => (isOn ? communitiesFrom(separateGroups(chart)) : undefined), [chart, isOn])
}
