import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { people } from '@shield/world'

import { blocksAround } from '../testing-blocks.ts'
import { importUnder } from '../testing-guard.ts'
import { ask, get, upload } from '../testing-http.ts'
import { createTestNode } from '../testing.ts'
import type { TestNode } from '../testing.ts'

let th: TestNode
let arisa: Record<string, string>
let ids: readonly string[]
before(async () => {
  th = await createTestNode('th')
  const blocks = blocksAround()
  for (const name of ['released to the node', 'other agency'])
    await importUnder(th.node, blocks[name] ?? assert.fail(name), { sourceName: name })
  await th.node.search.upToDate()
  arisa = await th.signIn(people[0] ?? assert.fail('nobody'), 'investigation')
  ids = (await get(th, arisa, 'searchRun', { query: { q: 'Guarded' } })).items.map((one) => one.id)
})
after(() => th.close())

const judging = (verdict: string): { body: object } => ({
  body: { left: ids[0], right: ids[1], verdict, reason: 'Two of one name' },
})
const count = async (table: string): Promise<number> =>
  (await th.node.database.pool.query<{ count: number }>(`select count(*) from ${table}`)).rows[0]?.count ?? -1

test('a creating request sent again with its key makes nothing new, one after the other or both at once', async () => {
  const keyed = { ...arisa, 'idempotency-key': 'one-of-arisa' }
  const answers = await Promise.all([1, 2].map(() => ask(th, keyed, 'judgementMake', judging('same'))))
  const again = await ask(th, keyed, 'judgementMake', judging('same'))
  assert.deepEqual(
    [...answers, again].map((one) => one.status),
    [200, 200, 200],
  )
  assert.equal(new Set([...answers, again].map((one) => one.text)).size, 1)
  assert.equal(await count('judgement'), 1)
  assert.equal((await ask(th, keyed, 'judgementMake', judging('different'))).status, 422)
})

test('the same key of another person is another key', async () => {
  const korn = await th.signIn(people[1] ?? assert.fail('nobody'), 'investigation')
  const answer = await ask(
    th,
    { ...korn, 'idempotency-key': 'one-of-arisa' },
    'judgementMake',
    judging('different'),
  )
  assert.equal(answer.status, 200, answer.text)
  assert.equal(await count('judgement'), 2)
})

test('an upload sent again with its key is one import, and another file under it is refused', async () => {
  const keyed = { ...arisa, 'idempotency-key': 'a-file' }
  const fields = { source: 'Sent twice', marking: 'agency' }
  const send = (content: string): ReturnType<typeof upload> =>
    upload(th, keyed, fields, { name: 'people.csv', content })
  const [first, second] = [await send('id,name\n1,Nok\n'), await send('id,name\n1,Nok\n')]
  assert.deepEqual([first.status, second.status], [200, 200])
  assert.equal((JSON.parse(first.text) as { id: string }).id, (JSON.parse(second.text) as { id: string }).id)
  assert.equal((await send('id,name\n2,Lek\n')).status, 422)
})

test('what is kept of a request is an id: who may see nothing any more is shown nothing again', async () => {
  const keyed = { ...arisa, 'idempotency-key': 'before-the-recall' }
  const fields = { source: 'Taken away', marking: 'agency' }
  const file = { name: 'x.csv', content: 'a\n1\n' }
  const answer = await upload(th, keyed, fields, file)
  assert.equal(answer.status, 200)
  const kept = await th.node.database.pool.query<{ text: string }>(
    'select idempotency::text as text from idempotency',
  )
  for (const { text } of kept.rows) assert.doesNotMatch(text, /Taken away|Sent twice|x\.csv|Two of one name/)
  await th.node.database.pool.query(
    `update batch set marking_id = (select id from marking where block->>'organisation' = 'th-aml' and block->'releasedTo' = '[]' order by id limit 1)
     where wire = $1`,
    [(JSON.parse(answer.text) as { id: string }).id],
  )
  const again = await upload(th, keyed, fields, file)
  assert.equal(again.status, 404)
})

test('a key is one to 200 characters', async () => {
  for (const key of ['', 'k'.repeat(201)]) {
    const answer = await ask(th, { ...arisa, 'idempotency-key': key }, 'judgementMake', judging('unsure'))
    assert.equal(answer.status, 400, `${key.length}`)
  }
})
