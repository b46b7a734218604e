import type { Json } from '@shield/core'

import { enqueue } from '#store/enqueue.ts'
import { newId } from '#store/identifier.ts'
import type { Visit } from '../../context.ts'
import { seal } from './envelope.ts'
import type { MessageKind } from './envelope.ts'

/** Signs a message and puts it in the partner's queue, in the transaction of the act: what did not happen is never told. */
export async function post(visit: Visit, peer: string, kind: MessageKind, body: Json): Promise<void> {
  const { tx, node } = visit
  // The row lock makes the numbers dense: the next sender waits until this one is committed or gone.
  await tx.client.query('select 1 from peer where node = $1 for update', [peer])
  const last = await tx.client.query<{ sequence: number }>(
    'select coalesce(max(sequence), 0) as sequence from outbox where peer = $1',
    [peer],
  )
  const sequence = (last.rows[0]?.sequence ?? 0) + 1
  const id = newId()
  const envelope = await seal(node, {
    protocol: 1,
    id,
    from: node.name,
    to: peer,
    sequence,
    kind,
    at: visit.now.toISOString(),
    body,
  })
  await tx.db.insertInto('outbox').values({ peer, sequence, message_id: id, kind, envelope }).execute()
  await enqueue(tx, 'peer.deliver', { peer }, { key: `deliver:${peer}` })
}
