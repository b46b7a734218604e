interface Point {
  readonly x: number
  readonly y: number
}

interface Ends {
  readonly id: string
  readonly from: string
  readonly to: string
}

/** How far beside a line a press still counts as on it. */
const reach = 7

/**
 * The link under a point, found by distance on the canvas: sigma's own picking would draw every link twice in every frame,
 * which a machine without a graphics card feels.
 */
export function linkAt<T extends Ends>(
  point: Point,
  links: readonly T[],
  spotOf: (id: string) => Point | undefined,
): string | undefined {
  let found: string | undefined
  let least = reach
  for (const link of links) {
    const from = spotOf(link.from)
    const to = spotOf(link.to)
    if (!from || !to) continue
    const distance = distanceTo(point, from, to)
    if (distance > least) continue
    least = distance
    found = link.id
  }
  return found
}

function distanceTo(point: Point, from: Point, to: Point): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  const along = ((point.x - from.x) * dx + (point.y - from.y) * dy) / (dx * dx + dy * dy || 1)
  const at = Math.min(1, Math.max(0, along))
  return Math.hypot(point.x - from.x - at * dx, point.y - from.y - at * dy)
}
