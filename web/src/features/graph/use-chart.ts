import { useLingui } from '@lingui/react/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'

import { arrange } from './arrange.ts'
import { act, emptyChart, hasRoomFor, redo, roomOn, undo } from './graph-model.ts'
import type { Act, Chart, ChartState } from './graph-model.ts'
import { fromText, idsOf } from './graph-url.ts'
import type { ChartUrl } from './graph-url.ts'
import { addOne, chartQuery, expand } from './queries.ts'
import type { Expansion } from './queries.ts'

/** What was brought last: marked as new for a while, and how many the limit left out. */
interface Brought {
  readonly ids: ReadonlySet<string>
  readonly of: string | undefined
  readonly left: number
}

export interface ChartDesk {
  readonly state: ChartState
  readonly chart: Chart
  readonly url: ChartUrl
  readonly choose: (id: string | undefined) => void
  readonly setView: (view: ChartUrl['view']) => void
  readonly setColour: (colour: ChartUrl['colour']) => void
  readonly setBy: (by: ChartUrl['by']) => void
  readonly act: (doing: Act) => void
  readonly undo: () => void
  readonly redo: () => void
  readonly add: (id: string) => void
  readonly expand: (expansion: Expansion) => void
  readonly arrange: () => void
  /** Of the last look for more; shown where it was asked. */
  readonly error: unknown
  readonly isBusy: boolean
  readonly isArranging: boolean
  readonly fresh: ReadonlySet<string>
  readonly brought: Brought | undefined
  /** The last news in words, for the live region. */
  readonly said: string
  readonly say: (text: string) => void
  /** How many more the chart takes. */
  readonly room: number
}

const freshFor = 6_000

/** The chart on the desk: what stands there, and every act a person can do to it. */
export function useChart(url: ChartUrl, state: ChartState): ChartDesk {
  const navigate = useNavigate({ from: '/chart' })
  const [said, say] = useState('')
  const kept = useKept(chartQuery(idsOf(url.from)).queryKey)
  const growing = useGrowing({ url, kept, say })
  const arranging = useMutation({
    mutationFn: () => arrange(kept.read().chart),
    onSuccess: (spots) => kept.write(act(kept.read(), { do: 'arrange', spots })),
  })
  return {
    state,
    chart: state.chart,
    url,
    choose: (id) => {
      const { chosen: _, ...rest } = url
      void navigate({ search: id === undefined ? rest : { ...rest, chosen: id }, replace: true })
    },
    setView: (view) => void navigate({ search: { ...url, ...(view === undefined ? {} : { view }) } }),
    setColour: (colour) => {
      const { colour: _, ...rest } = url
      void navigate({ search: colour === undefined ? rest : { ...rest, colour }, replace: true })
    },
    setBy: (by) => {
      const { by: _, ...rest } = url
      void navigate({ search: by === undefined ? rest : { ...rest, by }, replace: true })
    },
    act: (doing) => kept.write(act(kept.read(), doing)),
    undo: () => kept.write(undo(kept.read())),
    redo: () => kept.write(redo(kept.read())),
    arrange: () => arranging.mutate(),
    isArranging: arranging.isPending,
    said,
    say,
    room: roomOn(state.chart),
    ...growing,
  }
}

interface Kept {
  readonly read: () => ChartState
  readonly write: (state: ChartState) => void
}

/** Reads and writes the newest state, whatever was on the screen when an answer was asked for. */
function useKept(key: ReturnType<typeof chartQuery>['queryKey']): Kept {
  const queries = useQueryClient()
  return {
    read: () => queries.getQueryData(key) ?? emptyChart,
    write: (state) => void queries.setQueryData(key, state),
  }
}

interface Growing {
  readonly url: ChartUrl
  readonly kept: Kept
  readonly say: (text: string) => void
}

/** The two ways a chart grows: one more by name, or the neighbours of one that stands there. */
function useGrowing({ url, kept, say }: Growing) {
  const { t } = useLingui()
  const queries = useQueryClient()
  const navigate = useNavigate({ from: '/chart' })
  const [brought, setBrought] = useState<Brought>()
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set())
  useEffect(() => {
    setFresh(brought?.ids ?? new Set())
    const timer = setTimeout(() => setFresh(new Set()), freshFor)
    return () => clearTimeout(timer)
  }, [brought])
  const adding = useMutation({
    mutationFn: (id: string) => addOne(kept.read().chart, id),
    onSuccess: (reply) => {
      const before = kept.read()
      const [first] = reply.nodes
      if (!first) return
      const isKnown = before.chart.nodes.has(first.id)
      const from = isKnown ? idsOf(url.from) : [...idsOf(url.from), first.id]
      const next = act(act(before, { do: 'add', reply }), { do: 'show', ids: [first.id] })
      queries.setQueryData(chartQuery(idsOf(fromText(from))).queryKey, next)
      say(isKnown ? t`${first.caption} is on the chart already` : t`${first.caption} added`)
      setBrought({ ids: isKnown ? new Set() : new Set([first.id]), of: undefined, left: 0 })
      const start = fromText(from)
      void navigate({
        search: { ...url, ...(start === undefined ? {} : { from: start }), chosen: first.id },
        replace: before.chart.nodes.size > 0,
      })
    },
  })
  const expanding = useMutation({
    mutationFn: (expansion: Expansion) => expand(kept.read().chart, expansion),
    onSuccess: (reply, { of }) => {
      const before = kept.read()
      kept.write(act(before, { do: 'expand', of, reply }))
      const ids = reply.nodes.map((node) => node.id).filter((id) => !before.chart.nodes.has(id))
      setBrought({ ids: new Set(ids), of, left: reply.left })
      const [count, left] = [ids.length, reply.left]
      say(left > 0 ? t`${count} added, ${left} left out by the limit` : t`${count} added`)
    },
  })
  return {
    add: (id: string) => {
      expanding.reset()
      if (hasRoomFor(kept.read().chart, id)) adding.mutate(id)
      else say(t`The chart is full: remove something first.`)
    },
    expand: (expansion: Expansion) => {
      adding.reset()
      expanding.mutate(expansion)
    },
    error: adding.error ?? expanding.error,
    isBusy: adding.isPending || expanding.isPending,
    fresh,
    brought,
  }
}
