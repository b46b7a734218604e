import type { Json } from '@shield/core'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'

import { newId } from '#store/identifier.ts'
import { audit } from '../audit/index.ts'
import type { Node, Visit } from '../context.ts'
import { applyMessage, openEnvelope, peerKey, seal } from '../modules/exchange/index.ts'
import type { Message } from '../modules/exchange/index.ts'

const maxEnvelopeBytes = 4 * 2 ** 20

interface Answer {
  readonly status: number
  readonly text: string
}

/** The door for partner nodes. An envelope that is not right changes nothing and is answered without a reason. */
export function registerPeerRoutes(app: FastifyInstance, node: Node): void {
  app.addContentTypeParser(
    'application/jose',
    { parseAs: 'string', bodyLimit: maxEnvelopeBytes },
    (_request, body, done) => done(null, body),
  )
  app.post('/peer/v1/envelopes', { bodyLimit: maxEnvelopeBytes }, async (request, reply) => {
    const from = String(request.headers['shield-node'] ?? '')
    const answer =
      typeof request.body === 'string'
        ? await receive(node, from, request.body, request.id)
        : { status: 403, text: '' }
    return reply
      .code(answer.status)
      .header('content-type', answer.status === 200 ? 'application/jose' : 'text/plain')
      .send(answer.text)
  })
}

async function receive(node: Node, from: string, envelope: string, requestId: string): Promise<Answer> {
  return node.database.inTransaction(async (tx) => {
    const visit: Visit = { tx, node, now: node.now(), requestId }
    // The lock keeps a partner's envelopes in line: each is applied whole before the next is looked at.
    const peer = await tx.db
      .selectFrom('peer')
      .select(['public_key', 'suspended_at'])
      .where('node', '=', from)
      .forUpdate()
      .executeTakeFirst()
    const message =
      peer && (await openEnvelope(envelope, { from, to: node.name, key: peerKey(peer.public_key) }))
    if (!message || message.kind === 'receipt') {
      await audit(visit, { action: 'envelope.refused', detail: { rule: 'signature' } })
      return { status: 403, text: '' }
    }
    const earlier = await tx.db
      .selectFrom('receipt')
      .select('envelope')
      .where('direction', '=', 'out')
      .where('peer', '=', from)
      .where('message_id', '=', message.id)
      .executeTakeFirst()
    // Sent again because our answer was lost: the same answer, and nothing is done twice.
    if (earlier) return { status: 200, text: earlier.envelope }
    const last = await tx.client.query<{ sequence: number }>(
      'select coalesce(max(sequence), 0) as sequence from inbox where peer = $1',
      [from],
    )
    const expected = (last.rows[0]?.sequence ?? 0) + 1
    if (message.sequence !== expected) return { status: 409, text: String(expected) }
    await tx.db
      .insertInto('inbox')
      .values({
        peer: from,
        message_id: message.id,
        sequence: message.sequence,
        kind: message.kind,
        envelope,
        applied_at: visit.now,
      })
      .execute()
    // A suspended partner's releases are refused; its recalls are always done.
    const isBarred = peer.suspended_at !== null && message.kind !== 'recall'
    const { outcome, release } = isBarred
      ? { outcome: 'refused' as const, release: '' }
      : await applyOrRefuse(visit, message)
    const id = newId()
    const receipt = await seal(node, {
      protocol: 1,
      id,
      from: node.name,
      to: from,
      sequence: message.sequence,
      kind: 'receipt',
      at: visit.now.toISOString(),
      body: { message: message.id, outcome, release },
    })
    await tx.client.query(
      `insert into receipt (id, direction, peer, message_id, release_id, state, envelope)
       select $1, 'out', $2, $3, (select id from release where id::text = $4), $5, $6`,
      [id, from, message.id, release, outcome, receipt],
    )
    return { status: 200, text: receipt }
  })
}

/** A signed message that this database can't hold is refused like any other: it must not block the ones behind it. */
async function applyOrRefuse(visit: Visit, message: Message): ReturnType<typeof applyMessage> {
  await visit.tx.client.query('savepoint message')
  try {
    if (isStorable(message.body)) return await applyMessage(visit, message)
  } catch (error) {
    // Classes 22 and 23 of SQLSTATE: a value that is no value here, or that breaks a rule of the table.
    if (!(error instanceof pg.DatabaseError) || !/^2[23]/.test(error.code ?? '')) throw error
    await visit.tx.client.query('rollback to savepoint message')
  }
  await audit(visit, { action: 'envelope.refused', detail: { rule: 'value', from: message.from } })
  return { outcome: 'refused', release: '' }
}

const deepest = 20

/** Text that Unicode and PostgreSQL know, and no deeper than any message of ours. */
function isStorable(value: Json, depth = 0): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0')
  if (typeof value !== 'object' || value === null) return true
  if (depth > deepest) return false
  return Object.entries(value).every(([key, one]) => isStorable(key) && isStorable(one, depth + 1))
}
