import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { people } from '@shield/world'

import { registerPeerRoutes } from '../../peer/index.ts'
import { envelope, makePartner, send } from '../../peer/testing.ts'
import type { Partner } from '../../peer/testing.ts'
import { addPartner } from '../../testing-guard.ts'
import { get } from '../../testing-http.ts'
import { createTestNode } from '../../testing.ts'
import type { TestNode } from '../../testing.ts'
import { newTold, recallOf, releaseOf } from './amend-testing.ts'

let th: TestNode
let ph: Partner
let agreement: string

before(async () => {
  th = await createTestNode('th')
  registerPeerRoutes(th.app, th.node)
  agreement = await addPartner(th.node)
  ph = await makePartner(th, 'ph', 'keys-of-ph')
})
after(() => th.close())

async function finds(text: string): Promise<number> {
  await th.node.search.upToDate()
  const headers = await th.signIn(people[0] ?? assert.fail('nobody'), 'investigation')
  return (await get(th, headers, 'searchRun', { query: { q: text } })).count ?? 0
}

test('several recalls in one envelope each hide what they take back', async () => {
  const told = ['Amihan Dalisay', 'Crisanto Batungbakal', 'Ligaya Macaraeg'].map((name) =>
    newTold(agreement, name),
  )
  const released = await send(ph, th, envelope(ph, told.map(releaseOf)))
  assert.deepEqual(
    released.receipts.map((one) => one.state),
    ['applied', 'applied', 'applied'],
  )
  for (const one of told) assert.equal(await finds(one.statements[0]?.value ?? ''), 1)
  const recalled = await send(
    ph,
    th,
    envelope(
      ph,
      told.map((one) => recallOf(one.release)),
    ),
  )
  assert.deepEqual(
    recalled.receipts.map((one) => one.state),
    ['recalled', 'recalled', 'recalled'],
  )
  for (const one of told) assert.equal(await finds(one.statements[0]?.value ?? ''), 0)
})
