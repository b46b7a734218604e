import { newId } from '#store/identifier.ts'
import type { Node } from '../context.ts'
import { noteReceipt, openEnvelope, peerKey } from '../modules/exchange/index.ts'

interface Waiting {
  readonly sequence: number
  readonly message_id: string
  readonly envelope: string
  readonly address: string
  readonly public_key: unknown
}

/** Sends what waits for a partner, in order. Stops at the first that does not arrive: the job comes back to it, later each time. */
export async function deliverOutbox(
  node: Node,
  { peer }: { readonly peer: string },
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const found = await node.database.pool.query<Waiting>(
      `select o.sequence, o.message_id, o.envelope, p.address, p.public_key from outbox o join peer p on p.node = o.peer
       where o.peer = $1 and o.delivered_at is null order by o.sequence limit 1`,
      [peer],
    )
    const waiting = found.rows[0]
    if (!waiting) return
    await deliverOne(node, peer, waiting, signal)
  }
}

async function deliverOne(node: Node, peer: string, waiting: Waiting, signal: AbortSignal): Promise<void> {
  const fail = async (fault: string): Promise<never> => {
    await node.database.pool.query(
      'update outbox set attempts = attempts + 1, last_fault = $3 where peer = $1 and sequence = $2',
      [peer, waiting.sequence, fault],
    )
    throw new Error(`the partner did not take an envelope: ${fault}`)
  }
  const answer = await fetch(`${waiting.address}/peer/v1/envelopes`, {
    method: 'POST',
    redirect: 'error',
    headers: { 'content-type': 'application/jose', 'shield-node': node.name },
    body: waiting.envelope,
    signal: AbortSignal.any([signal, AbortSignal.timeout(20_000)]),
  }).catch(() => fail('silence'))
  const text = await answer.text()
  if (answer.status === 409) {
    // The partner misses earlier ones, after a restore perhaps: they go again from there.
    const expected = Number(text)
    if (!Number.isSafeInteger(expected) || expected < 1 || expected >= waiting.sequence) return fail('gap')
    await node.database.pool.query(
      'update outbox set delivered_at = null where peer = $1 and sequence >= $2',
      [peer, expected],
    )
    return
  }
  if (answer.status !== 200) return fail(`status ${answer.status}`)
  const receipt = await openEnvelope(text, { from: peer, to: node.name, key: peerKey(waiting.public_key) })
  const about = receipt?.body as { readonly message?: string } | undefined
  if (!receipt || receipt.kind !== 'receipt' || about?.message !== waiting.message_id) return fail('receipt')
  await node.database.inTransaction(async (tx) => {
    const visit = { tx, node, now: node.now(), requestId: newId() }
    await noteReceipt(visit, receipt, text)
    await tx.db
      .updateTable('outbox')
      .set({ delivered_at: visit.now, last_fault: null })
      .where('peer', '=', peer)
      .where('sequence', '=', waiting.sequence)
      .execute()
  })
}
