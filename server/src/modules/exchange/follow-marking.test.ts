import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { makePartners } from '../../cli/load-demonstration.ts'
import { ask, get } from '../../testing-http.ts'
import { createTestNode } from '../../testing.ts'
import type { TestNode } from '../../testing.ts'
import { findOne, importPeople, person } from '../registry/testing.ts'
import { followMarking } from './follow-marking.ts'

let th: TestNode
let ph: TestNode

before(async () => {
  th = await createTestNode('th')
  ph = await createTestNode('ph')
  const nodes = [th, ph].map(({ node }) => ({ node, address: 'http://localhost:1' }))
  await makePartners(nodes)
})
after(async () => {
  await th.close()
  await ph.close()
})

test('what went out is handled here as strictly as what it holds, and what still waits does not go as it was', async () => {
  const analyst = await th.signIn(person('analyst', 'th-aht'), 'investigation')
  const officer = await th.signIn(person('exchange-officer', 'th-aht'), 'investigation')
  const supervisor = await th.signIn(person('supervisor', 'th-aht'), 'investigation')
  const other = await th.signIn(person('analyst', 'th-aml'), 'investigation')
  await importPeople(th, analyst, { source: 'Shared', lines: ['F1,Narin Thepsut,+999 81 000 0030,Lambda'] })
  const entity = await findOne(th, analyst, 'Narin Thepsut')
  const profile = await get(th, analyst, 'entityRead', { params: { id: entity } })
  const [agreement] = (await get(th, officer, 'agreementList')).items
  const release = async () =>
    get(th, officer, 'releaseCreate', {
      body: {
        agreement: agreement?.id ?? '',
        entities: [{ entity, statements: profile.statements.map((one) => one.id) }],
        purpose: 'investigation',
        legalBasis: 'Agreement, article 4',
        reason: 'Works in both countries',
      },
    })
  const sent = await release()
  assert.equal(sent.state, 'sent')
  assert.equal((await get(th, other, 'releaseRead', { params: { id: sent.id } })).caption, 'Narin Thepsut')

  const target = { entity, record: profile.statements[0]?.record ?? '' }
  const raise = async (edit: object): Promise<void> => {
    await get(th, analyst, 'markingChangeMake', {
      body: { target, wish: { edit }, reason: 'The source is in danger' },
    })
    await followMarking(th.node)
  }
  await raise({ releasedTo: [], secondPerson: true })
  assert.equal((await ask(th, other, 'releaseRead', { params: { id: sent.id } })).status, 404)
  assert.equal((await get(th, officer, 'releaseRead', { params: { id: sent.id } })).caption, 'Narin Thepsut')

  const waiting = await release()
  assert.equal(waiting.state, 'waiting')
  await raise({ noCourtUse: true })
  const late = await ask(th, supervisor, 'releaseApprove', {
    params: { id: waiting.id },
    body: { reason: 'Lawful and needed' },
  })
  assert.deepEqual([late.status, JSON.parse(late.text).code], [412, 'state-changed'])
})
