/** A node as the canvas draws it; x to the right, y down, one unit a CSS pixel at full size. */
export interface DrawnNode {
  readonly id: string
  readonly x: number
  readonly y: number
  readonly caption: string
  /** Strokes of its kind's icon, as SVG path data in a field of 24 by 24. */
  readonly strokes: readonly string[]
  readonly fill: string
  readonly radius: number
  readonly isPinned: boolean
  readonly isFresh: boolean
  /** Links beyond those on the chart. */
  readonly more: number
}

export interface DrawnLink {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly label: string
  readonly heads: 'none' | 'one' | 'both'
  readonly width: number
}

export interface Drawn {
  readonly nodes: readonly DrawnNode[]
  readonly links: readonly DrawnLink[]
  /** A node or a link. */
  readonly chosen: string | undefined
  /** Where the arrow keys stand. */
  readonly cursor: string | undefined
  readonly ink: Ink
}

/** Colours of everything but the nodes. */
export interface Ink {
  readonly ground: string
  readonly text: string
  readonly link: string
  /** The icon on a node. */
  readonly icon: string
  readonly chosen: string
}
