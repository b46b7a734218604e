import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import fc from 'fast-check'
import type { AgreementView, ReleaseDraft } from '@shield/contract'

import { createPair, deliver } from '../../peer/pair-testing.ts'
import type { Pair } from '../../peer/pair-testing.ts'
import { inVisit } from '../../peer/send.ts'
import type { TestNode } from '../../testing.ts'
import { ask, get } from '../../testing-http.ts'
import { importPeople, findOne, person } from '../registry/testing.ts'
import { isKeptTooLong, lastDay } from './retention.ts'
import { hearStand } from './stop-agreement.ts'

type Headers = Record<string, string>

let pair: Pair
let officer: Headers
let theirs: Headers
let agreement: string

before(async () => {
  pair = await createPair()
  officer = await pair.th.signIn(person('exchange-officer', 'th-aht'), 'investigation')
  theirs = await pair.ph.signIn(person('exchange-officer', 'ph-wdk'), 'investigation')
  agreement = (await at(pair.th, officer)).id
})
after(() => pair.close())

async function at(node: TestNode, headers: Headers): Promise<AgreementView> {
  return (await get(node, headers, 'agreementList')).items[0] ?? assert.fail('no agreement')
}

async function draftOf(name: string): Promise<Pick<ReleaseDraft, 'entities'>> {
  const analyst = await pair.th.signIn(person('analyst', 'th-aht'), 'investigation')
  await importPeople(pair.th, analyst, { source: name, lines: [`${name},${name},+999 81 000 0071,`] })
  const entity = await findOne(pair.th, analyst, name)
  const profile = await get(pair.th, analyst, 'entityRead', { params: { id: entity } })
  return { entities: [{ entity, statements: profile.statements.map((one) => one.id) }] }
}

const release = async (draft: Pick<ReleaseDraft, 'entities'>, more: object = {}) =>
  ask(pair.th, officer, 'releaseCreate', {
    body: {
      ...{ agreement, purpose: 'investigation', ...draft, ...more },
      ...{ legalBasis: 'Agreement, article 4', reason: 'Works in both countries' },
    },
  })

test('each side stops the agreement alone and at once; recall goes on, and both have to let it run again', async () => {
  const draft = await draftOf('Suchart Boonmee')
  const sent = JSON.parse((await release(draft)).text) as { id: string }
  await deliver(pair.th, 'ph')
  const params = { id: agreement }
  await get(pair.ph, theirs, 'agreementSuspend', { params, body: { reason: 'A complaint is looked into' } })
  await deliver(pair.ph, 'th')
  const here = await at(pair.th, officer)
  assert.equal(here.inForce, false)
  assert.ok(here.theirSuspendedAt)
  assert.equal(here.suspendedReason, undefined, 'why stays with who decided')
  assert.match((await release(draft)).text, /agreement-missing/)
  await get(pair.th, officer, 'agreementSuspend', { params, body: { reason: 'We look into it too' } })
  assert.equal(
    (await ask(pair.th, officer, 'agreementSuspend', { params, body: { reason: 'Again' } })).status,
    409,
  )
  await get(pair.th, officer, 'releaseRecall', { params: { id: sent.id }, body: { reason: 'Wrong man' } })
  await deliver(pair.th, 'ph')
  assert.equal((await get(pair.th, officer, 'releaseRead', { params: { id: sent.id } })).state, 'recalled')
  await get(pair.ph, theirs, 'agreementResume', { params, body: { reason: 'Nothing in it' } })
  await deliver(pair.ph, 'th')
  assert.equal((await at(pair.th, officer)).inForce, false, 'this side has it stopped still')
  await get(pair.th, officer, 'agreementResume', { params, body: { reason: 'Nothing in it' } })
  assert.equal((await at(pair.th, officer)).inForce, true)
  const analyst = await pair.th.signIn(person('analyst', 'th-aht'), 'investigation')
  assert.equal(
    (await ask(pair.th, analyst, 'agreementSuspend', { params, body: { reason: 'Mine' } })).status,
    403,
  )
})

test('the partner’s words about an agreement end in its last one, whatever order they come in', async () => {
  const words = [
    { number: 101, stand: 'suspended' },
    { number: 102, stand: 'running' },
    { number: 103, stand: 'suspended' },
    { number: 104, stand: 'running' },
  ] as const
  let base = 0
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray([...words], { minLength: 4 }), async (order) => {
      base += 10
      for (const { number, stand } of order)
        await inVisit(pair.th.node, (visit) =>
          hearStand(visit, { from: 'ph', body: { agreement, number: number + base, stand } }),
        )
      assert.equal((await at(pair.th, officer)).theirSuspendedAt, undefined)
    }),
    { numRuns: 8 },
  )
  const stranger = await inVisit(pair.th.node, (visit) =>
    hearStand(visit, { from: 'mm', body: { agreement, number: 999, stand: 'ended' } }),
  )
  assert.deepEqual([stranger.state, stranger.code], ['refused', 'NO-AGREEMENT'])
})

test('nothing is kept longer than was agreed', async () => {
  const from = new Date('2026-03-01T12:00:00Z')
  assert.equal(lastDay({ retentionDays: 30 }, from), '2026-03-31')
  assert.equal(lastDay({}, from), undefined)
  assert.deepEqual(
    [undefined, '2026-03-31', '2026-04-01'].map((day) => isKeptTooLong(day, { retentionDays: 30 }, from)),
    [true, false, true],
  )
  const draft = await draftOf('Kritsada Pholdee')
  const { pool } = pair.th.node.database
  await pool.query(`update agreement set body = body || '{"retentionDays": 10}'`)
  const today = pair.th.node.now()
  for (const more of [{}, { expiresOn: '2098-01-01' }]) {
    const made = JSON.parse((await release(draft, more)).text) as { expiresOn: string }
    assert.equal(made.expiresOn, lastDay({ retentionDays: 10 }, today))
  }
  await pair.ph.node.database.pool.query(`update agreement set body = body || '{"retentionDays": 5}'`)
  const late = JSON.parse((await release(draft)).text) as { id: string }
  await deliver(pair.th, 'ph')
  assert.equal((await get(pair.th, officer, 'releaseRead', { params: { id: late.id } })).state, 'refused')
})

test('an agreement that was ended never runs again, and what went under it is recalled all the same', async () => {
  const { pool } = pair.th.node.database
  for (const node of [pair.th, pair.ph])
    await node.node.database.pool.query(`update agreement set body = body - 'retentionDays'`)
  const draft = await draftOf('Chalerm Wongyai')
  const sent = JSON.parse((await release(draft)).text) as { id: string }
  await deliver(pair.th, 'ph')
  const params = { id: agreement }
  await get(pair.th, officer, 'agreementEnd', { params, body: { reason: 'A new one takes its place' } })
  await deliver(pair.th, 'ph')
  const [here, there] = [await at(pair.th, officer), await at(pair.ph, theirs)]
  assert.deepEqual([here.endedBy, there.endedBy, here.inForce, there.inForce], ['us', 'them', false, false])
  assert.deepEqual([here.can, there.can], [[], []])
  assert.equal(
    (await ask(pair.ph, theirs, 'agreementResume', { params, body: { reason: 'It is wanted' } })).status,
    409,
  )
  await get(pair.th, officer, 'releaseRecall', { params: { id: sent.id }, body: { reason: 'Wrong man' } })
  await deliver(pair.th, 'ph')
  assert.equal((await get(pair.th, officer, 'releaseRead', { params: { id: sent.id } })).state, 'recalled')
  const told = await pool.query<{ told: number }>('select told from agreement')
  assert.equal(told.rows[0]?.told, 3)
})
