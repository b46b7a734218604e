import type { DrawnNode, Ink } from './drawn.ts'

/** A node as it stands on the canvas now. */
export interface Mark {
  readonly node: DrawnNode
  readonly x: number
  readonly y: number
  readonly radius: number
}

export interface Brush {
  readonly context: CanvasRenderingContext2D
  readonly ink: Ink
  readonly face: string
}

const paths = new Map<string, Path2D>()

/** Icon, count of further links, and the rings that tell pinned and new apart from colour. */
export function drawMark(brush: Brush, mark: Mark): void {
  const { node, radius } = mark
  if (radius >= 7) drawIcon(brush, mark)
  if (node.isPinned) drawRing(brush, mark, { gap: 2.5, width: 1.5, dash: [] })
  if (node.isFresh) drawRing(brush, mark, { gap: 4, width: 2, dash: [2, 4] })
  if (node.isPinned && radius >= 9) drawPin(brush, mark)
}

export function drawChosen({ context, ink }: Brush, { x, y, radius }: Mark, isCursor: boolean): void {
  context.beginPath()
  context.setLineDash(isCursor ? [5, 4] : [])
  context.strokeStyle = ink.chosen
  context.lineWidth = isCursor ? 2 : 3.5
  context.arc(x, y, radius + 6, 0, 2 * Math.PI)
  context.stroke()
  context.setLineDash([])
}

/** "+20" at the upper right: links that the chart does not hold. */
export function drawMore({ context, ink, face }: Brush, { node, x, y, radius }: Mark): void {
  if (node.more === 0 || radius < 10) return
  const text = node.more > 999 ? '+999' : `+${node.more}`
  context.font = `600 10px ${face}`
  const width = context.measureText(text).width + 7
  const left = x + radius * 0.5
  const top = y - radius - 6
  context.beginPath()
  context.roundRect(left, top, width, 14, 7)
  context.fillStyle = ink.ground
  context.fill()
  context.lineWidth = 1
  context.strokeStyle = ink.text
  context.stroke()
  context.fillStyle = ink.text
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.fillText(text, left + width / 2, top + 7.5)
}

function drawIcon({ context, ink }: Brush, { node, x, y, radius }: Mark): void {
  const scale = (radius * 1.24) / 24
  context.save()
  context.translate(x - 12 * scale, y - 12 * scale)
  context.scale(scale, scale)
  context.strokeStyle = ink.icon
  context.lineWidth = 1.9
  context.lineCap = 'round'
  context.lineJoin = 'round'
  for (const stroke of node.strokes) context.stroke(pathOf(stroke))
  context.restore()
}

interface Ring {
  readonly gap: number
  readonly width: number
  readonly dash: readonly number[]
}

function drawRing({ context, ink }: Brush, { x, y, radius }: Mark, { gap, width, dash }: Ring): void {
  context.beginPath()
  context.setLineDash([...dash])
  context.strokeStyle = ink.text
  context.lineWidth = width
  context.arc(x, y, radius + gap, 0, 2 * Math.PI)
  context.stroke()
  context.setLineDash([])
}

/** A pin's head and needle at the lower left. */
function drawPin({ context, ink }: Brush, { x, y, radius }: Mark): void {
  const at = { x: x - radius * 0.85, y: y + radius * 0.75 }
  context.beginPath()
  context.arc(at.x, at.y, 4.5, 0, 2 * Math.PI)
  context.fillStyle = ink.text
  context.fill()
  context.lineWidth = 1.5
  context.strokeStyle = ink.ground
  context.stroke()
  context.beginPath()
  context.moveTo(at.x, at.y + 4)
  context.lineTo(at.x, at.y + 9)
  context.strokeStyle = ink.text
  context.stroke()
}

function pathOf(stroke: string): Path2D {
  const known = paths.get(stroke) ?? new Path2D(stroke)
  paths.set(stroke, known)
  return known
}
