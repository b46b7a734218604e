import { newId } from '#store/identifier.ts'
import { audit } from '../audit/index.ts'
import type { Visit } from '../context.ts'
import { decideMessage } from './decide-message.ts'
import { messageOf, openOne, receiptOne } from './protocol-one.ts'

interface Reply {
  readonly status: number
  readonly text: string
}

/** Takes an envelope of a partner of the previous release. One that has spoken protocol 2 speaks it for ever. */
export async function receiveOne(visit: Visit, from: string, text: string): Promise<Reply> {
  const { tx, node, now } = visit
  const peer = await tx.db
    .selectFrom('peer')
    .select(['suspended_at', 'protocol'])
    .where('node', '=', from)
    .forNoKeyUpdate()
    .executeTakeFirst()
  const message = peer && (await openOne(visit, from, text))
  const isDowngrade = (peer?.protocol ?? 1) > 1
  if (!message || message.kind === 'receipt' || isDowngrade) {
    await audit(visit, {
      action: 'envelope.refused',
      detail: { rule: message && isDowngrade ? 'downgrade' : 'signature' },
    })
    return { status: 403, text: '' }
  }
  const earlier = await tx.db
    .selectFrom('receipt as r')
    .innerJoin('answer as a', 'a.id', 'r.answer_id')
    .select('a.text')
    .where('r.direction', '=', 'out')
    .where('r.peer', '=', from)
    .where('r.message_id', '=', message.id)
    .executeTakeFirst()
  if (earlier) return { status: 200, text: earlier.text }
  const place = await tx.client.query<{ last: number }>(
    `insert into stream (peer, direction, lane, incarnation) values ($1, 'in', 'single', 1)
     on conflict (peer, direction, lane) do update set last = stream.last returning last`,
    [from],
  )
  const expected = (place.rows[0]?.last ?? 0) + 1
  if (message.sequence !== expected) return { status: 409, text: String(expected) }
  const read = messageOf(message)
  const isBarred = peer.suspended_at !== null && read.lane === 'ordinary'
  const envelope = { from, lane: read.lane, created: message.at }
  const decided = await decideMessage(visit, { envelope, message: read.message, isBarred })
  const { state, code = null, about = '', digest } = decided
  const answer = { id: newId(), text: await receiptOne(node, message, { state, at: now }) }
  await tx.db
    .insertInto('inbox_envelope')
    .values({ peer: from, id: message.id, text, received_at: now })
    .execute()
  await tx.db
    .insertInto('inbox')
    .values({
      ...{ peer: from, message_id: message.id, lane: 'single', number: message.sequence, kind: message.kind },
      ...{ state, code, about, digest, envelope_id: message.id, received_at: now },
    })
    .execute()
  await tx.client.query(
    `update stream set last = $2 where peer = $1 and direction = 'in' and lane = 'single'`,
    [from, expected],
  )
  await tx.db
    .insertInto('answer')
    .values({ id: answer.id, direction: 'out', peer: from, text: answer.text, at: now })
    .execute()
  await tx.db
    .insertInto('receipt')
    .values({
      ...{ id: newId(), direction: 'out', peer: from, message_id: message.id, about, state, code, digest },
      ...{ answer_id: answer.id, at: now },
    })
    .execute()
  return { status: 200, text: answer.text }
}
