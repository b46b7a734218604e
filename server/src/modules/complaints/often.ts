import type { Node } from '../../context.ts'
import { Problem } from '../../problem.ts'
import type { Visitor } from '../../serve.ts'

/** Complaints from one address, and from all together, in ten minutes. */
const mostFromOne = 5
const mostFromAll = 60
const windowMs = 10 * 60_000

interface Window {
  readonly until: number
  readonly from: Map<string, number>
  all: number
}

/** In memory alone, and gone with the window: an address stands in no row and in no log. */
const windows = new WeakMap<Node, Window>()

/** Throws where more come than one desk can read; a room full of people behind one address waits ten minutes. */
export function permitComplaint({ node, address }: Visitor): void {
  const now = node.now().getTime()
  const known = windows.get(node)
  const window = known && known.until > now ? known : { until: now + windowMs, from: new Map(), all: 0 }
  windows.set(node, window)
  const count = (window.from.get(address) ?? 0) + 1
  if (count > mostFromOne || window.all >= mostFromAll) throw new Problem('too-many')
  window.from.set(address, count)
  window.all += 1
}
