import type Graph from 'graphology'
import type Sigma from 'sigma'
import type { SigmaNodeEventPayload, SigmaStageEventPayload } from 'sigma/types'

import { onChart } from './view.ts'
import type { View } from './view.ts'

interface Point {
  readonly x: number
  readonly y: number
}

export interface DrawingEvents {
  readonly choose: (id: string | undefined) => void
  readonly move: (id: string, spot: Point) => void
}

interface Listening {
  readonly sigma: Sigma
  readonly graph: Graph
  readonly events: DrawingEvents
  readonly view: () => View
  readonly hover: (id: string | undefined) => void
  readonly linkUnder: (point: Point) => string | undefined
}

interface Dragged {
  readonly id: string
  readonly from: Point
  /** Where the node was on the drawing. */
  readonly stood: { readonly x: unknown; readonly y: unknown }
  isMoved: boolean
}

/** Less than a hand trembles. */
const least = 5

const fingers = (original: MouseEvent | TouchEvent): number =>
  'touches' in original ? original.touches.length : 1

/** Pressing chooses, dragging a node moves it, dragging the ground pans, two fingers zoom. */
export function listen({ sigma, graph, events, view, hover, linkUnder }: Listening): void {
  let dragged: Dragged | undefined
  let isClickSpent = false
  const down = ({ node, event }: SigmaNodeEventPayload): void => {
    isClickSpent = false
    const { x, y } = graph.getNodeAttributes(node)
    dragged = { id: node, from: { x: event.x, y: event.y }, stood: { x, y }, isMoved: false }
  }
  const move = ({ event }: SigmaStageEventPayload): void => {
    if (!dragged) return
    // A second finger makes it a zoom: what the first has moved meanwhile goes back.
    if (fingers(event.original) > 1) {
      graph.mergeNodeAttributes(dragged.id, dragged.stood)
      dragged = undefined
      return
    }
    event.preventSigmaDefault()
    event.original.preventDefault()
    if (!dragged.isMoved && Math.hypot(event.x - dragged.from.x, event.y - dragged.from.y) < least) return
    dragged.isMoved = true
    const { x, y } = onChart(event, view())
    graph.mergeNodeAttributes(dragged.id, { x, y: -y })
  }
  const up = (): void => {
    const ended = dragged
    dragged = undefined
    if (!ended?.isMoved || !graph.hasNode(ended.id)) return
    isClickSpent = true
    events.move(ended.id, {
      x: Math.round(Number(graph.getNodeAttribute(ended.id, 'x'))),
      y: Math.round(-Number(graph.getNodeAttribute(ended.id, 'y'))),
    })
  }
  const click = (id: string | undefined): void => {
    if (!isClickSpent) events.choose(id)
    isClickSpent = false
  }
  sigma.on('downNode', down)
  // A finger that dragged makes no click that could spend it; the next press is a new one.
  sigma.on('downStage', () => {
    isClickSpent = false
  })
  sigma.on('moveBody', move)
  sigma.on('upNode', up)
  sigma.on('upStage', up)
  sigma.on('leaveStage', up)
  sigma.on('clickNode', ({ node }) => click(node))
  sigma.on('clickStage', ({ event }) => click(linkUnder(event)))
  sigma.on('doubleClickNode', (payload) => payload.preventSigmaDefault())
  sigma.on('enterNode', ({ node }) => hover(node))
  sigma.on('leaveNode', () => hover(undefined))
}
