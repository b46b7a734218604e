import type { Spot } from './place.ts'

export const directions = ['left', 'right', 'up', 'down'] as const
export type Direction = (typeof directions)[number]

const headings: Record<Direction, Spot> = {
  left: { x: -1, y: 0 },
  right: { x: 1, y: 0 },
  up: { x: 0, y: -1 },
  down: { x: 0, y: 1 },
}

/**
 * Where an arrow key goes from here: the nearest within 60° of its direction, a little aside counting as a little farther.
 * Undefined when nothing lies there.
 */
export function nearest<T extends Spot>(
  from: Spot,
  direction: Direction,
  among: readonly T[],
): T | undefined {
  const heading = headings[direction]
  let best: T | undefined
  let least = Infinity
  for (const spot of among) {
    const ahead = (spot.x - from.x) * heading.x + (spot.y - from.y) * heading.y
    const aside = Math.abs((spot.x - from.x) * heading.y - (spot.y - from.y) * heading.x)
    if (ahead <= 0 || aside > ahead * Math.tan(Math.PI / 3)) continue
    const cost = ahead + 2 * aside
    if (cost < least) {
      least = cost
      best = spot
    }
  }
  return best
}
