import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { newId } from '#store/identifier.ts'
import { isFlagged, isRefused } from './skew.ts'
import { backup, createPair, deliver, postIn, postRecall, rows } from './pair-testing.ts'
import type { Pair } from './pair-testing.ts'
import { inVisit } from './send.ts'

let pair: Pair
before(async () => {
  pair = await createPair()
})
after(() => pair.close())

const numbers = (): Promise<{ number: number; incarnation: number }[]> =>
  rows(pair.th, `select number, incarnation from outbox where stream = 'urgent' order by incarnation, number`)
const taken = (): Promise<{ number: number; message_id: string; incarnation: number }[]> =>
  rows(
    pair.ph,
    `select number, message_id, incarnation from inbox where lane = 'urgent' order by incarnation, number`,
  )
const waiting = async (): Promise<number> =>
  (await rows(pair.th, 'select 1 from outbox where answered_at is null')).length

test('numbers are given to what is committed: an act that was rolled back leaves no hole, and none waits for another', async () => {
  const { th } = pair
  const slow = Promise.withResolvers<undefined>()
  const begun = Promise.withResolvers<undefined>()
  const first = inVisit(th.node, async (visit) => {
    const id = await postIn(visit, 'ph')
    begun.resolve(undefined)
    await slow.promise
    return id
  })
  await begun.promise
  await assert.rejects(
    inVisit(th.node, async (visit) => {
      await postIn(visit, 'ph')
      throw new Error('the act is rolled back')
    }),
    /rolled back/,
  )
  const second = await postRecall(th, 'ph')
  await deliver(th, 'ph')
  assert.deepEqual(
    (await taken()).map((one) => one.message_id),
    [second],
    'what is not committed is not sent',
  )
  slow.resolve(undefined)
  const late = await first
  await deliver(th, 'ph')
  assert.deepEqual(
    (await taken()).map((one) => [one.number, one.message_id]),
    [
      [1, second],
      [2, late],
    ],
  )
})

test('ten acts at once are ten messages in a row, each with a signed receipt on both sides', async () => {
  const { th, ph } = pair
  const ids = await Promise.all(Array.from({ length: 10 }, () => postRecall(th, 'ph')))
  await deliver(th, 'ph')
  const all = (await taken()).map((one) => one.number)
  assert.deepEqual(
    all,
    Array.from(all.keys(), (at) => at + 1),
  )
  for (const [node, direction] of [
    [th, 'in'],
    [ph, 'out'],
  ] as const) {
    const receipts = await rows<{ message_id: string; text: string }>(
      node,
      `select r.message_id, a.text from receipt r join answer a on a.id = r.answer_id
       where r.direction = $1 and r.state = 'recalled' and r.message_id = any($2::uuid[])`,
      [direction, ids],
    )
    assert.equal(receipts.length, 10)
    const [one] = receipts
    const signed = JSON.parse(one?.text ?? '') as { payload: string }
    assert.match(Buffer.from(signed.payload, 'base64url').toString(), new RegExp(one?.message_id ?? 'x'))
  }
})

test('a partner set back to a backup gets again what it has lost, under the old numbers', async () => {
  const { th, ph } = pair
  await postRecall(th, 'ph')
  await deliver(th, 'ph')
  const kept = await backup(ph)
  const lost = [await postRecall(th, 'ph'), await postRecall(th, 'ph')]
  await deliver(th, 'ph')
  const before_ = await taken()
  await kept.back()
  assert.ok((await taken()).length < before_.length)
  // Its first hello tells: what it had confirmed is not there any more.
  await deliver(ph, 'th')
  await deliver(th, 'ph')
  assert.deepEqual(await taken(), before_)
  assert.ok(lost.every((id) => before_.some((one) => one.message_id === id)))
  assert.equal(await waiting(), 0)
})

test('a partner set back that says nothing is found out by the next number', async () => {
  const { th, ph } = pair
  const before_ = await taken()
  await rows(ph, `update stream set last = last - 2 where direction = 'in' and lane = 'urgent'`)
  const next = await postRecall(th, 'ph')
  await deliver(th, 'ph')
  const now = await taken()
  assert.equal(now.length, before_.length + 1)
  assert.equal(now.at(-1)?.message_id, next)
})

test('a node set back to a backup begins a new incarnation, and nothing new is taken for something old', async () => {
  const { th, ph } = pair
  await postRecall(th, 'ph')
  const again = await postRecall(th, 'ph')
  // The backup was made while both were on the way: it has them unsent.
  const kept = await backup(th)
  await deliver(th, 'ph')
  const lost = await postRecall(th, 'ph')
  await deliver(th, 'ph')
  await kept.back()
  const fresh = await postRecall(th, 'ph')
  await deliver(th, 'ph')
  const all = await taken()
  assert.deepEqual(all.filter((one) => one.message_id === again).length, 1, 'what both knew is there once')
  assert.equal(all.filter((one) => one.message_id === lost).length, 1)
  const newest = all.find((one) => one.message_id === fresh)
  assert.equal(newest?.incarnation, 2)
  assert.equal(await waiting(), 0)
  const [known] = await rows<{ incarnation: number }>(ph, `select incarnation from peer where node = 'th'`)
  assert.equal(known?.incarnation, 2)
  const told = await rows<{ action: string }>(
    ph,
    `select action from audit_intake where action = 'peer.restored' union all select action from audit_intake where action = 'x'`,
  )
  assert.equal(told.length, 1)
  assert.ok((await numbers()).some((one) => one.incarnation === 2))
})

test('a partner that was away for a month catches up by itself', async () => {
  const { th, ph } = pair
  const ids: string[] = []
  for (let at = 0; at < 250; at += 1) ids.push(await postRecall(th, 'ph'))
  for (const one of [th, ph]) one.pass({ minutes: 30 * 24 * 60 })
  await deliver(th, 'ph')
  const there = new Set((await taken()).map((one) => one.message_id))
  assert.ok(ids.every((id) => there.has(id)))
})

test('a clock that is a minute away is flagged; beyond five minutes only what is urgent goes', async () => {
  const { th, ph } = pair
  const skew = async (): Promise<number> =>
    (await rows<{ skew_ms: number }>(th, `select skew_ms from peer where node = 'ph'`))[0]?.skew_ms ?? 0
  ph.pass({ minutes: 2 })
  await postRecall(th, 'ph')
  await deliver(th, 'ph')
  assert.ok(isFlagged(await skew()) && !isRefused(await skew()), String(await skew()))
  const flagged = await rows(th, `select 1 from audit_intake where action = 'peer.skewed'`)
  assert.equal(flagged.length, 1)
  ph.pass({ minutes: 4 })
  await postRecall(th, 'ph')
  await deliver(th, 'ph')
  assert.ok(isRefused(await skew()))
  const { rows: ordinary } = await th.node.database.pool.query<{ id: number }>(
    `insert into outbox (message_id, peer, lane, kind, schema, body, digest, created_at)
     values ($1, 'ph', 'ordinary', 'release', 1, '{}', '\\x00', now()) returning id`,
    [newId()],
  )
  const urgent = await postRecall(th, 'ph')
  await assert.rejects(deliver(th, 'ph'), /clock/)
  assert.equal((await taken()).at(-1)?.message_id, urgent, 'a recall passes')
  const sent = await rows(ph, `select 1 from inbox where lane = 'ordinary'`)
  assert.deepEqual([ordinary.length, sent.length], [1, 0], 'nothing ordinary is signed')
  // The clocks are set right; a hello notices.
  th.pass({ minutes: 6 })
  await rows(th, `update peer set meet = true`)
  await deliver(th, 'ph').catch(() => undefined)
  assert.ok(!isFlagged(await skew()))
  assert.equal((await rows(th, `select 1 from audit_intake where action = 'peer.skewed'`)).length, 2)
})
