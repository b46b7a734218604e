import type { Marking, Purpose } from '@shield/core'

import type { Policy } from './load.ts'
import type { Actor } from './request.ts'

type Stored = readonly { readonly id: number; readonly block: Marking }[]

export interface Visibility {
  /** The bitmap of an actor and purpose over all blocks known; blocks only ever are added, so it only grows. */
  of(actor: Actor, purpose: Purpose, markings: Stored): Uint8Array
}

const most = 500

/** Keeps the last bitmaps: deciding 20,000 blocks anew takes tens of milliseconds, looking one up takes none. */
export function createVisibility(policy: Policy): Visibility {
  const kept = new Map<string, { readonly count: number; readonly bits: Uint8Array }>()
  return {
    of: (actor, purpose, markings) => {
      const { person: _person, ...office } = actor
      const key = JSON.stringify([policy.version, office, purpose])
      const found = kept.get(key)
      if (found?.count === markings.length) return found.bits
      const fresh = policy.visibleMarkings(actor, purpose, markings.slice(found?.count ?? 0))
      const bits = new Uint8Array(Math.max(fresh.length, found?.bits.length ?? 0))
      found?.bits.forEach((byte, at) => (bits[at] = byte))
      fresh.forEach((byte, at) => (bits[at] = (bits[at] ?? 0) | byte))
      kept.delete(key)
      kept.set(key, { count: markings.length, bits })
      const oldest = kept.keys().next()
      if (kept.size > most && !oldest.done) kept.delete(oldest.value)
      return bits
    },
  }
}
