import type { Answer, Envelope, LaterReceipt, Receipt } from '@shield/contract'

import { auditAll } from '#audit/index.ts'
import { newId } from '#store/identifier.ts'
import type { Visit } from '../context.ts'
import { digestOf } from './check-body.ts'
import type { Noted } from './handled.ts'

interface Answered {
  readonly envelope: Envelope
  readonly answer: Answer
  /** As it was signed. */
  readonly text: string
}

/**
 * Keeps a partner's signed receipts, tells the modules, and learns where the partner stands.
 * Gives the fault for which nothing more is to be sent now.
 */
export async function noteAnswer(
  visit: Visit,
  { envelope, answer, text }: Answered,
): Promise<string | undefined> {
  const { tx, now } = visit
  if (answer.receipts.length > 0)
    await tx.db
      .insertInto('answer')
      .values({ id: answer.id, direction: 'in', peer: answer.from, text, at: now })
      .onConflict((one) => one.doNothing())
      .execute()
  // A receipt for something else, or for other words than were sent, is none.
  const digests = new Map(
    envelope.messages.map((one) => [one.id, digestOf(one as never).toString('base64url')]),
  )
  const receipts = answer.receipts.filter((one) => digests.get(one.message) === one.digest)
  await noteReceipts(visit, { from: answer.from, receipts, at: answer.created, answer: answer.id })
  if (receipts.length > 0)
    await tx.client.query(
      `update outbox set answered_at = $3 from unnest($2::uuid[]) as t (message)
       where message_id = t.message and peer = $1`,
      [answer.from, receipts.map((one) => one.message), now],
    )
  if (answer.fault === undefined) return receipts.length > 0 ? undefined : 'no receipt'
  // The partner misses earlier ones, after a restore perhaps: they go again from there.
  if (answer.fault === 'gap') {
    const again = await tx.client.query(
      `update outbox set answered_at = null where peer = $1 and stream = $2 and incarnation = $3 and number >= $4 and number < $5`,
      [answer.from, envelope.lane, envelope.incarnation, answer.expected, envelope.first],
    )
    if (again.rowCount === envelope.first - answer.expected) return undefined
  }
  // Its books and ours are not of one kind: a hello finds out how.
  await tx.client.query('update peer set meet = true where node = $1', [answer.from])
  return answer.fault
}

interface Kept {
  readonly from: string
  readonly receipts: readonly (Receipt | LaterReceipt)[]
  readonly at: string
  /** The signed text they stood in; a later one came as a message of its own. */
  readonly answer?: string
}

/** Keeps one receipt, once. False when there is no such message to this partner. */
export async function noteReceipt(
  visit: Visit,
  { receipt, ...kept }: Omit<Kept, 'receipts'> & { readonly receipt: Receipt | LaterReceipt },
): Promise<boolean> {
  return (await noteReceipts(visit, { ...kept, receipts: [receipt] })).has(receipt.message)
}

type Told = Pick<Noted, 'kind' | 'about' | 'body' | 'message'>

/** Keeps receipts, each once, and tells the modules. Gives the messages that were told to this partner. */
async function noteReceipts(visit: Visit, kept: Kept): Promise<ReadonlySet<string>> {
  if (kept.receipts.length === 0) return new Set()
  const found = await visit.tx.client.query<Told>(
    `select message_id as message, kind, about, body from unnest($2::uuid[]) as t (message)
     join outbox on message_id = t.message and peer = $1`,
    [kept.from, kept.receipts.map((one) => one.message)],
  )
  const told = new Map(found.rows.map((row) => [row.message, row]))
  const fresh = await keepReceipts(visit, kept)
  const noted = kept.receipts.flatMap((receipt): Noted[] => {
    const one = told.get(receipt.message)
    if (!one || !fresh.delete(`${receipt.message} ${receipt.state}`)) return []
    const { state, code } = receipt
    const reason = 'reason' in receipt ? receipt.reason : undefined
    return [
      {
        ...{ ...one, peer: kept.from, state, at: new Date(kept.at) },
        ...(code === undefined ? {} : { code }),
        ...(reason === undefined ? {} : { reason }),
      },
    ]
  })
  for (const [kind, some] of Map.groupBy(noted, (one) => one.kind)) {
    const handled = visit.node.messages.get(kind)
    if (handled?.notedAll) await handled.notedAll(visit, some as never)
    else for (const one of some) await handled?.noted?.(visit, one as never)
  }
  await auditAll(
    visit,
    noted.map(({ about, state, message }) => ({
      action: 'receipt.received',
      ...(about === '' ? {} : { object: about }),
      detail: { outcome: state, from: kept.from, message },
    })),
  )
  return new Set(told.keys())
}

/** Writes those that are not known; gives them as `message state`. What was never told to the partner has no receipt. */
async function keepReceipts(visit: Visit, { from, receipts, at, answer }: Kept): Promise<Set<string>> {
  const kept = await visit.tx.client.query<{ message_id: string; state: string }>(
    `insert into receipt (id, direction, peer, message_id, about, state, code, reason, digest, answer_id, at)
     select t.id, 'in', o.peer, o.message_id, o.about, t.state, t.code, t.reason, o.digest, $2, $3
     from unnest($4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::text[]) as t (id, message, state, code, reason)
     join outbox o on o.message_id = t.message and o.peer = $1
     on conflict (direction, peer, message_id, state) do nothing returning message_id, state`,
    [
      ...[from, answer ?? null, at],
      receipts.map(() => newId()),
      receipts.map((one) => one.message),
      receipts.map((one) => one.state),
      receipts.map((one) => one.code ?? null),
      receipts.map((one) => ('reason' in one ? (one.reason ?? null) : null)),
    ],
  )
  return new Set(kept.rows.map((row) => `${row.message_id} ${row.state}`))
}
