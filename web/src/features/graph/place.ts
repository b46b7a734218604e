/** A place on the chart; x to the right, y down. */
export interface Spot {
  readonly x: number
  readonly y: number
}

/** Least distance of two nodes one above the other; side by side they keep more, for a caption is wider than high. */
export const leastDistance = 96
export const stretch = 1.45
const firstRing = 130

interface Anchor {
  readonly at: Spot
  /** New ones go to the other side of this. */
  readonly away: Spot | undefined
}

/**
 * Free places for new nodes on rings around one that stands there, nearest ring first and away from what is linked with it.
 * Nothing that stands on the chart is asked to move.
 */
export function placeAround({ at, away }: Anchor, count: number, taken: readonly Spot[]): readonly Spot[] {
  return ringed(
    { at: narrowed(at), away: away ? narrowed(away) : undefined },
    count,
    taken.map(narrowed),
  ).map(widened)
}

/** Captions make a chart wide: all reckoning is done in a field that is narrower by so much, where rings are round. */
export function narrowed({ x, y }: Spot): Spot {
  return { x: x / stretch, y }
}

export function widened({ x, y }: Spot): Spot {
  return { x: Math.round(x * stretch), y: Math.round(y) }
}

function ringed({ at, away }: Anchor, count: number, taken: readonly Spot[]): readonly Spot[] {
  const heading = headingOf(at, away)
  const field: Field = new Map()
  for (const spot of taken) take(field, spot)
  const found: Spot[] = []
  // The middle itself, where nothing stands on the chart yet.
  if (count > 0 && isFree(field, at)) found.push(take(field, at))
  for (let ring = 0; found.length < count; ring++) {
    const radius = firstRing + ring * leastDistance
    const slots = Math.floor((2 * Math.PI * radius) / (leastDistance * 1.06))
    const turns = Array.from({ length: slots }, (_, slot) => outward(slot, ring, slots))
    const free = turns
      .filter((turn) => isFree(field, onRing(at, radius, heading + turn)))
      .slice(0, count - found.length)
      .toSorted((a, b) => a - b)
    for (const turn of free) found.push(take(field, onRing(at, radius, heading + turn)))
  }
  return found
}

/** Slot 0 straight ahead, then left and right of it by turns; every other ring is turned by half a slot, so that fewer lines cross nodes. */
function outward(slot: number, ring: number, slots: number): number {
  const side = slot % 2 === 0 ? slot / 2 : -(slot + 1) / 2
  return ((side + (ring % 2) / 2) * 2 * Math.PI) / slots
}

function headingOf(at: Spot, away: Spot | undefined): number {
  if (!away || (away.x === at.x && away.y === at.y)) return -Math.PI / 2
  return Math.atan2(at.y - away.y, at.x - away.x)
}

function onRing(at: Spot, radius: number, angle: number): Spot {
  return { x: at.x + radius * Math.cos(angle), y: at.y + radius * Math.sin(angle) }
}

export function middleOf(spots: readonly Spot[]): Spot | undefined {
  if (spots.length === 0) return undefined
  return {
    x: spots.reduce((sum, spot) => sum + spot.x, 0) / spots.length,
    y: spots.reduce((sum, spot) => sum + spot.y, 0) / spots.length,
  }
}

/** Taken places in cells, so that asking "is this free?" looks at nine cells and not at 1,500 nodes. */
type Field = Map<string, Spot[]>

function take(field: Field, spot: Spot): Spot {
  const key = cellOf(spot.x, spot.y)
  field.set(key, [...(field.get(key) ?? []), spot])
  return spot
}

function isFree(field: Field, { x, y }: Spot): boolean {
  const near = [-1, 0, 1].flatMap((dx) =>
    [-1, 0, 1].flatMap((dy) => field.get(cellOf(x + dx * leastDistance, y + dy * leastDistance)) ?? []),
  )
  // Places are whole pixels: a distance may come out a little short.
  return near.every((spot) => Math.hypot(spot.x - x, spot.y - y) >= leastDistance - 2)
}

function cellOf(x: number, y: number): string {
  return `${Math.floor(x / leastDistance)} ${Math.floor(y / leastDistance)}`
}
