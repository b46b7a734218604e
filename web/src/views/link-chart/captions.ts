import type { Brush, Mark } from './marks.ts'
import { nodeCaption, shortCaption } from './short-caption.ts'
import { boxAround, boxesAlong } from './words.ts'
import type { Room } from './words.ts'

const widths = new Map<string, number>()

/** Under the node, where there is room for it; a caption that must be read is written in any case, and whole. */
export function drawCaption(brush: Brush, mark: Mark, room: Room, must: boolean): void {
  const { context, ink, face } = brush
  const size = mark.radius > 11 ? 13 : 11.5
  const text = must ? shortCaption(mark.node.caption, 60) : nodeCaption(mark.node.caption)
  context.font = `${must ? 600 : 400} ${size}px ${face}`
  const top = mark.y + mark.radius + 5
  const box = boxAround(mark.x, top + size / 2, widthOf(context, text) / 2 + 2, size / 2 + 2)
  if (must) room.insist([box])
  else if (!room.take([box])) return
  context.textAlign = 'center'
  context.textBaseline = 'top'
  rimmed(context, ink.ground, 4)
  context.fillStyle = ink.text
  context.strokeText(text, mark.x, top)
  context.fillText(text, mark.x, top)
}

/** Along the line, never upside down, and only where the line is long enough and nothing else is written. */
export function drawLinkLabel(
  { context, ink, face }: Brush,
  text: string,
  ends: readonly [Mark, Mark],
  room: Room,
): void {
  const [from, to] = ends
  const length = Math.hypot(to.x - from.x, to.y - from.y)
  const space = length - from.radius - to.radius - 20
  context.font = `400 11.5px ${face}`
  if (space < 24) return
  const whole = widthOf(context, text)
  const shown = whole <= space ? text : shortCaption(text, Math.floor((text.length * space) / whole))
  if (shown.length < 3) return
  let angle = Math.atan2(to.y - from.y, to.x - from.x)
  if (angle > Math.PI / 2) angle -= Math.PI
  if (angle <= -Math.PI / 2) angle += Math.PI
  // Half way between the rims, not between the middles.
  const part = (from.radius + (length - from.radius - to.radius) / 2) / length
  const [x, y] = [from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part]
  if (!room.take(boxesAlong(x, y, angle, widthOf(context, shown)))) return
  context.save()
  context.translate(x, y)
  context.rotate(angle)
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  rimmed(context, ink.ground, 4)
  context.fillStyle = ink.text
  context.strokeText(shown, 0, 0)
  context.fillText(shown, 0, 0)
  context.restore()
}

/** The ground's colour around the letters, so that links behind do not cross them out. */
function rimmed(context: CanvasRenderingContext2D, ground: string, width: number): void {
  context.lineJoin = 'round'
  context.lineWidth = width
  context.strokeStyle = ground
}

/** Measuring is half the cost of a frame with 300 captions; a text in a face has one width. */
function widthOf(context: CanvasRenderingContext2D, text: string): number {
  const key = `${context.font} ${text}`
  const known = widths.get(key)
  if (known !== undefined) return known
  const width = context.measureText(text).width
  widths.set(key, width)
  return width
}

/** Widths measured before a face was loaded are not those of the face. */
export function forgetWidths(): void {
  widths.clear()
}
