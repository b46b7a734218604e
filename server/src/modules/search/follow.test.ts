import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Worker } from 'node:worker_threads'

import { startSearchWorker } from '@shield/engine'

import { get } from '../../testing-http.ts'
import { createTestNode } from '../../testing.ts'
import type { TestNode } from '../../testing.ts'
import { importPeople, person } from '../registry/testing.ts'
import { openSearch } from './follow.ts'

let th: TestNode

before(async () => {
  th = await createTestNode('th')
})
after(() => th.close())

test('what changes while a long transaction runs is found at once, and once only', async () => {
  const analyst = await th.signIn(person('analyst', 'th-aht'), 'investigation')
  const found = async (q: string): Promise<number | undefined> =>
    (await get(th, analyst, 'searchRun', { query: { q } })).count
  await th.node.database.inTransaction(async (tx) => {
    await tx.client.query('select pg_current_xact_id()')
    await importPeople(th, analyst, { source: 'First', lines: ['1,Narong Sukjai,,', '2,Narong Meesuk,,'] })
    assert.equal(await found('Narong'), 2)
    await importPeople(th, analyst, { source: 'Second', lines: ['3,Narong Rakdee,,'] })
    assert.equal(await found('Narong'), 3)
  })
  await th.node.search.upToDate()
  const after = await get(th, analyst, 'searchRun', { query: { q: 'Narong' } })
  assert.equal(after.count, 3)
  assert.ok(after.items.every((item) => item.matched.length === 1))
})

test('what the index still says of a value that was taken back is not shown', async () => {
  const analyst = await th.signIn(person('analyst', 'th-aht'), 'investigation')
  await importPeople(th, analyst, { source: 'Third', lines: ['4,Prasong Thongdee,,'] })
  // Behind the index's back: no line in index_change tells it.
  await th.node.database.pool.query(
    `update statement set retracted_at = now() where value = 'Prasong Thongdee' and retracted_at is null`,
  )
  const reply = await get(th, analyst, 'searchRun', { query: { q: 'Prasong Thongdee' } })
  assert.deepEqual([reply.count, reply.items], [0, []])
  assert.deepEqual((await get(th, analyst, 'searchSuggest', { query: { q: 'Prasong Th' } })).items, [])
})

test('a search thread that dies, also while nothing changes, starts anew with everything', async () => {
  const analyst = await th.signIn(person('analyst', 'th-aht'), 'investigation')
  await importPeople(th, analyst, { source: 'Fourth', lines: ['5,Wipada Chaiyo,,'] })
  const started: Worker[] = []
  const listen = (worker: Worker): void => void started.push(worker)
  process.on('worker', listen)
  const door = openSearch(th.node, startSearchWorker)
  try {
    const found = async (): Promise<number> => {
      await door.upToDate()
      const request = { text: 'Wipada Chaiyo', visible: new Uint8Array(64).fill(0xff), limit: 5 }
      return (await door.index.search(request)).total
    }
    assert.equal(await found(), 1)
    await started[0]?.terminate()
    assert.equal(await found(), 1)
    assert.equal(started.length, 2)
  } finally {
    process.off('worker', listen)
    await door.close()
  }
})
