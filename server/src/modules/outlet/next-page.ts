import type { Node, Visit } from '../../context.ts'
import { findClientById } from '../identity/index.ts'
import type { FoundClient } from '../identity/index.ts'
import { changesAfter } from './changes.ts'
import { bitsOf, epochOf } from './door-rights.ts'

const pageSize = 1000

/** How far what a client has by a door follows the outlet, as its own table keeps it. */
export interface Place {
  /** The rights it was made under. */
  readonly epoch: string
  readonly position: number
  /** The last of what it has that was looked at again under new rights; null, all was. */
  readonly swept: number | null
}

export interface OutletPage extends Place {
  readonly client: FoundClient
  readonly bits: Uint8Array
  /** To be looked at now. */
  readonly entities: readonly number[]
  /** What comes now was looked for from here on. */
  readonly from: number
  readonly isLast: boolean
}

interface Following {
  readonly client: string
  readonly place: Place
  /** What the client has already, by entity, behind one. */
  readonly membersAfter: (entity: number, most: number) => Promise<readonly number[]>
}

/**
 * The next entities that a client's door has to look at, and the place after them. Under other rights all is looked at again: first
 * what the client has, then everything that may be seen. Undefined: it is even, or the client is gone.
 */
export async function nextPage(
  visit: Visit,
  { client: id, place, membersAfter }: Following,
): Promise<OutletPage | undefined> {
  const client = await findClientById(visit, id)
  if (!client) return undefined
  const { epoch, from, swept } = standing(visit.node, client, place)
  const bits = await bitsOf(visit, client)
  if (swept !== null) {
    const entities = await membersAfter(swept, pageSize)
    const next = entities.length < pageSize ? null : (entities.at(-1) ?? null)
    return { client, bits, entities, epoch, from, position: from, swept: next, isLast: false }
  }
  const { entities, until } = await changesAfter(visit.tx, { bits, after: from, most: pageSize })
  if (until === from) return undefined
  return { client, bits, entities, epoch, from, position: until, swept: null, isLast: entities.length === 0 }
}

function standing(
  node: Node,
  client: FoundClient,
  place: Place,
): { readonly epoch: string; readonly from: number; readonly swept: number | null } {
  const epoch = epochOf(node, client)
  return place.epoch === epoch
    ? { epoch, from: place.position, swept: place.swept }
    : { epoch, from: 0, swept: 0 }
}
