import type { Json } from '@shield/core'

import type { Tx } from '#store/database.ts'
import type { Node } from '../context.ts'
import { Undelivered, inVisit, send } from './send.ts'
import { noteReceipt } from './note-answer.ts'
import { kindsOne, openOne, readReceiptOne, signOne } from './protocol-one.ts'

interface Waiting {
  readonly id: number
  readonly message_id: string
  readonly kind: 'release' | 'recall'
  readonly body: Json
  readonly number: number | null
  readonly envelope: string | null
}

/** Sends the next message to a partner of the previous release. False when nothing waits that it would understand. */
export async function deliverOne(node: Node, peer: string, signal: AbortSignal): Promise<boolean> {
  const waiting = await inVisit(node, async ({ tx, now }) => {
    const found = await tx.client.query<Waiting>(
      `select o.id, o.message_id, o.kind, o.body, o.number, o.envelope from outbox o
       where o.peer = $1 and o.answered_at is null and (o.stream = 'single' or (o.number is null and o.kind = any($2::text[])))
       order by o.number nulls last, o.lane desc, o.id limit 1 for update`,
      [peer, kindsOne],
    )
    const one = found.rows[0]
    if (!one || one.envelope !== null) return one && { ...one, envelope: one.envelope ?? '' }
    const number = await nextNumber(tx, peer)
    const envelope = await signOne(node, {
      ...{ protocol: 1, id: one.message_id, from: node.name, to: peer, sequence: number, kind: one.kind },
      ...{ at: now.toISOString(), body: one.body },
    })
    await tx.db
      .updateTable('outbox')
      .set({ stream: 'single', incarnation: 1, number, envelope })
      .where('id', '=', one.id)
      .execute()
    return { ...one, number, envelope }
  })
  if (!waiting) return false
  const { address } = await node.database.pool
    .query<{ address: string }>('select address from peer where node = $1', [peer])
    .then((found) => found.rows[0] ?? { address: '' })
  const url = `${address}/peer/v1/envelopes`
  const answer = await send(node, { url, peer, body: waiting.envelope, signal }).catch((error: unknown) => {
    if (error instanceof Undelivered && error.expected !== undefined) return { expected: error.expected }
    throw error
  })
  if (typeof answer === 'object') {
    await goBack(node, peer, { expected: answer.expected, number: waiting.number ?? 0 })
    return true
  }
  await inVisit(node, async (visit) => {
    const receipt = readReceiptOne(await openOne(visit, peer, answer), waiting.message_id)
    if (!receipt) throw new Undelivered('answer')
    await visit.tx.db
      .insertInto('answer')
      .values({ id: receipt.message, direction: 'in', peer, text: answer, at: visit.now })
      .onConflict((one) => one.doNothing())
      .execute()
    await noteReceipt(visit, {
      ...{ from: peer, receipt: { ...receipt, digest: '' }, at: visit.now.toISOString() },
      answer: receipt.message,
    })
    await visit.tx.db
      .updateTable('outbox')
      .set({ answered_at: visit.now })
      .where('id', '=', waiting.id)
      .execute()
  })
  return true
}

async function nextNumber(tx: Tx, peer: string): Promise<number> {
  const found = await tx.client.query<{ last: number }>(
    `insert into stream (peer, direction, lane, incarnation, last) values ($1, 'out', 'single', 1, 1)
     on conflict (peer, direction, lane) do update set last = stream.last + 1 returning last`,
    [peer],
  )
  return found.rows[0]?.last ?? 1
}

/** The partner misses earlier ones: they go again from there. */
async function goBack(
  node: Node,
  peer: string,
  { expected, number }: { readonly expected: number; readonly number: number },
): Promise<void> {
  if (!Number.isSafeInteger(expected) || expected < 1 || expected >= number) throw new Undelivered('gap')
  await node.database.pool.query(
    `update outbox set answered_at = null where peer = $1 and stream = 'single' and number >= $2`,
    [peer, expected],
  )
}
