import { newId } from '#store/identifier.ts'
import type { Node } from '../../context.ts'
import { nextPage, purposeOfDoor } from '../outlet/index.ts'
import type { Place } from '../outlet/index.ts'
import { remake } from './remake.ts'

interface Collection extends Place {
  readonly client_id: string
  readonly last_added: number
}

/**
 * Follows the outlet for one collection by one page, in one transaction: place and versions together, so that a process that dies
 * repeats nothing. `held`: another has it in hand.
 */
export function stepCollection(node: Node, id: string): Promise<'even' | 'more' | 'held'> {
  return node.database.inTransaction(async (tx) => {
    const found = await tx.client.query<Collection>(
      'select client_id, epoch, position, swept, last_added from taxii_collection where id = $1 for update skip locked',
      [id],
    )
    const place = found.rows[0]
    if (!place) return 'held'
    const visit = { tx, node, now: node.now(), requestId: newId() }
    const page = await nextPage(visit, {
      ...{ client: place.client_id, place },
      membersAfter: async (entity, most) => {
        const members = await tx.client.query<{ member: number }>(
          'select member from taxii_member where collection_id = $1 and member > $2 order by member limit $3',
          [id, entity, most],
        )
        return members.rows.map((row) => row.member)
      },
    })
    if (!page) return 'even'
    const filling = {
      ...{ tx, node, now: visit.now, actor: page.client.actor, purpose: purposeOfDoor },
      ...{ collection: id, bits: page.bits, lastAdded: place.last_added },
    }
    const lastAdded = await remake(filling, page.entities)
    await tx.client.query(
      'update taxii_collection set epoch = $2, position = $3, swept = $4, last_added = $5 where id = $1',
      [id, page.epoch, page.position, page.swept, lastAdded],
    )
    return page.isLast ? 'even' : 'more'
  })
}
