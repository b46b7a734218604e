import type { LaterReceipt } from '@shield/contract'

import type { Visit } from '../context.ts'
import { handle } from './handled.ts'
import { noteReceipt } from './note-answer.ts'
import { post } from './post.ts'

/** Tells a partner later what became of its message: a person opened it, acted on it, or will not. */
export async function acknowledge(visit: Visit, peer: string, receipt: LaterReceipt): Promise<void> {
  const told = await visit.tx.db
    .selectFrom('inbox')
    .select(['about', 'digest'])
    .where('peer', '=', peer)
    .where('message_id', '=', receipt.message)
    .executeTakeFirstOrThrow()
  const kept = await visit.tx.client.query(
    `insert into receipt (id, direction, peer, message_id, about, state, code, reason, digest, at)
     values (gen_random_uuid(), 'out', $1, $2, $3, $4, $5, $6, $7, $8) on conflict (direction, peer, message_id, state) do nothing`,
    [
      ...[peer, receipt.message, told.about, receipt.state, receipt.code ?? null, receipt.reason ?? null],
      ...[told.digest, visit.now],
    ],
  )
  // Opened twice is opened once.
  if (kept.rowCount === 0) return
  await post(visit, { peer, kind: 'receipt', body: receipt, about: told.about })
}

export const transportMessages = [
  handle('receipt', {
    apply: async (visit, { from, body, created }) => {
      const isOurs = await noteReceipt(visit, { from, receipt: body, at: created.toISOString() })
      return isOurs ? { state: 'applied' } : { state: 'refused', code: 'NOT-OWNER' }
    },
  }),
]
