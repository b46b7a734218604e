import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { createPair, deliver } from '../../peer/pair-testing.ts'
import type { Pair } from '../../peer/pair-testing.ts'
import { ask, get } from '../../testing-http.ts'
import { findOne, importPeople, person } from '../registry/testing.ts'

let pair: Pair
before(async () => {
  pair = await createPair()
})
after(() => pair.close())

test('the owner reads on the profile who holds it, whether a person opened it there, and what came of it', async () => {
  const { th, ph } = pair
  const analyst = await th.signIn(person('analyst', 'th-aht'), 'investigation')
  const officer = await th.signIn(person('exchange-officer', 'th-aht'), 'investigation')
  await importPeople(th, analyst, { source: 'Held', lines: ['H1,Manop Srithong,+999 81 000 0055,'] })
  const entity = await findOne(th, analyst, 'Manop Srithong')
  const profile = await get(th, analyst, 'entityRead', { params: { id: entity } })
  const [agreement] = (await get(th, officer, 'agreementList')).items
  const made = await get(th, officer, 'releaseCreate', {
    body: {
      ...{ agreement: agreement?.id ?? '', purpose: 'investigation' },
      entities: [{ entity, statements: profile.statements.map((one) => one.id) }],
      ...{ legalBasis: 'Agreement, article 4', reason: 'Works in both countries' },
    },
  })
  await deliver(th, 'ph')
  const params = { id: made.id }
  const theirs = await ph.signIn(person('exchange-officer', 'ph-wdk'), 'investigation')
  const before_ = await get(ph, theirs, 'releaseRead', { params })
  assert.ok(before_.answerDueAt)
  assert.ok(before_.can.includes('exchange.answer'))
  const outbox = async (): Promise<number> =>
    (await ph.node.database.pool.query(`select 1 from outbox where kind = 'receipt'`)).rowCount ?? 0
  assert.equal(await outbox(), 0, 'S18 GET with effects: reading alone tells nobody')
  await get(ph, theirs, 'releaseSeen', { params })
  await get(ph, theirs, 'releaseSeen', { params })
  const body = { answer: 'acted' as const, reason: 'He was found in Cebu' }
  const answered = await get(ph, theirs, 'releaseAnswer', { params, body })
  assert.equal(answered.answerDueAt, undefined)
  assert.equal((await ask(ph, theirs, 'releaseAnswer', { params, body })).status, 409)
  assert.equal(await outbox(), 2)
  await deliver(ph, 'th')
  const holders = (await get(th, officer, 'entityHolders', { params: { id: entity } })).items
  assert.deepEqual(
    holders.map((one) => [one.id, one.peer.node, one.receipts.map((receipt) => receipt.state)]),
    [[made.id, 'ph', ['applied', 'seen', 'acted']]],
  )
  assert.equal(holders[0]?.receipts.at(-1)?.reason, 'He was found in Cebu')
  assert.equal((await ask(th, officer, 'releaseSeen', { params })).status, 409, 'one’s own is not received')
  await get(th, officer, 'releaseRecall', { params, body: { reason: 'Another man' } })
  await deliver(th, 'ph')
  assert.deepEqual((await get(th, officer, 'entityHolders', { params: { id: entity } })).items, [])
  const hidden = await ask(ph, theirs, 'entityHolders', { params: { id: entity } })
  assert.equal(hidden.status, 404)
})
