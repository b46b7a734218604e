import { setTimeout } from 'node:timers/promises'

import { newId } from '#store/identifier.ts'
import type { Node } from '../../context.ts'
import { followOutlet } from '../outlet/index.ts'
import { stepCollection } from './step.ts'

/** A new client's collection, with everything in it that it may see now. */
export async function openCollection(node: Node, client: string): Promise<string> {
  const id = newId()
  await node.database.inTransaction(async ({ client: connection }) => {
    await connection.query('insert into taxii_collection (id, client_id) values ($1, $2)', [id, client])
    await connection.query('insert into taxii_served (collection_id) values ($1)', [id])
  })
  await fillCollection(node, id)
  return id
}

const turnMs = 100

/** Until a collection holds all that committed so far, or for as long as somebody wants to wait. */
export async function fillCollection(
  node: Node,
  id: string,
  waitMs = Number.POSITIVE_INFINITY,
): Promise<void> {
  const until = Date.now() + waitMs
  while (Date.now() < until && !(await followOutlet(node))) await setTimeout(turnMs)
  while (Date.now() < until) {
    const done = await stepCollection(node, id)
    if (done === 'even') return
    // Another process has it in hand: the node, while a command waits for it.
    if (done === 'held') await setTimeout(turnMs)
  }
}
