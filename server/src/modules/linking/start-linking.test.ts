import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'

import { createTestNode } from '../../testing.ts'
import type { TestNode } from '../../testing.ts'
import { importPeople, person } from '../registry/testing.ts'
import { catchUpLinks, noteChanges } from './follow.ts'
import { startLinking } from './start-linking.ts'

let th: TestNode
let police: Record<string, string>

before(async () => {
  th = await createTestNode('th')
  police = await th.signIn(person('analyst', 'th-aht'), 'investigation')
})
after(() => th.close())

async function rowsOf(query: string): Promise<number> {
  return (await th.node.database.pool.query(query)).rowCount ?? 0
}

/** Of each source its own two hundred, who meet their like of the other source by telephone. */
const lines = Array.from(
  { length: 200 },
  (_, n) => `${n},Number ${String.fromCharCode(97 + (n % 26))}${n},+999 81 300 ${1000 + n},`,
)

test('a load of more than is matched at once is matched in a thread, and one that is stopped half-way is finished later', async () => {
  await importPeople(th, police, { source: 'Load one', lines })
  await importPeople(th, police, { source: 'Load two', lines })
  const stopped = startLinking(th.node, th.url)
  while ((await rowsOf('select 1 from link_pending')) === 0) await sleep(5)
  await stopped.close()
  assert.ok((await rowsOf('select 1 from link_pending')) > 0, 'it was stopped before it was done')
  const linking = startLinking(th.node, th.url)
  try {
    await noteChanges(th.node.database)
    while ((await rowsOf('select 1 from link_pending')) > 0) await sleep(20)
  } finally {
    await linking.close()
  }
  const pairs = 'select left_entity, right_entity, bits from candidate order by left_entity, right_entity'
  const found = await th.node.database.pool.query(pairs)
  assert.ok(found.rows.length >= 200, `${found.rows.length} pairs`)
  await th.node.database.pool.query(
    'delete from link_key; delete from candidate; delete from candidate_ground',
  )
  await th.node.database.pool.query('update link_place set version = 0')
  await catchUpLinks(th.node)
  const again = await th.node.database.pool.query(pairs)
  assert.deepEqual(again.rows, found.rows, 'whatever order they were matched in')
})
