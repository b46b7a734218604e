import Graph from 'graphology'
import Sigma from 'sigma'
import { EdgeRectangleProgram, createEdgeArrowProgram, createEdgeDoubleArrowProgram } from 'sigma/rendering'

import { drawCaption, drawLinkLabel, forgetWidths } from './captions.ts'
import type { Drawn, DrawnNode } from './drawn.ts'
import { pageFace } from './faces.ts'
import { linkAt } from './link-at.ts'
import { listen } from './listen.ts'
import type { DrawingEvents } from './listen.ts'
import { drawChosen, drawMark, drawMore } from './marks.ts'
import type { Brush, Mark } from './marks.ts'
import { mirror } from './mirror.ts'
import { cameraOf, field, fitting, revealing, viewOf, widened, zoomOf, zoomed } from './view.ts'
import type { Size, View } from './view.ts'
import { boxAround, openRoom } from './words.ts'

/** A running canvas. */
export interface Drawing {
  show(drawn: Drawn): void
  fit(): void
  zoom(by: number): void
  reveal(id: string): void
  stop(): void
}

/** From this size on every link says what it is; below, only those of the chosen thing. */
const labelsFrom = 1.15
const nothing: Drawn = {
  nodes: [],
  links: [],
  chosen: undefined,
  cursor: undefined,
  ink: { ground: '#ffffff', text: '#000000', link: '#000000', icon: '#ffffff', chosen: '#000000' },
}

interface Scene {
  readonly sigma: Sigma
  drawn: Drawn
  nodes: ReadonlyMap<string, DrawnNode>
  hovered: string | undefined
  size: Size
  /** Where the camera is on its way to. */
  goal: View | undefined
}

/** Puts sigma into a container. Throws where the browser has no WebGL. */
export function startDrawing(container: HTMLElement, events: DrawingEvents): Drawing {
  const graph = new Graph({ multi: true })
  const sigma = startSigma(graph, container)
  const scene: Scene = {
    sigma,
    drawn: nothing,
    nodes: new Map(),
    hovered: undefined,
    size: sizeOf(container),
    goal: undefined,
  }
  const resizing = keepPlace(scene, container)
  sigma.on('afterRender', () => {
    resizing.remember()
    paint(scene)
  })
  listen({
    sigma,
    graph,
    events,
    view: () => viewNow(scene),
    hover: (id) => {
      scene.hovered = id
      container.style.cursor = id === undefined ? '' : 'pointer'
      sigma.scheduleRender()
    },
    linkUnder: (point) => linkAt(point, scene.drawn.links, (id) => markOf(scene, id)),
  })
  return {
    show: (drawn) => show(scene, graph, drawn),
    fit: () => look(scene, fitting(scene.drawn.nodes, scene.size)),
    zoom: (by) => look(scene, zoomed(viewNow(scene), by, scene.size)),
    reveal: (id) => reveal(scene, id),
    stop: () => {
      resizing.stop()
      sigma.kill()
    },
  }
}

function startSigma(graph: Graph, container: HTMLElement): Sigma {
  /** Long and wide enough to be seen on a line of one and a half pixels. */
  const heads = { lengthToThicknessRatio: 6, widenessToThicknessRatio: 4.5 }
  const sigma = new Sigma(graph, container, {
    allowInvalidContainer: true,
    stagePadding: 0,
    zIndex: true,
    // Words are written in paint(), where they know of each other.
    renderLabels: false,
    enableEdgeEvents: false,
    minCameraRatio: 0.02,
    maxCameraRatio: 40,
    doubleClickZoomingRatio: 1,
    // Nodes grow and shrink less than the distances between them.
    zoomToSizeRatioFunction: (ratio) =>
      1 / Math.min(1.5, Math.max(0.3, Math.sqrt(zoomOf(ratio, sizeOf(container))))),
    defaultDrawNodeHover: () => undefined,
    edgeProgramClasses: {
      line: EdgeRectangleProgram,
      arrow: createEdgeArrowProgram(heads),
      doubleArrow: createEdgeDoubleArrowProgram(heads),
    },
  })
  // A box that never changes: what is added must not shift what stands there.
  sigma.setCustomBBox({ x: [-field / 2, field / 2], y: [-field / 2, field / 2] })
  // On top of all; a press goes through it.
  sigma.createCanvasContext('marks', { style: { pointerEvents: 'none' } })
  sigma.resize(true)
  return sigma
}

function show(scene: Scene, graph: Graph, drawn: Drawn): void {
  const before = scene.nodes
  const { chosen } = scene.drawn
  scene.drawn = drawn
  scene.nodes = new Map(drawn.nodes.map((node) => [node.id, node]))
  if (scene.hovered !== undefined && !scene.nodes.has(scene.hovered)) scene.hovered = undefined
  forgetWidths()
  mirror(graph, drawn)
  scene.sigma.refresh()
  const fresh = drawn.nodes.filter((node) => !before.has(node.id))
  // Another chart altogether is looked at as a whole.
  if (fresh.length === drawn.nodes.length)
    scene.sigma.getCamera().setState(cameraOf(fitting(drawn.nodes, scene.size), scene.size))
  else if (fresh.length > 0) look(scene, widened(viewNow(scene), { shown: drawn.nodes, fresh }, scene.size))
  else if (drawn.chosen !== undefined && drawn.chosen !== chosen) reveal(scene, drawn.chosen)
}

function reveal(scene: Scene, id: string): void {
  const node = scene.nodes.get(id)
  const view = viewNow(scene)
  const seen = node ? revealing(view, node, scene.size) : view
  if (seen !== view) look(scene, seen)
}

function look(scene: Scene, view: View): void {
  const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches
  scene.goal = view
  // One millisecond and not a plain set: only a new way ends the one the camera is on.
  void scene.sigma.getCamera().animate(cameraOf(view, scene.size), { duration: isStill ? 1 : 220 })
}

function viewNow({ sigma, size }: Scene): View {
  return viewOf(sigma.getCamera().getState(), size)
}

/** What stood at a place of the screen stays there when the details open beside the chart. */
function keepPlace(scene: Scene, container: HTMLElement) {
  const { sigma } = scene
  let held = viewNow(scene)
  const observer = new ResizeObserver(() => {
    const next = sizeOf(container)
    if (next.width === scene.size.width && next.height === scene.size.height) return
    const wasUnseen = scene.size.width <= 1
    scene.size = next
    sigma.resize()
    const camera = sigma.getCamera()
    const onTheWay = camera.isAnimated() ? scene.goal : undefined
    held = wasUnseen ? fitting(scene.drawn.nodes, next) : (onTheWay ?? held)
    camera.setState(cameraOf(held, next))
    const chosen = scene.nodes.get(scene.drawn.chosen ?? '')
    const seen = chosen ? revealing(held, chosen, next) : held
    if (onTheWay || seen !== held) look(scene, seen)
    sigma.scheduleRender()
  })
  observer.observe(container)
  return {
    /** While the container is being resized the view held before counts, not what sigma made of it. */
    remember: () => {
      const { width, height } = sigma.getDimensions()
      if (width === scene.size.width && height === scene.size.height) held = viewNow(scene)
    },
    stop: () => observer.disconnect(),
  }
}

/** Icons, rings and words over sigma's discs and lines. */
function paint(scene: Scene): void {
  const { drawn, hovered } = scene
  const canvas = scene.sigma.getCanvases()['marks']
  const context = canvas?.getContext('2d')
  if (!canvas || !context) return
  context.clearRect(0, 0, canvas.width, canvas.height)
  const brush: Brush = { context, ink: drawn.ink, face: pageFace() }
  const marks = drawn.nodes.flatMap((node) => markOf(scene, node.id) ?? [])
  const near = marks.filter((mark) => isNear(mark, scene.size))
  const [chosen, cursor] = [drawn.chosen, drawn.cursor].map((id) => near.find((mark) => mark.node.id === id))
  for (const mark of near) drawMark(brush, mark)
  if (chosen) drawChosen(brush, chosen, false)
  if (cursor && cursor !== chosen) drawChosen(brush, cursor, true)
  for (const mark of near) drawMore(brush, mark)
  write(scene, brush, near, new Set([hovered, drawn.chosen, drawn.cursor]))
}

/** Captions first, those that must be read before the others and the better connected before the rest; then the links' words. */
function write(
  scene: Scene,
  brush: Brush,
  marks: readonly Mark[],
  must: ReadonlySet<string | undefined>,
): void {
  const room = openRoom()
  room.insist(marks.map(({ x, y, radius }) => boxAround(x, y, radius, radius)))
  const rank = ({ node }: Mark): number =>
    must.has(node.id) ? 1000 : (node.isFresh || node.isPinned ? 500 : 0) + node.radius
  for (const mark of marks.toSorted((a, b) => rank(b) - rank(a)))
    drawCaption(brush, mark, room, must.has(mark.node.id))
  const byId = new Map(marks.map((mark) => [mark.node.id, mark]))
  const isLarge = viewNow(scene).zoom >= labelsFrom
  for (const link of scene.drawn.links) {
    if (!isLarge && ![link.id, link.from, link.to].includes(scene.drawn.chosen ?? '')) continue
    const [from, to] = [byId.get(link.from), byId.get(link.to)]
    if (from && to) drawLinkLabel(brush, link.label, [from, to], room)
  }
}

function markOf({ sigma, nodes }: Scene, id: string): Mark | undefined {
  const node = nodes.get(id)
  const data = sigma.getNodeDisplayData(id)
  if (!node || !data) return undefined
  return { node, ...sigma.framedGraphToViewport(data), radius: sigma.scaleSize(data.size) }
}

function sizeOf(container: HTMLElement): Size {
  return { width: Math.max(1, container.offsetWidth), height: Math.max(1, container.offsetHeight) }
}

function isNear({ x, y }: Mark, { width, height }: Size): boolean {
  return x > -40 && y > -40 && x < width + 40 && y < height + 40
}
