import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { people } from '@shield/world'

import { ask, get } from '../../testing-http.ts'
import { createTestNode } from '../../testing.ts'
import type { TestNode } from '../../testing.ts'

let th: TestNode
let oversight: Record<string, string>
/** Administrator of social welfare: no part of oversight. */
const outsider =
  people.find((one) => one.roles.includes('administrator') && one.organisation === 'th-msd') ??
  assert.fail('no administrator')
const text = 'The officer at the gate took my telephone and shouted'

before(async () => {
  th = await createTestNode('th')
})
after(() => th.close())

const complain = async (): Promise<string> => {
  th.pass({ minutes: 11 })
  const person = people.find((one) => one.roles.includes('oversight')) ?? assert.fail('no oversight')
  oversight = await th.signIn(person, 'oversight')
  return (await get(th, {}, 'complaintMake', { body: { about: 'police', text } })).comeBack
}

test('a complaint needs no name: oversight answers it, and the answer is read with the code', async () => {
  const comeBack = await complain()
  assert.match(comeBack, /^([0-9A-Z]{4}-){4}[0-9A-Z]{4}$/)
  const { items } = await get(th, oversight, 'complaintList', {})
  const [row] = items
  assert.deepEqual([row?.about, row?.state, row?.waits, row?.messages], ['police', 'new', true, 1])
  const work = await get(th, oversight, 'workRead', { query: {} })
  assert.ok(work.queues.some((queue) => queue.items.some((item) => item.id === row?.id)))
  const params = { id: row?.id ?? '' }
  const read = await get(th, oversight, 'complaintRead', { params, body: { reason: 'To answer it' } })
  assert.deepEqual(
    read.said.map((one) => [one.text, one.isOurs]),
    [[text, false]],
  )
  const body = { state: 'looked-into' as const, text: 'We have asked the station and look into it' }
  await get(th, oversight, 'complaintAnswer', { params, body })
  const followed = await get(th, {}, 'complaintFollow', { body: { comeBack: comeBack.toLowerCase() } })
  assert.equal(followed.state, 'looked-into')
  assert.deepEqual(
    followed.said.map((one) => one.text),
    [text, body.text],
  )
  assert.ok(!JSON.stringify(followed).includes('Chomphunut'), 'who answered is not named')
  const more = { comeBack, text: 'It happened again this morning' }
  assert.equal((await get(th, {}, 'complaintAdd', { body: more })).said.length, 3)
  assert.equal((await get(th, oversight, 'complaintList', {})).items[0]?.waits, true)
})

test('nothing names who complained: no session, no address, no word in any row, and no code that opens', async () => {
  const comeBack = await complain()
  const tables = await th.node.database.pool.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname = 'public'`,
  )
  assert.ok(tables.rows.length > 50)
  for (const { name } of tables.rows) {
    const found = await th.node.database.pool.query<{ text: string }>(
      `select t::text as text from "${name}" t`,
    )
    for (const row of found.rows) {
      assert.ok(!row.text.includes('shouted'), name)
      assert.ok(!row.text.includes('127.0.0.1'), name)
      assert.ok(!row.text.includes(comeBack) && !row.text.includes(comeBack.replaceAll('-', '')), name)
    }
  }
  const event = await th.node.database.pool.query<{ event: string }>(
    `select convert_from(event, 'UTF8') as event from audit_intake where action = 'complaint.made' order by id desc limit 1`,
  )
  assert.ok(!('person' in (JSON.parse(event.rows[0]?.event ?? '{}') as object)))
})

test('the unit complained about never reads it, nor whoever runs the machine', async () => {
  await complain()
  const { items } = await get(th, oversight, 'complaintList', {})
  const params = { id: items[0]?.id ?? '' }
  for (const person of people.filter(
    (one) => one.organisation.startsWith('th-') && !one.roles.includes('oversight') && one.id !== outsider.id,
  ))
    for (const purpose of ['oversight', 'investigation'] as const) {
      const headers = await th.signIn(person, purpose)
      const answers = [
        await ask(th, headers, 'complaintList', {}),
        await ask(th, headers, 'complaintRead', { params, body: { reason: 'To see who it was' } }),
      ]
      assert.deepEqual(
        answers.map(({ status }) => status),
        [403, 403],
        `${person.organisation} ${person.roles.join()}`,
      )
      const work = await ask(th, headers, 'workRead', { query: {} })
      assert.ok(!work.text.includes(params.id))
    }
})

test('oversight never learns of a complaint about oversight: somebody outside reads and answers it, and no other', async () => {
  await complain()
  const { comeBack } = await get(th, {}, 'complaintMake', {
    body: { about: 'oversight', text: 'Nobody of them wanted to listen to me' },
  })
  const outside = await th.signIn(outsider, 'oversight')
  const { items } = await get(th, outside, 'complaintList', {})
  assert.deepEqual(
    items.map(({ about }) => about),
    ['oversight'],
  )
  const own = items[0]?.id ?? ''
  const listed = (await get(th, oversight, 'complaintList', {})).items
  assert.ok(listed.length > 0 && listed.every(({ about }) => about !== 'oversight'))
  const other = listed[0]?.id ?? ''
  const open = (headers: Record<string, string>, id: string) =>
    ask(th, headers, 'complaintRead', { params: { id }, body: { reason: 'To answer it' } })
  assert.deepEqual([(await open(oversight, own)).status, (await open(outside, other)).status], [404, 404])
  assert.ok(!(await ask(th, oversight, 'workRead', { query: {} })).text.includes(own))
  assert.ok((await ask(th, outside, 'workRead', { query: {} })).text.includes(own))
  await get(th, outside, 'complaintAnswer', {
    params: { id: own },
    body: { state: 'looked-into', text: 'We ask them and write to you here' },
  })
  assert.equal((await get(th, {}, 'complaintFollow', { body: { comeBack } })).state, 'looked-into')
})

test('a wrong code is refused like a wrong credential, and five complaints from one address in ten minutes are enough', async () => {
  th.pass({ minutes: 11 })
  const wrong = await ask(th, {}, 'complaintFollow', { body: { comeBack: '0000-0000-0000-0000-0000' } })
  assert.equal(wrong.status, 401)
  const statuses: number[] = []
  for (let times = 0; times < 6; times += 1)
    statuses.push((await ask(th, {}, 'complaintMake', { body: { about: 'other', text } })).status)
  assert.deepEqual(statuses, [200, 200, 200, 200, 200, 429])
  th.pass({ minutes: 11 })
  assert.equal((await ask(th, {}, 'complaintMake', { body: { about: 'other', text } })).status, 200)
})
