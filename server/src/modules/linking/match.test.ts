import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import fc from 'fast-check'

import { get } from '../../testing-http.ts'
import { createTestNode } from '../../testing.ts'
import type { TestNode } from '../../testing.ts'
import { importPeople, person } from '../registry/testing.ts'
import { matchSome, noteChanges } from './follow.ts'

let th: TestNode
let police: Record<string, string>

before(async () => {
  th = await createTestNode('th')
  police = await th.signIn(person('analyst', 'th-aht'), 'investigation')
})
after(() => th.close())

async function matchAll(most: number): Promise<void> {
  await noteChanges(th.node.database)
  while (await matchSome(th.node.database, most));
}

/** All that matching writes. */
async function written(): Promise<readonly unknown[]> {
  const { pool } = th.node.database
  const keys = await pool.query('select * from link_key order by 1, 2, 3, 4, 5')
  const pairs = await pool.query('select * from candidate order by 1, 2')
  const grounds = await pool.query('select * from candidate_ground order by 1, 2, 3, 4, 5, 6, 7')
  return [keys.rows, pairs.rows, grounds.rows]
}

const names = ['Somchai Jaidee', 'Malee Sukjai', 'Narongrit Sukkasem'] as const
/** Files of up to 15 who bear three names, of which 20 may have one: within a few files names become too common and rare again. */
const act = fc.oneof(
  fc.record({
    kind: fc.constant('import' as const),
    people: fc.array(fc.record({ name: fc.constantFrom(...names), phone: fc.nat(3) }), {
      minLength: 1,
      maxLength: 15,
    }),
    marking: fc.constantFrom('node', 'agency'),
  }),
  fc.record({ kind: fc.constant('undo' as const), which: fc.nat(20) }),
)
const step = fc.record({ act, most: fc.constantFrom(1, 4, 1000) })

const standing: string[] = []
let files = 0

async function carryOut(one: typeof act extends fc.Arbitrary<infer T> ? T : never): Promise<void> {
  if (one.kind === 'import') {
    files += 1
    const lines = one.people.map(({ name, phone }, n) => `${n},${name},+999 81 500 000${phone},`)
    standing.push(await importPeople(th, police, { source: `File ${files}`, lines, marking: one.marking }))
    return
  }
  const [id] = standing.splice(one.which % Math.max(1, standing.length), 1)
  if (id !== undefined)
    await get(th, police, 'importUndo', { params: { id }, body: { reason: 'The wrong file' } })
}

test('what is written is what all standing values make, whatever came first and in whatever portions it was matched', async () => {
  let most = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
      for (const one of steps) {
        await carryOut(one.act)
        await matchAll(one.most)
      }
      const before_ = await written()
      await th.node.database.pool.query(
        'delete from link_key; delete from candidate; delete from candidate_ground; update link_place set version = 0',
      )
      await matchAll(1000)
      assert.deepEqual(before_, await written())
      most = Math.max(most, (before_[1] as readonly unknown[]).length)
    }),
    { numRuns: 12, seed: 5 },
  )
  assert.ok(most > 50, `at most ${most} pairs stood at once`)
})
