import { useLingui } from '@lingui/react/macro'
import { kinds } from '@shield/core'
import { useState } from 'react'
import type { KeyboardEvent } from 'react'

import { useLanguage } from '../../language/use-language.ts'
import type { ChartControls } from '../../views/link-chart/link-chart.tsx'
import { moreOf } from './bundles.ts'
import { useExpansionLimit } from './expansion-limit.ts'
import { neighboursOf, shownNodes } from './graph-model.ts'
import { nearest } from './nearest.ts'
import type { Direction } from './nearest.ts'
import type { ChartDesk } from './use-chart.ts'

const arrows: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
}
const steps: Record<Direction, readonly [number, number]> = {
  left: [-1, 0],
  right: [1, 0],
  up: [0, -1],
  down: [0, 1],
}
const stepLength = 40

interface StageKeys {
  readonly desk: ChartDesk
  readonly controls: { readonly current: ChartControls | null }
  readonly enter: () => void
}

/** The chart by keyboard: where the arrows stand, and what the keys do while the chart has the focus. */
export function useStageKeys({ desk, controls, enter }: StageKeys) {
  const { t } = useLingui()
  const tell = useTell(desk)
  const [limit] = useExpansionLimit()
  const [held, setHeld] = useState<string>()
  const { chosen } = desk.url
  const nodes = shownNodes(desk.chart)
  const spots = nodes.map((node) => ({ ...node, id: node.data.id }))
  const cursor = [chosen, held].find((id) => spots.some((spot) => spot.id === id))
  const stand = (id: string): void => {
    setHeld(id)
    tell(id)
    controls.current?.reveal(id)
    // With the details open they follow the arrows.
    if (chosen !== undefined) desk.choose(id)
  }
  const arrow = (direction: Direction, isMove: boolean): void => {
    const here = spots.find((spot) => spot.id === cursor)
    if (!here) {
      const [first] = spots
      if (first) stand(first.id)
      return
    }
    if (isMove) {
      const [dx, dy] = steps[direction]
      const spot = { x: here.x + dx * stepLength, y: here.y + dy * stepLength }
      desk.act({ do: 'move', spots: new Map([[here.id, spot]]) })
      return
    }
    const next = nearest(here, direction, spots)
    if (next) stand(next.id)
  }
  const expand = (id: string): void => {
    if (moreOf(desk.chart, id) === 0) desk.say(t`All its links are on the chart`)
    else if (desk.room < 1) desk.say(t`The chart is full: remove something first.`)
    else desk.expand({ of: id, limit: Math.min(limit, desk.room) })
  }
  const acts: Readonly<Record<string, () => void>> = {
    '+': () => controls.current?.zoom(1.4),
    '=': () => controls.current?.zoom(1.4),
    '-': () => controls.current?.zoom(1 / 1.4),
    '0': () => controls.current?.fit(),
    Escape: () => desk.choose(undefined),
    ...(cursor === undefined
      ? {}
      : {
          Enter: () => {
            desk.choose(cursor)
            enter()
          },
          KeyE: () => expand(cursor),
          KeyH: () => desk.act({ do: 'hide', ids: [cursor] }),
          KeyP: () =>
            desk.act({ do: desk.chart.nodes.get(cursor)?.isPinned ? 'unpin' : 'pin', ids: [cursor] }),
        }),
  }
  return {
    cursor: held === undefined && chosen === undefined ? undefined : cursor,
    begin: () => {
      if (cursor !== undefined) tell(cursor)
    },
    press: (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      const direction = arrows[event.key]
      const doing = direction ? () => arrow(direction, event.shiftKey) : (acts[event.key] ?? acts[event.code])
      if (!doing) return
      event.preventDefault()
      doing()
    },
  }
}

/** Says where the arrows stand: what it is, how it is linked here, and how much more there is. */
function useTell(desk: ChartDesk): (id: string) => void {
  const { t } = useLingui()
  const { say } = useLanguage()
  return (id) => {
    const node = desk.chart.nodes.get(id)?.data
    if (!node) return
    const kind = say(kinds[node.kind].label)
    const [near, more] = [neighboursOf(desk.chart, id).length, moreOf(desk.chart, id)]
    desk.say(t`${kind} ${node.caption}: linked with ${near} on the chart, ${more} more links`)
  }
}
