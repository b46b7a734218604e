import { createHash } from 'node:crypto'

import type { Purpose } from '@shield/core'

import type { Node, Visit } from '../../context.ts'
import { leavingBy } from '../../visible-to.ts'
import type { FoundClient } from '../identity/index.ts'

/** A machine at a door for other tools states no purpose of its own: it exchanges. */
export const purposeOfDoor: Purpose = 'exchange'

/** The markings that may go out to a client by such a door. */
export function bitsOf(visit: Visit, client: FoundClient): Promise<Uint8Array> {
  return leavingBy(visit, { actor: client.actor, purpose: purposeOfDoor, markings: client.markings })
}

/** Policy and rights in one word: what was given under other ones holds no more, and is looked at again. */
export function epochOf(node: Node, { actor, markings }: FoundClient): string {
  const { person: _person, roles: _roles, ...office } = actor
  const rights = JSON.stringify([node.policy.version, office, [...markings].toSorted()])
  return createHash('sha256').update(rights).digest('base64url').slice(0, 22)
}
