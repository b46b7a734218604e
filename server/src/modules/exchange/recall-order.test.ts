import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import type { RecallOrderView } from '@shield/contract'

import { createPair, deliver, rows } from '../../peer/pair-testing.ts'
import type { Pair } from '../../peer/pair-testing.ts'
import { inVisit } from '../../peer/send.ts'
import { ask, get } from '../../testing-http.ts'
import { addPerson } from '../identity/index.ts'
import { findOne, importPeople, person } from '../registry/testing.ts'
import { reportRecalls } from './recall-report.ts'

type Headers = Record<string, string>

let pair: Pair
let officer: Headers
let agreement: string
const released: string[] = []

before(async () => {
  pair = await createPair()
  officer = await pair.th.signIn(person('exchange-officer', 'th-aht'), 'investigation')
  agreement = (await get(pair.th, officer, 'agreementList')).items[0]?.id ?? assert.fail('no agreement')
  const analyst = await pair.th.signIn(person('analyst', 'th-aht'), 'investigation')
  const names = ['Chaiwat Thongdee', 'Naruemon Sukjai', 'Prasert Wongsa']
  await importPeople(pair.th, analyst, {
    source: 'Taken back',
    marking: 'agency',
    lines: names.map((name, at) => `T${at},${name},+999 81 000 02${at}0,`),
  })
  for (const name of names) {
    const entity = await findOne(pair.th, analyst, name)
    const profile = await get(pair.th, analyst, 'entityRead', { params: { id: entity } })
    const made = await get(pair.th, officer, 'releaseCreate', {
      body: {
        ...{ agreement, purpose: 'investigation' },
        entities: [{ entity, statements: profile.statements.map((one) => one.id) }],
        ...{ legalBasis: 'Agreement, article 4', reason: 'Works in both countries' },
      },
    })
    released.push(made.id)
  }
  await deliver(pair.th, 'ph')
})
after(() => pair.close())

/** An exchange officer of another organisation of the same node. */
async function colleagueElsewhere(): Promise<Headers> {
  const id = await inVisit(pair.th.node, (visit) =>
    addPerson(visit, {
      ...{ organisation: 'th-aml', roles: ['exchange-officer'], clearance: 2, cases: [] },
      name: { en: 'Colleague', th: 'เพื่อนร่วมงาน' },
    }),
  )
  return pair.th.signIn({ id }, 'investigation')
}

const reason = 'The source was wrong about all of them'

test('what would be taken back is told first, to who may take it back and of what is seen', async () => {
  const preview = await get(pair.th, officer, 'recallOrderPreview', { body: { agreement } })
  assert.deepEqual(
    [preview.told, preview.waiting, preview.left, preview.partners.map((one) => [one.node, one.count])],
    [3, 0, 0, [['ph', 3]]],
  )
  const other = await pair.th.signIn(person('analyst', 'th-aml'), 'investigation')
  assert.equal((await ask(pair.th, other, 'recallOrderPreview', { body: { agreement } })).status, 403)
  const releases = [...released.slice(0, 1), '019b7615-6c00-7000-8000-00000000fff6']
  assert.equal((await ask(pair.th, officer, 'recallOrderPreview', { body: { releases } })).status, 404)
  const received = await pair.ph.signIn(person('exchange-officer', 'ph-wdk'), 'investigation')
  const theirs = await ask(pair.ph, received, 'recallOrderPreview', { body: { releases: released } })
  assert.equal(theirs.status, 403, 'what was received is its owner’s to take back')
})

test('all of an agreement are taken back in one act, hidden there, and reported on place by place', async () => {
  const [first = ''] = released
  await get(pair.th, officer, 'releaseRecall', { params: { id: first }, body: { reason } })
  const late = await ask(pair.th, officer, 'recallOrderMake', { body: { agreement, count: 3, reason } })
  assert.equal(late.status, 412, 'what was shown before is not what would happen')
  assert.equal((await rows(pair.th, 'select 1 from recall_order')).length, 0)
  const keyed = { ...officer, 'idempotency-key': 'all-of-it' }
  const body = { agreement, count: 2, reason }
  const made = await get(pair.th, keyed, 'recallOrderMake', { body })
  assert.deepEqual([made.count, made.unconfirmed, made.done], [2, 2, 0])
  assert.equal((await get(pair.th, keyed, 'recallOrderMake', { body })).id, made.id)
  await deliver(pair.th, 'ph')
  const read = (): Promise<RecallOrderView> =>
    get(pair.th, officer, 'recallOrderRead', { params: { id: made.id } })
  const hidden = await read()
  assert.deepEqual([hidden.unconfirmed, hidden.unreported], [0, 2])
  await reportRecalls(pair.ph.node, { releases: released })
  await deliver(pair.ph, 'th')
  const done = await read()
  assert.deepEqual([done.unreported, done.incomplete, done.done], [0, 0, 2])
  const tables = done.places.find((one) => one.place === 'tables')
  assert.deepEqual([tables?.state, tables?.count], ['clear', 4], 'two values of each, together')
  const visible = await rows(
    pair.ph,
    `select 1 from statement st join record r on r.id = st.record_id where r.key = any($1) and st.retracted_at is null`,
    [released],
  )
  assert.equal(visible.length, 0)
  const listed = await get(pair.th, officer, 'recallOrderList')
  assert.deepEqual(
    listed.items.map((one) => [one.id, one.by?.en, one.reason]),
    [[made.id, 'Praewa Maniphithak', reason]],
  )
  assert.equal((await ask(pair.th, officer, 'recallOrderMake', { body: { ...body, count: 0 } })).status, 409)
})

test('what was looked for together is told in one message; to who reads no more, one by one in the form it knows', async () => {
  const told = async (reads: object): Promise<unknown> => {
    await rows(pair.ph, `update peer set reads = $1`, [JSON.stringify(reads)])
    await rows(pair.th, 'update recall_report set complete = false')
    const [before] = await rows<{ last: number }>(pair.ph, 'select max(id) as last from outbox')
    await reportRecalls(pair.ph.node, { releases: released })
    await deliver(pair.ph, 'th')
    const kept = await rows(pair.th, 'select 1 from recall_report where complete')
    assert.equal(kept.length, released.length)
    return rows(
      pair.ph,
      `select o.schema, o.about <> '' as is_named, t.state from outbox o join receipt t on t.message_id = o.message_id
       where o.id > $1 and o.kind = 'recall-report' order by o.id`,
      [before?.last ?? 0],
    )
  }
  const one = { schema: 1, is_named: true, state: 'applied' }
  assert.deepEqual(await told({}), [one, one, one])
  assert.deepEqual(await told({ 'recall-report': 2 }), [{ schema: 2, is_named: false, state: 'applied' }])
})

test('another organisation of the node neither lists nor opens what was taken back', async () => {
  const [order] = (await get(pair.th, officer, 'recallOrderList')).items
  const stranger = await colleagueElsewhere()
  assert.deepEqual((await get(pair.th, stranger, 'recallOrderList')).items, [])
  const opened = await ask(pair.th, stranger, 'recallOrderRead', { params: { id: order?.id ?? '' } })
  const missing = await ask(pair.th, stranger, 'recallOrderRead', {
    params: { id: '019b7615-6c00-7000-8000-00000000ffe8' },
  })
  assert.deepEqual([opened.status, missing.status], [404, 404])
})

test('every number of the flows is as long as its list, by the days of the asker', async () => {
  const { periods, partners } = await get(pair.th, officer, 'flowRead', {
    query: { period: 'day', zone: 'Asia/Bangkok' },
  })
  assert.equal(periods.length, 14)
  const [ph] = partners
  assert.deepEqual(
    [ph?.sent.at(-1), ph?.recalled.at(-1), ph?.refused.at(-1), ph?.received.at(-1), ph?.held],
    [3, 3, 0, 0, { ours: 0, theirs: 0 }],
  )
  for (const flow of ['sent', 'recalled', 'refused', 'received'] as const)
    for (const [at, { from, until }] of periods.entries()) {
      const query = { flow, since: from, before: until, peer: 'ph', limit: 500 }
      const { items } = await get(pair.th, officer, 'releaseList', { query })
      assert.equal(items.length, ph?.[flow][at], `${flow} ${from}`)
    }
  assert.deepEqual(
    periods.slice(1).map((one) => one.from),
    periods.slice(0, -1).map((one) => one.until),
  )
  const other = await pair.th.signIn(person('analyst', 'th-aml'), 'investigation')
  const theirs = await get(pair.th, other, 'flowRead', { query: { period: 'month', zone: 'UTC' } })
  assert.deepEqual(theirs.partners[0]?.sent.at(-1), 0, 'what is not seen is not counted')
  const wrong = await ask(pair.th, officer, 'flowRead', { query: { period: 'day', zone: 'Nowhere/Land' } })
  assert.equal(wrong.status, 400)
})
