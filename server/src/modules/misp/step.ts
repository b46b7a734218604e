import { setTimeout } from 'node:timers/promises'

import type { Tx } from '#store/database.ts'
import { newId } from '#store/identifier.ts'
import type { Node } from '../../context.ts'
import { keepDoing } from '../../keep-doing.ts'
import { followOutlet, nextPage, purposeOfDoor } from '../outlet/index.ts'
import type { Place } from '../outlet/index.ts'
import { remakeParts } from './keep-parts.ts'

/** Follows the outlet for one client by one page, in one transaction. `held`: another has it in hand. */
export function stepFeed(node: Node, id: string): Promise<'even' | 'more' | 'held'> {
  return node.database.inTransaction(async (tx) => {
    const found = await tx.client.query<Place>(
      'select epoch, position, swept from misp_feed where client_id = $1 for update skip locked',
      [id],
    )
    const place = found.rows[0]
    if (!place) return 'held'
    const visit = { tx, node, now: node.now(), requestId: newId() }
    const page = await nextPage(visit, {
      ...{ client: id, place },
      membersAfter: async (entity, most) => {
        const members = await tx.client.query<{ member: number }>(
          'select member from misp_part where client_id = $1 and member > $2 order by member limit $3',
          [id, entity, most],
        )
        return members.rows.map((row) => row.member)
      },
    })
    if (!page) return 'even'
    const { actor } = page.client
    const filling = {
      ...{ tx, node, now: visit.now, actor, purpose: purposeOfDoor },
      ...{ client: id, bits: page.bits, position: page.from },
      organisation: await organisationOf(tx, actor.organisation),
    }
    if (page.entities.length > 0) await remakeParts(filling, page.entities)
    await tx.client.query('update misp_feed set epoch = $2, position = $3, swept = $4 where client_id = $1', [
      ...[id, page.epoch, page.position, page.swept],
    ])
    return page.isLast ? 'even' : 'more'
  })
}

async function organisationOf(tx: Tx, code: string): Promise<string> {
  const found = await tx.client.query<{ id: string }>('select id from organisation where code = $1', [code])
  return found.rows[0]?.id ?? ''
}

const turnMs = 100

/** A new client's events, with everything in them that it may have now. */
export async function openMispFeed(node: Node, client: string): Promise<void> {
  await node.database.pool.query('insert into misp_feed (client_id) values ($1)', [client])
  await fillFeed(node, client)
}

/** Until the events hold all that committed so far, or for as long as somebody wants to wait. */
export async function fillFeed(node: Node, client: string, waitMs = Number.POSITIVE_INFINITY): Promise<void> {
  const until = Date.now() + waitMs
  while (Date.now() < until && !(await followOutlet(node))) await setTimeout(turnMs)
  while (Date.now() < until) {
    const done = await stepFeed(node, client)
    if (done === 'even') return
    if (done === 'held') await setTimeout(turnMs)
  }
}

/** Brings the events of every client whose key still stands to the outlet's end. */
export async function followMisp(node: Node, signal?: AbortSignal): Promise<void> {
  const found = await node.database.pool.query<{ id: string }>(
    'select f.client_id as id from misp_feed f join client c on c.id = f.client_id where c.revoked_at is null order by c.id',
  )
  for (const { id } of found.rows) while (signal?.aborted !== true && (await stepFeed(node, id)) === 'more');
}

/** Keeps every client's events up with the outlet until stopped; after a fault each goes on from its place. */
export function startMisp(node: Node): { stop(): Promise<void> } {
  return keepDoing(node, {
    everyMs: 250,
    failed: 'MISP events stopped and will go on from their place',
    act: (signal) => followMisp(node, signal),
  })
}
