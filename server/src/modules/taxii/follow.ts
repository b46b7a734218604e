import type { Node } from '../../context.ts'
import { keepDoing } from '../../keep-doing.ts'
import { stepCollection } from './step.ts'

/** Keeps every client's collection up with the outlet until stopped; after a fault each goes on from its place. */
export function startCollections(node: Node): { stop(): Promise<void> } {
  return keepDoing(node, {
    everyMs: 250,
    givesWay: true,
    failed: 'TAXII collections stopped and will go on from their place',
    act: (signal) => followCollections(node, signal),
  })
}

/** Brings every collection whose client still stands to the outlet's end. */
export async function followCollections(node: Node, signal?: AbortSignal): Promise<void> {
  const found = await node.database.pool.query<{ id: string }>(
    'select c.id from taxii_collection c join client on client.id = c.client_id where client.revoked_at is null order by c.id',
  )
  for (const { id } of found.rows)
    while (signal?.aborted !== true && (await stepCollection(node, id)) === 'more');
}
