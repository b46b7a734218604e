import { audit } from '#audit/index.ts'
import { newId } from '#store/identifier.ts'
import type { Visit } from '../../context.ts'
import type { Message } from './envelope.ts'

/** Keeps a partner's signed receipt and moves the release along. */
export async function noteReceipt(visit: Visit, receipt: Message, envelope: string): Promise<void> {
  const body = receipt.body as {
    readonly message?: string
    readonly outcome?: string
    readonly release?: string
  }
  const outcome = body.outcome
  if (outcome !== 'applied' && outcome !== 'recalled' && outcome !== 'refused') return
  const release = /^[0-9a-f-]{36}$/.test(body.release ?? '') ? body.release : null
  await visit.tx.client.query(
    `insert into receipt (id, direction, peer, message_id, release_id, state, envelope, at)
     select $1, 'in', $2, $3, id, $4, $5, $6 from (select (select id from release where id = $7 and direction = 'out') as id) as r`,
    [newId(), receipt.from, body.message, outcome, envelope, receipt.at, release],
  )
  const before = outcome === 'recalled' ? ['recalling'] : ['sent']
  await visit.tx.client.query(
    `update release set state = $2 where id = $1 and direction = 'out' and peer = $3 and state = any($4::text[])`,
    [release, outcome, receipt.from, before],
  )
  await audit(visit, {
    action: 'receipt.received',
    ...(release ? { object: release } : {}),
    detail: { outcome, from: receipt.from },
  })
}
