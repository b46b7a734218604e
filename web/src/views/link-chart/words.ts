/** A box on the canvas that words may not cover. */
export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** What is written already, and the discs; whoever comes later finds room or stays silent. */
export interface Room {
  /** True where there was room, which is then taken. */
  take(boxes: readonly Box[]): boolean
  /** Taken whether there was room or not. */
  insist(boxes: readonly Box[]): void
}

const cell = 64

/** Words on top of words are none. Boxes are kept by cells of 64 pixels: 1,500 captions are asked in every frame. */
export function openRoom(): Room {
  const cells = new Map<string, Box[]>()
  const cellsOf = ({ left, top, right, bottom }: Box): string[] => {
    const keys: string[] = []
    for (let x = Math.floor(left / cell); x <= Math.floor(right / cell); x++)
      for (let y = Math.floor(top / cell); y <= Math.floor(bottom / cell); y++) keys.push(`${x} ${y}`)
    return keys
  }
  const insist = (boxes: readonly Box[]): void => {
    for (const box of boxes)
      for (const key of cellsOf(box)) {
        const there = cells.get(key)
        if (there) there.push(box)
        else cells.set(key, [box])
      }
  }
  const isFree = (box: Box): boolean =>
    cellsOf(box).every((key) => (cells.get(key) ?? []).every((other) => !overlap(box, other)))
  return {
    insist,
    take: (boxes) => {
      if (!boxes.every(isFree)) return false
      insist(boxes)
      return true
    },
  }
}

function overlap(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom
}

export function boxAround(x: number, y: number, halfWidth: number, halfHeight: number): Box {
  return { left: x - halfWidth, top: y - halfHeight, right: x + halfWidth, bottom: y + halfHeight }
}

/** A line of words that stands askew, as a row of small boxes. */
export function boxesAlong(x: number, y: number, angle: number, length: number): readonly Box[] {
  const count = Math.max(1, Math.round(length / 14))
  return Array.from({ length: count }, (_, at) => {
    const away = ((at + 0.5) / count - 0.5) * length
    return boxAround(x + away * Math.cos(angle), y + away * Math.sin(angle), 7, 7)
  })
}
