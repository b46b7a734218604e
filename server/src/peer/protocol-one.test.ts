import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'

import { newId } from '#store/identifier.ts'
import Fastify from 'fastify'
import type { FastifyInstance } from 'fastify'

import type { Node } from '../context.ts'
import { loadKeys } from '../keys.ts'
import { addPartner } from '../testing-guard.ts'
import { createTestNode } from '../testing.ts'
import type { TestNode } from '../testing.ts'
import { signOne } from './protocol-one.ts'
import type { MessageOne } from './protocol-one.ts'
import { registerPeerRoutes } from './receive.ts'
import { peerKey, unsign } from './sign.ts'
import { deliver, postRecall, rows } from './pair-testing.ts'

let th: TestNode
/** A partner that still runs the previous release: it has one door, one sequence, and no hello. */
let ph: Node
let door: FastifyInstance
const arrived: MessageOne[] = []
let expected = 1

before(async () => {
  th = await createTestNode('th')
  registerPeerRoutes(th.app, th.node)
  await addPartner(th.node)
  const keys = await loadKeys(join(th.node.config.dataFolder, 'keys-of-ph'))
  ph = { ...th.node, name: 'ph', keys }
  door = Fastify()
  door.addContentTypeParser('application/jose', { parseAs: 'string' }, (_request, body, done) =>
    done(null, body),
  )
  door.post('/peer/v1/envelopes', async (request, reply) => {
    const message = (await unsign(
      String(request.body),
      th.node.keys.envelope.publicKey,
    )) as unknown as MessageOne
    if (message.sequence > expected) return reply.code(409).send(String(expected))
    if (message.sequence === expected) {
      arrived.push(message)
      expected += 1
    }
    const body = { message: message.id, outcome: 'recalled', release: '' }
    const head = { protocol: 1, id: newId(), from: 'ph', to: 'th', sequence: message.sequence } as const
    return signOne(ph, { ...head, kind: 'receipt', at: new Date().toISOString(), body })
  })
  const address = await door.listen({ host: '127.0.0.1', port: 0 })
  await rows(th, 'update peer set address = $1, encryption_key = null', [address])
})
after(async () => {
  await door.close()
  await th.close()
})

const waiting = async (): Promise<number> =>
  (await rows(th, 'select 1 from outbox where answered_at is null')).length

async function tellOne(message: Partial<MessageOne>): Promise<{ status: number; outcome: string }> {
  const head = { protocol: 1, id: newId(), from: 'ph', to: 'th', sequence: 1, kind: 'recall' } as const
  const whole = { ...head, at: new Date().toISOString(), body: { release: newId() }, ...message }
  const answer = await th.app.inject({
    method: 'POST',
    url: '/peer/v1/envelopes',
    headers: { 'content-type': 'application/jose', 'shield-node': 'ph' },
    payload: await signOne(ph, whole),
  })
  const receipt = await unsign(answer.body, th.node.keys.envelope.publicKey)
  const said = (receipt as { body?: { outcome?: string } } | undefined)?.body?.outcome
  return { status: answer.statusCode, outcome: said ?? answer.body }
}

test('a partner of the previous release is found by its missing hello, and gets one message after the other', async () => {
  const ids = [await postRecall(th, 'ph'), await postRecall(th, 'ph')]
  await deliver(th, 'ph')
  assert.deepEqual(
    arrived.map((one) => [one.sequence, one.id]),
    ids.map((id, at) => [at + 1, id]),
  )
  assert.equal(await waiting(), 0)
  const held = await rows(th, `select 1 from receipt where direction = 'in' and state = 'recalled'`)
  assert.equal(held.length, 2)
})

test('a previous partner that misses earlier ones gets them again', async () => {
  expected = 2
  arrived.length = 0
  await postRecall(th, 'ph')
  await deliver(th, 'ph')
  assert.deepEqual(
    arrived.map((one) => one.sequence),
    [2, 3],
  )
})

test('what a previous partner sends is taken once, in order, and answered as it understands', async () => {
  const first = { id: newId(), sequence: 1 }
  assert.deepEqual(await tellOne(first), { status: 200, outcome: 'recalled' })
  assert.deepEqual(await tellOne(first), { status: 200, outcome: 'recalled' })
  assert.deepEqual(await tellOne({ sequence: 7 }), { status: 409, outcome: '2' })
  assert.deepEqual(await tellOne({ sequence: 2, kind: 'receipt' }), { status: 403, outcome: '' })
  assert.deepEqual(await tellOne({ sequence: 2, to: 'mm' }), { status: 403, outcome: '' })
  assert.equal((await rows(th, 'select 1 from inbox')).length, 1)
})

test('once it has been brought up to date, what was on the old way goes the new one; it is never spoken to in the old way again', async () => {
  const old = await postRecall(th, 'ph')
  await rows(
    th,
    `update outbox set stream = 'single', incarnation = 1, number = 9, envelope = 'x' where message_id = $1`,
    [old],
  )
  const { learnUnasked } = await import('./learn.ts')
  const { inVisit } = await import('./send.ts')
  const place = { incarnation: 1, last: 0 }
  const { kty = '', crv = '', x = '' } = ph.keys.encryption.publicKey.export({ format: 'jwk' })
  await inVisit(th.node, (visit) =>
    learnUnasked(visit, {
      ...{
        protocol: 2,
        minReadable: 2,
        id: newId(),
        from: 'ph',
        to: 'th',
        protocols: [1, 2],
        incarnation: 1,
      },
      created: new Date().toISOString(),
      encryptionKey: { kty, crv, x },
      sent: { urgent: place, ordinary: place },
      received: { urgent: place, ordinary: place },
    }),
  )
  const [row] = await rows<{ number: number | null; protocol: number; key: object }>(
    th,
    `select o.number, p.protocol, p.encryption_key as key from outbox o join peer p on p.node = o.peer where o.message_id = $1`,
    [old],
  )
  assert.deepEqual([row?.number, row?.protocol], [null, 2])
  assert.equal(peerKey(row?.key).asymmetricKeyType, 'x25519')
  // Its door for hellos is gone again: somebody wants us to speak less safely.
  await rows(th, 'update peer set meet = true')
  arrived.length = 0
  await assert.rejects(deliver(th, 'ph'), /downgrade/)
  assert.deepEqual(await tellOne({ sequence: 2 }), { status: 403, outcome: '' })
  assert.equal(arrived.length, 0)
  const told = await rows(th, `select 1 from audit_intake where action = 'peer.downgraded'`)
  assert.equal(told.length, 1)
})
