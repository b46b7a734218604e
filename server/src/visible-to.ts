import type { Purpose } from '@shield/core'

import type { Node, Visit } from './context.ts'
import { templateOf } from './marking-template.ts'
import type { Actor } from './policy/index.ts'
import type { StoredMarking } from './store/markings.ts'

interface Viewer {
  readonly actor: Actor
  readonly purpose: Purpose
  /** Of a machine: the handling its credential names. What its organisation sees beyond that, it does not. */
  readonly markings?: readonly string[] | undefined
}

/** The bitmap of the markings that somebody may read. */
export async function visibleTo(visit: Visit, viewer: Viewer): Promise<Uint8Array> {
  return visibleOf(visit.node, viewer, await visit.node.markings.all(visit.tx))
}

/** The same of markings in hand. */
export function visibleOf(
  node: Node,
  { actor, purpose, markings }: Viewer,
  blocks: readonly StoredMarking[],
): Uint8Array {
  const visible = node.visibility.of(actor, purpose, blocks)
  if (markings === undefined) return visible
  const bits = Uint8Array.from(visible)
  for (const { id, block } of blocks)
    if (!markings.includes(templateOf(block))) bits[id >> 3] = (bits[id >> 3] ?? 0) & ~(1 << (id & 7))
  return bits
}

const leaving = new WeakMap<Uint8Array, Uint8Array>()

/**
 * Of those markings, the ones that may go out by a door for other tools (TAXII, MISP), by the policy's own word on it.
 * Asked once for each bitmap: the same one is given out again until there are new markings.
 */
export async function leavingBy(visit: Visit, viewer: Viewer): Promise<Uint8Array> {
  const blocks = await visit.node.markings.all(visit.tx)
  const whole = visit.node.visibility.of(viewer.actor, viewer.purpose, blocks)
  let bits = leaving.get(whole)
  if (!bits) {
    bits = Uint8Array.from(whole)
    for (const { id, block } of blocks) {
      const isSeen = ((whole[id >> 3] ?? 0) >> (id & 7)) & 1
      const request = { actor: viewer.actor, action: 'content.feed', purpose: viewer.purpose } as const
      if (isSeen && !visit.node.policy.decide({ ...request, resource: block, secondPerson: false }).allow)
        bits[id >> 3] = (bits[id >> 3] ?? 0) & ~(1 << (id & 7))
    }
    leaving.set(whole, bits)
  }
  const visible = visibleOf(visit.node, viewer, blocks)
  return bits.map((byte, at) => byte & (visible[at] ?? 0))
}
