import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import type { AgreedExport, ImportView } from '@shield/contract'

import { guardedMapping } from '../../testing-guard.ts'
import { ask, get, upload } from '../../testing-http.ts'
import { createTestNode } from '../../testing.ts'
import type { TestNode } from '../../testing.ts'
import { runBatch } from '../intake/index.ts'
import { importPeople, person } from '../registry/testing.ts'

type Headers = Record<string, string>

let th: TestNode
let analyst: Headers
let officer: Headers
let money: Headers

before(async () => {
  th = await createTestNode('th')
  await signIn()
  await bringSecret(['P1,Lotus Somsak,+999 81 660 0001,Lotus Garden', 'P2,Lotus Malee,+999 81 660 0002,'])
})
after(() => th.close())

async function signIn(): Promise<void> {
  analyst = await th.signIn(person('analyst', 'th-aht'), 'investigation')
  officer = await th.signIn(person('exchange-officer', 'th-aht'), 'investigation')
  money = await th.signIn(person('analyst', 'th-aml'), 'investigation')
}

/** Under the raid's case: what leaves of it asks a second person. */
async function bringSecret(lines: readonly string[], source = 'Raid list'): Promise<void> {
  const content = `id,name,phone,company\n${lines.join('\n')}\n`
  const answer = await upload(
    th,
    analyst,
    { source, marking: 'case', case: 'TH-26-0143' },
    { name: 'a.csv', content },
  )
  assert.equal(answer.status, 200, answer.text)
  const { id } = JSON.parse(answer.text) as ImportView
  await get(th, analyst, 'importStart', { params: { id }, body: { dryRun: false, mapping: guardedMapping } })
  await runBatch(th.node, { batch: id }, new AbortController().signal)
  await th.node.search.upToDate()
}

const reason = 'For the prosecutor'
const asking = (q = 'Lotus'): Promise<AgreedExport> =>
  get(th, analyst, 'exportAsk', { body: { format: 'csv', q, reason } })
const approve = (id: string): Promise<AgreedExport> =>
  get(th, officer, 'exportApprove', { params: { id }, body: { reason: 'The court asked' } })

async function statusOf(
  headers: Headers,
  act: 'exportApprove' | 'exportRefuse' | 'exportWithdraw',
  id: string,
): Promise<number> {
  return (await ask(th, headers, act, { params: { id }, body: { reason: 'As said' } })).status
}

const take = (headers: Headers, id: string): ReturnType<typeof ask> =>
  ask(th, headers, 'exportTake', { params: { id } })

test('what is confidential stays out of a file made alone, and leaves once when a second person has agreed', async () => {
  const alone = await ask(th, analyst, 'exportRun', { body: { format: 'csv', q: 'Lotus', reason } })
  assert.equal(alone.status, 403)
  const asked = await asking()
  assert.deepEqual([asked.state, asked.count, asked.can], ['waiting', 3, ['withdraw']])
  assert.deepEqual(asked.first.map((one) => one.caption).toSorted(), [
    'Lotus Garden',
    'Lotus Malee',
    'Lotus Somsak',
  ])
  assert.equal((await take(analyst, asked.id)).status, 409, 'not before it is agreed to')
  assert.equal(await statusOf(analyst, 'exportApprove', asked.id), 403, 'nobody agrees with himself')
  const { items } = await get(th, officer, 'exportAskList', {})
  assert.deepEqual(items.find((one) => one.id === asked.id)?.can, ['content.export'])
  assert.equal((await approve(asked.id)).state, 'approved')
  assert.equal((await take(officer, asked.id)).status, 403, 'who agreed does not take it')
  const file = await take(analyst, asked.id)
  assert.equal(file.status, 200)
  for (const word of ['Lotus Somsak', 'Lotus Malee', 'Lotus Garden'])
    assert.ok(file.text.includes(word), word)
  assert.equal((await take(analyst, asked.id)).status, 409, 'once')
  assert.equal(await statusOf(officer, 'exportRefuse', asked.id), 409)
})

test('who may begin a release has all of it to begin one with, unless it was refused; the export’s second person is not the release’s', async () => {
  const asked = await asking()
  assert.equal(asked.releasable, undefined, 'an analyst releases nothing')
  const listed = async (id: string) =>
    (await get(th, officer, 'exportAskList', {})).items.find((one) => one.id === id)
  const { releasable = [], first = [] } = (await listed(asked.id)) ?? {}
  assert.deepEqual(releasable.toSorted(), first.map((one) => one.id).toSorted())
  assert.equal(releasable.length, 3)
  await approve(asked.id)
  assert.equal((await listed(asked.id))?.releasable?.length, 3)
  const refused = await asking()
  assert.equal(await statusOf(officer, 'exportRefuse', refused.id), 200)
  assert.equal((await listed(refused.id))?.releasable, undefined)
})

test('each step is in the audit with what it was about, and no value is kept beside the request', async () => {
  const asked = await asking()
  await approve(asked.id)
  await take(analyst, asked.id)
  const { pool } = th.node.database
  // By moment and then by name: ids made within one millisecond have no order.
  const found = await pool.query<{ action: string; shown: number }>(
    `select action, jsonb_array_length(coalesce(convert_from(event, 'UTF8')::jsonb->'shown', '[]')) as shown
     from audit_intake where object = $1 or object = (select export_id::text from export_request where id = $1::uuid) order by at, action`,
    [asked.id],
  )
  assert.deepEqual(
    found.rows.map((row) => row.action),
    ['export.asked', 'export.approved', 'export.run', 'export.taken'],
  )
  assert.deepEqual(
    found.rows.map((row) => row.shown),
    [3, 3, 3, 0],
  )
  const kept = await pool.query('select to_jsonb(r)::text as row from export_request r')
  assert.doesNotMatch(JSON.stringify(kept.rows), /Lotus|660/)
})

test('what comes or is raised after it was asked for is not in the file', async () => {
  const asked = await asking()
  await approve(asked.id)
  await bringSecret(['P1,Lotus Newcomer,+999 81 660 0009,Lotus Garden'], 'Later list')
  await th.node.database.inTransaction(async (tx) => {
    const { rows } = await tx.client.query<{ marking_id: number }>(
      `select marking_id from statement where value = 'Lotus Malee' limit 1`,
    )
    await th.node.markings.all(tx)
    const block = th.node.markings.block(rows[0]?.marking_id ?? 0)
    const red = { ...block, conditions: { ...block.conditions, tlp: 'RED' as const } }
    const id = await th.node.markings.intern(tx, red)
    await tx.client.query(`update statement set marking_id = $1 where value = 'Lotus Malee'`, [id])
  })
  const file = await take(analyst, asked.id)
  assert.equal(file.status, 200, file.text)
  assert.ok(file.text.includes('Lotus Somsak'))
  assert.ok(!file.text.includes('Newcomer') && !file.text.includes('Lotus Malee'))
})

test('what is refused, withdrawn or a day old is not given', async () => {
  const refused = await asking('Lotus Somsak')
  assert.equal(await statusOf(officer, 'exportRefuse', refused.id), 200)
  assert.equal((await take(analyst, refused.id)).status, 409)
  const withdrawn = await asking('Lotus Somsak')
  assert.equal(await statusOf(officer, 'exportWithdraw', withdrawn.id), 403)
  assert.equal(await statusOf(analyst, 'exportWithdraw', withdrawn.id), 200)
  assert.equal(await statusOf(officer, 'exportApprove', withdrawn.id), 409)
  const old = await asking('Lotus Somsak')
  await approve(old.id)
  th.pass({ minutes: 24 * 60 + 1 })
  await signIn()
  const { items } = await get(th, analyst, 'exportAskList', {})
  assert.equal(items.find((one) => one.id === old.id)?.state, 'expired')
  assert.equal((await take(analyst, old.id)).status, 409)
})

test('the file is for the purpose it was asked for', async () => {
  const asked = await asking('Lotus Somsak')
  await approve(asked.id)
  const elsewhere = await th.signIn(person('analyst', 'th-aht'), 'prosecution')
  assert.equal((await take(elsewhere, asked.id)).status, 403)
  assert.equal((await take(analyst, asked.id)).status, 200)
})

test('to another organisation, and to a colleague who may not read all of it, a request does not exist', async () => {
  const asked = await asking('Lotus Somsak')
  assert.equal(await statusOf(money, 'exportApprove', asked.id), 404)
  assert.deepEqual((await get(th, money, 'exportAskList', {})).items, [])
  const colleague = person('exchange-officer', 'th-aht')
  await th.node.database.pool.query(`update person set cases = '{}' where id = $1`, [colleague.id])
  const outside = await th.signIn(colleague, 'investigation')
  assert.equal(await statusOf(outside, 'exportApprove', asked.id), 404)
  assert.deepEqual((await get(th, outside, 'exportAskList', {})).items, [])
  await th.node.database.pool.query(`update person set cases = $2 where id = $1`, [
    colleague.id,
    [...colleague.cases],
  ])
})

test('what needs no second person is not asked for, and what may never leave neither', async () => {
  await importPeople(th, analyst, { source: 'Plain', marking: 'agency', lines: ['P1,Orchid Plain,,'] })
  const plain = await ask(th, analyst, 'exportAsk', { body: { format: 'csv', q: 'Orchid', reason } })
  assert.equal(plain.status, 409)
  const malee = await ask(th, analyst, 'exportAsk', { body: { format: 'csv', q: 'Nobody here', reason } })
  assert.equal(malee.status, 403)
})

test('it waits in the work of whoever may decide, and of who asked until the file is taken', async () => {
  const asked = await asking('Lotus Somsak')
  const queues = async (headers: Headers): Promise<readonly string[]> => {
    const work = await get(th, headers, 'workRead', {})
    return work.queues.flatMap(({ name, items }) =>
      items.filter((item) => item.id === asked.id).map((item) => `${name}: ${item.title.en}`),
    )
  }
  officer = await th.signIn(person('exchange-officer', 'th-aht'), 'investigation')
  assert.deepEqual(await queues(officer), ['decide: An export waits for a second person'])
  assert.deepEqual(await queues(analyst), ['running: Your export waits for a second person'])
  await approve(asked.id)
  assert.deepEqual(await queues(officer), [])
  assert.deepEqual(await queues(analyst), ['running: Your export was agreed to: take the file'])
  await take(analyst, asked.id)
  assert.deepEqual(await queues(analyst), [])
})
