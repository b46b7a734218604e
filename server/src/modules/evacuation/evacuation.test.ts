import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'

import { people } from '@shield/world'
import type { EvacuationRow, EvacuationView } from '@shield/contract'

import { ask } from '../../testing-http.ts'
import { createTestNode } from '../../testing.ts'
import type { TestNode } from '../../testing.ts'
import { lookAtDoor, watchDoor } from './door.ts'
import { orderByCodes } from './order-evacuation.ts'
import { newId } from '#store/identifier.ts'
import { createOpener, createSealer, chunkBytes } from './sealed-stream.ts'

let th: TestNode
before(async () => {
  th = await createTestNode()
})
after(() => th.close())

const whoIs = (role: 'administrator' | 'oversight' | 'supervisor' | 'analyst') =>
  people.find((one) => one.organisation.startsWith('th-') && one.roles.some((own) => own === role)) ??
  assert.fail(`nobody is ${role}`)

const as = (role: Parameters<typeof whoIs>[0]): Promise<Record<string, string>> =>
  th.signIn(whoIs(role), 'administration')

async function order(role: Parameters<typeof whoIs>[0], kind: 'drill' | 'real'): Promise<EvacuationRow> {
  const answer = await ask(th, await as(role), 'evacuationAsk', { body: { kind, reason: 'of a test' } })
  assert.equal(answer.status, 200, answer.text)
  return JSON.parse(answer.text) as EvacuationRow
}

const agree = async (role: Parameters<typeof whoIs>[0], id: string) =>
  ask(th, await as(role), 'evacuationAgree', { params: { id } })
const withdraw = async (id: string) =>
  ask(th, await as('administrator'), 'evacuationWithdraw', { params: { id } })

test('two people of two offices: neither the same person nor two who oversee', async () => {
  const { id, can } = await order('administrator', 'real')
  assert.deepEqual(can, ['withdraw'])
  const same = await agree('administrator', id)
  assert.deepEqual([same.status, JSON.parse(same.text).code], [403, 'second-person-needed'])
  assert.equal((await agree('analyst', id)).status, 403)
  const agreed = await agree('oversight', id)
  assert.deepEqual([agreed.status, (JSON.parse(agreed.text) as EvacuationRow).state], [200, 'agreed'])
  assert.equal((await agree('supervisor', id)).status, 409)
  assert.equal((await withdraw(id)).status, 200)
  const other = await order('supervisor', 'drill')
  const twoOverseers = await agree('oversight', other.id)
  assert.deepEqual([twoOverseers.status, /administrator/.test(twoOverseers.text)], [403, true])
  const second = await ask(th, await as('oversight'), 'evacuationAsk', {
    body: { kind: 'drill', reason: 'another one' },
  })
  assert.equal(second.status, 409)
  assert.equal((await withdraw(other.id)).status, 200)
  const missing = await agree('oversight', newId())
  assert.equal(missing.status, 404)
})

test('what nobody carries out ends by itself and makes room', async () => {
  const { id } = await order('administrator', 'drill')
  th.pass({ minutes: 25 * 60 })
  assert.equal((await agree('oversight', id)).status, 409)
  const list = JSON.parse((await ask(th, await as('oversight'), 'evacuationList', {})).text) as EvacuationView
  assert.equal(list.items.find((row) => row.id === id)?.state, 'over')
  assert.equal(list.plan.isDrillDue, true)
  const next = await order('oversight', 'drill')
  assert.equal((await withdraw(next.id)).status, 200)
})

async function codeOf(role: Parameters<typeof whoIs>[0]): Promise<string> {
  const answer = await ask(th, await as(role), 'evacuationEnvelope', { body: {} })
  return (JSON.parse(answer.text) as { code: string }).code
}

const byCodes = (...codes: readonly string[]): Promise<string> =>
  th.node.database.inTransaction((tx) =>
    orderByCodes(
      { tx, node: th.node, now: th.node.now(), requestId: newId() },
      { codes, kind: 'real', reason: 'of a test' },
    ),
  )

test('two envelopes agree once: not one of them twice, not two of one office, not an earlier code', async () => {
  const [administrator, oversight, supervisor] = [
    await codeOf('administrator'),
    await codeOf('oversight'),
    await codeOf('supervisor'),
  ]
  const refused = { code: 'second-person-needed' }
  await assert.rejects(byCodes(administrator, administrator), refused)
  await assert.rejects(byCodes(oversight, supervisor), refused)
  await assert.rejects(byCodes(administrator, '0000-0000-0000-0000-0000'), refused)
  const newer = await codeOf('administrator')
  await assert.rejects(byCodes(administrator, oversight), refused)
  // As it is read from paper.
  const id = await byCodes(newer.toLowerCase().replaceAll('-', ' '), oversight)
  await assert.rejects(byCodes(newer, oversight), refused)
  assert.equal((await withdraw(id)).status, 200)
})

test('while the node is brought to safety every door says so in words, and screens are still served', async () => {
  const door = watchDoor(th.node, () => undefined)
  const { pool } = th.node.database
  const { id } = await order('administrator', 'real')
  await agree('oversight', id)
  const headers = await as('oversight')
  const until = async (status: number) => {
    for (let tries = 0; tries < 200; tries += 1) {
      const answer = await ask(th, headers, 'evacuationList', {})
      if (answer.status === status) return answer
      await sleep(100)
    }
    return assert.fail(`the door did not answer ${status}`)
  }
  await pool.query(
    `update evacuation set state = 'under-way', stage = 'export', closed_at = now() where id = $1`,
    [id],
  )
  const closed = await until(503)
  assert.deepEqual([JSON.parse(closed.text).code, closed.headers['retry-after']], ['evacuating', '60'])
  for (const url of ['/taxii2/', '/misp/events', '/ready'])
    assert.equal((await th.app.inject({ url })).statusCode, 503, url)
  assert.equal((await th.app.inject({ url: '/health' })).statusCode, 200)
  assert.deepEqual(await lookAtDoor(pool), { isClosed: true, leaves: false })
  await pool.query(`update evacuation set stage = 'stop' where id = $1`, [id])
  assert.deepEqual(await lookAtDoor(pool), { isClosed: true, leaves: true })
  // A drill whose process died holds nobody up.
  await pool.query(`update evacuation set kind = 'drill', stage = 'export' where id = $1`, [id])
  await until(200)
  await door.stop()
})

async function through(bytes: Buffer, ...steps: readonly ReturnType<typeof createSealer>[]): Promise<Buffer> {
  const out: Buffer[] = []
  const [first, ...rest] = steps
  await pipeline([
    Readable.from([bytes]),
    ...(first ? [first, ...rest] : []),
    async (stream: AsyncIterable<Buffer>) => {
      for await (const piece of stream) out.push(piece)
    },
  ])
  return Buffer.concat(out)
}

test('a sealed stream opens as it was, at every length around a chunk; no chunk is moved, left out or changed', async () => {
  const sealing = { key: Buffer.alloc(32, 7), about: Buffer.from('a head') }
  for (const length of [
    0,
    1,
    chunkBytes - 1,
    chunkBytes,
    chunkBytes + 1,
    2 * chunkBytes,
    2 * chunkBytes + 5,
  ]) {
    const bytes = Buffer.alloc(length, 'shield')
    const sealed = await through(bytes, createSealer(sealing))
    assert.ok((await through(sealed, createOpener(sealing))).equals(bytes), `${length}`)
  }
  const sealed = await through(Buffer.alloc(3 * chunkBytes, 'x'), createSealer(sealing))
  const size = chunkBytes + 16
  const chunk = (at: number): Buffer => sealed.subarray(at * size, (at + 1) * size)
  const broken = {
    'two in another order': Buffer.concat([chunk(1), chunk(0), chunk(2)]),
    'one left out': Buffer.concat([chunk(0), chunk(2)]),
    'the last cut off': Buffer.concat([chunk(0), chunk(1)]),
    'one twice': Buffer.concat([chunk(0), chunk(1), chunk(2), chunk(2)]),
    'a byte more': Buffer.concat([sealed, Buffer.of(0)]),
  }
  for (const [name, bytes] of Object.entries(broken))
    await assert.rejects(through(bytes, createOpener(sealing)), /was changed, or the file was cut/, name)
  await assert.rejects(through(sealed, createOpener({ ...sealing, about: Buffer.from('another') })))
})
