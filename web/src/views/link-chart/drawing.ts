import Graph from 'graphology'
import Sigma from 'sigma'
import { EdgeRectangleProgram, createEdgeArrowProgram, createEdgeDoubleArrowProgram } from 'sigma/rendering'
import type { SigmaNodeEventPayload, SigmaStageEventPayload } from 'sigma/types'

import type { Drawn, DrawnLink, DrawnNode } from './drawn.ts'
import { pageFace } from './faces.ts'
import { linkAt } from './link-at.ts'
import { drawCaption, drawChosen, drawLinkLabel, drawMark } from './marks.ts'
import type { Brush, Mark } from './marks.ts'
import { cameraOf, field, fitting, onChart, revealing, viewOf, widened, zoomOf, zoomed } from './view.ts'
import type { Size, View } from './view.ts'

export interface DrawingEvents {
  readonly choose: (id: string | undefined) => void
  readonly move: (id: string, spot: { readonly x: number; readonly y: number }) => void
}

/** A running canvas. */
export interface Drawing {
  show(drawn: Drawn): void
  fit(): void
  zoom(by: number): void
  reveal(id: string): void
  stop(): void
}

const labelsFrom = 1.15
const half = field / 2
/** Long and wide enough to be seen on a line of one and a half pixels. */
const heads = { lengthToThicknessRatio: 7, widenessToThicknessRatio: 5 }
const types = { none: 'line', one: 'arrow', both: 'doubleArrow' } as const

/** Puts sigma into a container. Throws where the browser has no WebGL. */
export function startDrawing(container: HTMLElement, events: DrawingEvents): Drawing {
  const graph = new Graph({ multi: true })
  let drawn: Drawn | undefined
  let nodes = new Map<string, DrawnNode>()
  let links = new Map<string, DrawnLink>()
  let hovered: string | undefined
  let labelled: { readonly x: number; readonly y: number }[] = []
  const sigma = new Sigma(graph, container, {
    allowInvalidContainer: true,
    autoRescale: true,
    stagePadding: 0,
    zIndex: true,
    labelDensity: 3,
    labelGridCellSize: 110,
    labelRenderedSizeThreshold: 0,
    renderEdgeLabels: true,
    enableEdgeEvents: false,
    hideEdgesOnMove: false,
    minCameraRatio: 0.02,
    maxCameraRatio: 40,
    doubleClickZoomingRatio: 1,
    zoomToSizeRatioFunction: (ratio) => 1 / shrinking(zoomOf(ratio, sizeOf(container))),
    edgeProgramClasses: {
      line: EdgeRectangleProgram,
      arrow: createEdgeArrowProgram(heads),
      doubleArrow: createEdgeDoubleArrowProgram(heads),
    },
    // The label grid chooses which captions fit; this file writes them.
    defaultDrawNodeLabel: (context, data) => {
      const node = nodes.get(String(data['key']))
      if (node && node.id !== hovered)
        drawCaption(brushOn(context), { node, x: data.x, y: data.y, radius: data.size }, false)
    },
    defaultDrawNodeHover: () => undefined,
    defaultDrawEdgeLabel: (context, data, from, to) => {
      if (!data.label || !(data['forceLabel'] === true || view().zoom >= labelsFrom)) return
      const [x, y] = [(from.x + to.x) / 2, (from.y + to.y) / 2]
      // Words on top of words are none: the first stays.
      if (labelled.some((spot) => Math.abs(spot.x - x) < 60 && Math.abs(spot.y - y) < 14)) return
      labelled.push({ x, y })
      const end = (one: typeof from) => ({ x: one.x, y: one.y, radius: one.size })
      drawLinkLabel(brushOn(context), { text: data.label, from: end(from), to: end(to) })
    },
  })
  // A box that never changes: what is added must not shift what stands there.
  sigma.setCustomBBox({ x: [-half, half], y: [-half, half] })
  // On top of all; a press goes through it.
  sigma.createCanvasContext('marks', { style: { pointerEvents: 'none' } })
  sigma.resize(true)
  let size = sizeOf(container)
  let held: View = viewOf(sigma.getCamera().getState(), size)

  const brushOn = (context: CanvasRenderingContext2D): Brush => ({
    context,
    ink: drawn?.ink ?? { ground: '#fff', text: '#000', link: '#000', icon: '#fff', chosen: '#00f' },
    face: pageFace(),
  })
  const view = (): View => viewOf(sigma.getCamera().getState(), size)
  const look = (next: View): void => {
    const camera = cameraOf(next, size)
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches
    if (still) sigma.getCamera().setState(camera)
    else void sigma.getCamera().animate(camera, { duration: 220 })
  }
  const markOf = (id: string | undefined): Mark | undefined => {
    const node = id === undefined ? undefined : nodes.get(id)
    const data = node ? sigma.getNodeDisplayData(node.id) : undefined
    if (!node || !data) return undefined
    return { node, ...sigma.framedGraphToViewport(data), radius: sigma.scaleSize(data.size) }
  }

  sigma.on('beforeRender', () => {
    labelled = []
  })
  sigma.on('afterRender', () => {
    // While the container is being resized the view held before counts, not what sigma made of it.
    if (sigma.getDimensions().width === size.width && sigma.getDimensions().height === size.height)
      held = view()
    const canvas = sigma.getCanvases()['marks']
    const context = canvas?.getContext('2d')
    if (!canvas || !context || !drawn) return
    context.clearRect(0, 0, canvas.width, canvas.height)
    const brush = brushOn(context)
    for (const id of nodes.keys()) {
      const mark = markOf(id)
      if (mark && isNear(mark, size)) drawMark(brush, mark)
    }
    const [chosen, cursor, under] = [markOf(drawn.chosen), markOf(drawn.cursor), markOf(hovered)]
    if (chosen) drawChosen(brush, chosen, false)
    if (cursor && cursor.node.id !== chosen?.node.id) drawChosen(brush, cursor, true)
    if (under) drawCaption(brush, under, true)
  })

  const observer = new ResizeObserver(() => {
    const next = sizeOf(container)
    if (next.width === size.width && next.height === size.height) return
    const isFirst = size.width <= 1
    size = next
    sigma.resize()
    // What stood at a place of the screen stays there when the details open beside it.
    if (isFirst) sigma.getCamera().setState(cameraOf(fitting([...nodes.values()], size), size))
    else sigma.getCamera().setState(cameraOf(held, size))
    held = view()
    sigma.scheduleRender()
    const chosen = drawn?.chosen === undefined ? undefined : nodes.get(drawn.chosen)
    if (chosen) look(revealing(view(), chosen, size))
  })
  observer.observe(container)

  listen({
    sigma,
    graph,
    events,
    view,
    hover: (id) => {
      hovered = id
      container.style.cursor = id === undefined ? '' : 'pointer'
      sigma.scheduleRender()
    },
    linkUnder: (point) => linkAt(point, [...links.values()], (id) => markOf(id)),
  })

  return {
    show: (next) => {
      // Another chart altogether is looked at as a whole.
      const isFirst = next.nodes.every((node) => !nodes.has(node.id))
      const fresh = next.nodes.filter((node) => !nodes.has(node.id))
      nodes = new Map(next.nodes.map((node) => [node.id, node]))
      links = new Map(next.links.map((link) => [link.id, link]))
      if (hovered !== undefined && !nodes.has(hovered)) hovered = undefined
      const wasChosen = drawn?.chosen
      drawn = next
      mirror(graph, next)
      sigma.refresh()
      if (isFirst) sigma.getCamera().setState(cameraOf(fitting(next.nodes, size), size))
      else if (fresh.length > 0) look(widened(view(), { shown: next.nodes, fresh }, size))
      const chosen = next.chosen === wasChosen ? undefined : nodes.get(next.chosen ?? '')
      if (chosen && !isFirst && fresh.length === 0) look(revealing(view(), chosen, size))
    },
    fit: () => look(fitting([...nodes.values()], size)),
    zoom: (by) => look(zoomed(view(), by, size)),
    reveal: (id) => {
      const node = nodes.get(id)
      if (node) look(revealing(view(), node, size))
    },
    stop: () => {
      observer.disconnect()
      sigma.kill()
    },
  }
}

interface Listening {
  readonly sigma: Sigma
  readonly graph: Graph
  readonly events: DrawingEvents
  readonly view: () => View
  readonly hover: (id: string | undefined) => void
  readonly linkUnder: (point: { readonly x: number; readonly y: number }) => string | undefined
}

/** Pressing chooses, dragging a node moves it, dragging the ground pans. */
function listen({ sigma, graph, events, view, hover, linkUnder }: Listening): void {
  let dragged: { readonly id: string; readonly from: { x: number; y: number }; isMoved: boolean } | undefined
  let isClickSpent = false
  const down = ({ node, event }: SigmaNodeEventPayload): void => {
    isClickSpent = false
    dragged = { id: node, from: { x: event.x, y: event.y }, isMoved: false }
  }
  const move = ({ event }: SigmaStageEventPayload): void => {
    if (!dragged) return
    event.preventSigmaDefault()
    event.original.preventDefault()
    if (!dragged.isMoved && Math.hypot(event.x - dragged.from.x, event.y - dragged.from.y) < 5) return
    dragged.isMoved = true
    const { x, y } = onChart(event, view())
    graph.mergeNodeAttributes(dragged.id, { x, y: -y })
  }
  const up = (): void => {
    const ended = dragged
    dragged = undefined
    if (!ended?.isMoved) return
    isClickSpent = true
    events.move(ended.id, {
      x: Math.round(Number(graph.getNodeAttribute(ended.id, 'x'))),
      y: Math.round(-Number(graph.getNodeAttribute(ended.id, 'y'))),
    })
  }
  sigma.on('downNode', down)
  sigma.on('moveBody', move)
  sigma.on('upNode', up)
  sigma.on('upStage', up)
  sigma.on('leaveStage', up)
  sigma.on('clickNode', ({ node }) => {
    if (!isClickSpent) events.choose(node)
    isClickSpent = false
  })
  sigma.on('clickStage', ({ event }) => {
    if (!isClickSpent) events.choose(linkUnder(event))
    isClickSpent = false
  })
  sigma.on('doubleClickNode', (payload) => payload.preventSigmaDefault())
  sigma.on('enterNode', ({ node }) => hover(node))
  sigma.on('leaveNode', () => hover(undefined))
}

/** Brings sigma's graph to what is to be drawn. */
function mirror(graph: Graph, { nodes, links, chosen, cursor, ink }: Drawn): void {
  const kept = new Set(nodes.map((node) => node.id))
  const drawnLinks = new Set(links.map((link) => link.id))
  for (const id of graph.edges()) if (!drawnLinks.has(id)) graph.dropEdge(id)
  for (const id of graph.nodes()) if (!kept.has(id)) graph.dropNode(id)
  for (const node of nodes) {
    const isMarked = node.id === chosen || node.id === cursor
    graph.mergeNode(node.id, {
      x: node.x,
      y: -node.y,
      size: node.radius,
      color: node.fill,
      label: node.caption,
      forceLabel: isMarked || node.isPinned || node.isFresh,
      zIndex: isMarked ? 1 : 0,
    })
  }
  for (const link of links) {
    const isMarked = link.id === chosen || link.from === chosen || link.to === chosen
    const attributes = {
      size: isMarked ? link.width + 1 : link.width,
      color: isMarked ? ink.chosen : ink.link,
      label: link.label,
      forceLabel: isMarked,
      type: types[link.heads],
      zIndex: isMarked ? 1 : 0,
    }
    // A line that turned round has other ends.
    if (graph.hasEdge(link.id) && graph.source(link.id) !== link.from) graph.dropEdge(link.id)
    if (graph.hasEdge(link.id)) graph.mergeEdgeAttributes(link.id, attributes)
    else graph.addEdgeWithKey(link.id, link.from, link.to, attributes)
  }
}

/** Nodes grow and shrink less than the distances between them. */
function shrinking(zoom: number): number {
  return Math.min(1.5, Math.max(0.3, Math.sqrt(zoom)))
}

function sizeOf(container: HTMLElement): Size {
  return { width: Math.max(1, container.offsetWidth), height: Math.max(1, container.offsetHeight) }
}

function isNear({ x, y }: Mark, { width, height }: Size): boolean {
  return x > -40 && y > -40 && x < width + 40 && y < height + 40
}
