import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import type { LeadView } from '@shield/contract'

import { ask, get } from '../../testing-http.ts'
import { createTestNode } from '../../testing.ts'
import type { TestNode } from '../../testing.ts'
import { importUnder } from '../../testing-guard.ts'
import { findOne, importPeople, person } from '../registry/testing.ts'
import { followLeads } from './follow.ts'
import { ownBlock } from './testing.ts'

type Headers = Record<string, string>

let th: TestNode
let analyst: Headers
let supervisor: Headers
let money: Headers

before(async () => {
  th = await createTestNode('th')
  analyst = await th.signIn(person('analyst', 'th-aht'), 'investigation')
  supervisor = await th.signIn(person('supervisor', 'th-aht'), 'investigation')
  money = await th.signIn(person('analyst', 'th-aml'), 'investigation')
})
after(() => th.close())

const usual = { shared: false, delivery: 'at-once', zone: 'Asia/Bangkok', reference: 'TH-26-0143' } as const

async function leadsOf(
  headers: Headers,
  query: object = {},
): Promise<readonly { id: string; rule: string }[]> {
  await followLeads(th.node)
  return (await get(th, headers, 'leadList', { query })).items
}

async function watched(headers: Headers, id: string): Promise<readonly { id: string }[]> {
  return leadsOf(headers, { watch: id })
}

test('a watched number that another file states is a lead once, with the path to it', async () => {
  const watch = await get(th, analyst, 'watchMake', {
    body: { ...usual, about: { property: 'phone', value: '+999 81 700 0001' } },
  })
  await importPeople(th, analyst, {
    source: 'First',
    lines: ['1,Anan Deeprom,+999 81 700 0001,'],
    marking: 'agency',
  })
  const [lead, ...more] = await watched(analyst, watch.id)
  assert.equal(more.length, 0)
  const view = await get(th, analyst, 'leadRead', { params: { id: lead?.id ?? '' } })
  assert.equal(view.rule, 'watch-identifier')
  assert.deepEqual(
    view.paths.map((path) => [
      path.property,
      path.value,
      path.right[0]?.entity.caption,
      path.right[0]?.sourceName,
    ]),
    [['phone', '+999 81 700 0001', 'Anan Deeprom', 'First']],
  )
  assert.equal((await watched(analyst, watch.id)).length, 1, 'looked at again, it is told once')
  assert.equal((await watched(money, watch.id)).length, 0)
  assert.equal((await ask(th, money, 'leadRead', { params: { id: view.id } })).status, 404)
  assert.equal(
    (await ask(th, supervisor, 'leadRead', { params: { id: view.id } })).status,
    404,
    'it is her own watch',
  )
})

test('what stood when a watch was made is no news, and a watch of the desk tells everybody of it', async () => {
  await importPeople(th, analyst, {
    source: 'Second',
    lines: ['2,Busaba Rungsi,+999 81 700 0002,'],
    marking: 'agency',
  })
  await followLeads(th.node)
  const watch = await get(th, analyst, 'watchMake', {
    body: { ...usual, shared: true, about: { property: 'phone', value: '+99981 7000002' } },
  })
  assert.equal((await watched(analyst, watch.id)).length, 0)
  await importPeople(th, analyst, {
    source: 'Third',
    lines: ['3,Chai Somboon,+999 81 700 0002,'],
    marking: 'agency',
  })
  assert.equal((await watched(analyst, watch.id)).length, 1)
  assert.equal((await watched(supervisor, watch.id)).length, 1)
  assert.equal((await watched(money, watch.id)).length, 0)
})

test('a watched profile tells of each record that says something new of it, also of what is judged the same', async () => {
  await importPeople(th, analyst, {
    source: 'Fourth',
    lines: ['4,Duangjai Meesuk,+999 81 700 0004,'],
    marking: 'agency',
  })
  await importPeople(th, analyst, {
    source: 'Fifth',
    lines: ['5,Duang Jaimee,+999 81 700 0005,'],
    marking: 'agency',
  })
  const [left, right] = [
    await findOne(th, analyst, 'Duangjai Meesuk'),
    await findOne(th, analyst, '+999 81 700 0005'),
  ]
  const watch = await get(th, analyst, 'watchMake', { body: { ...usual, about: { entity: left } } })
  await importPeople(th, analyst, {
    source: 'Fourth',
    lines: ['4,Duangjai Meesuk,+999 81 700 0044,'],
    marking: 'agency',
  })
  assert.equal((await watched(analyst, watch.id)).length, 1)
  const { id } = await get(th, analyst, 'judgementMake', {
    body: { left, right, verdict: 'same', reason: 'The same tattoo' },
  })
  assert.equal((await watched(analyst, watch.id)).length, 2)
  await get(th, analyst, 'judgementWithdraw', { params: { id }, body: { reason: 'Another tattoo' } })
  assert.equal((await watched(analyst, watch.id)).length, 1, 'apart again, the lead is gone')
})

test('a saved search tells of what it finds anew, and one that finds everything is refused', async () => {
  const watch = await get(th, analyst, 'watchMake', {
    body: { ...usual, about: { search: { q: 'Ekkachai Wongdee', kind: 'Person' } } },
  })
  await importPeople(th, analyst, {
    source: 'Sixth',
    lines: ['6,Ekkachai Wongdee,,Wongdee Ltd'],
    marking: 'agency',
  })
  const leads = await watched(analyst, watch.id)
  assert.equal(leads.length, 1)
  const view = await get(th, analyst, 'leadRead', { params: { id: leads[0]?.id ?? '' } })
  assert.deepEqual(
    [view.watch?.words, view.paths[0]?.right[0]?.entity.caption],
    ['Ekkachai Wongdee', 'Ekkachai Wongdee'],
  )
  const many = Array.from({ length: 510 }, (_, n) => `${n},Crowd Number${n},,`)
  await importPeople(th, analyst, { source: 'Crowd', lines: many, marking: 'agency' })
  const refused = await ask(th, analyst, 'watchMake', {
    body: { ...usual, about: { search: { q: 'Crowd' } } },
  })
  assert.equal(refused.status, 400)
})

test('a number in two sources is a lead for who reads both, and gone when one side is taken back', async () => {
  const lines = ['7,Fongkaeo Rattana,+999 81 700 0007,']
  await importPeople(th, analyst, { source: 'Raid', lines, marking: 'agency' })
  const batch = await importPeople(th, money, { source: 'Bank', lines, marking: 'node' })
  const shared = { rule: 'shared-identifier' }
  const found = (await leadsOf(analyst, shared)).at(0)
  assert.ok(found)
  const view = await get(th, analyst, 'leadRead', { params: { id: found.id } })
  const [path] = view.paths
  assert.deepEqual(
    [path?.value, path?.left[0]?.sourceName, path?.right[0]?.sourceName, view.connects],
    ['+999 81 700 0007', 'Raid', 'Bank', ['source', 'organisation']],
  )
  assert.equal((await leadsOf(money, shared)).length, 0, 'the money desk does not read the raid list')
  await get(th, money, 'importUndo', { params: { id: batch }, body: { reason: 'Wrong file' } })
  assert.equal((await ask(th, analyst, 'leadRead', { params: { id: found.id } })).status, 404)
})

test('a list of many common numbers is one lead for the two sources', async () => {
  const lines = Array.from(
    { length: 40 },
    (_, n) => `${n},Row ${n},+999 81 800 00${String(n).padStart(2, '0')},`,
  )
  await importPeople(th, analyst, { source: 'Long one', lines, marking: 'agency' })
  await followLeads(th.node)
  const before_ = (await leadsOf(analyst, { rule: 'shared-identifier' })).length
  await importPeople(th, analyst, { source: 'Long two', lines, marking: 'agency' })
  const leads = await get(th, analyst, 'leadList', { query: { rule: 'shared-identifier' } })
  await followLeads(th.node)
  const now = await get(th, analyst, 'leadList', { query: { rule: 'shared-identifier' } })
  assert.equal(leads.items.length, before_)
  assert.equal(now.items.length, before_ + 1)
  assert.equal(now.items[0]?.count, 40)
  const view = await get(th, analyst, 'leadRead', { params: { id: now.items[0]?.id ?? '' } })
  assert.equal(view.paths.length, 20)
})

async function act(headers: Headers, lead: LeadView, body: object): Promise<LeadView> {
  return get(th, headers, 'leadAct', { params: { id: lead.id }, body: { was: lead.state, ...body } as never })
}

test('a lead is seen, acknowledged, acted on, taken up again and dismissed, each with its reason', async () => {
  const [row] = (await get(th, analyst, 'leadList', { query: { rule: 'shared-identifier' } })).items
  assert.equal(row?.isSeen, true)
  const lead = await get(th, analyst, 'leadRead', { params: { id: row?.id ?? '' } })
  assert.deepEqual([lead.state, lead.can], ['new', ['acknowledge', 'act', 'dismiss', 'assign']])
  const taken = await act(supervisor, lead, { act: 'acknowledge' })
  assert.equal(taken.state, 'acknowledged')
  const late = await ask(th, analyst, 'leadAct', {
    params: { id: lead.id },
    body: { act: 'acknowledge', was: 'new' },
  })
  assert.equal(late.status, 412)
  const silent = await ask(th, analyst, 'leadAct', {
    params: { id: lead.id },
    body: { act: 'dismiss', was: 'acknowledged' },
  })
  assert.equal(silent.status, 400)
  const done = await act(analyst, taken, { act: 'act', reason: 'Sent to the raid team' })
  assert.deepEqual([done.state, done.can], ['acted', ['reopen', 'assign']])
  const again = await act(analyst, done, { act: 'reopen', reason: 'It was another list' })
  const dismissed = await act(analyst, again, { act: 'dismiss', reason: 'Hotline of the desk itself' })
  assert.deepEqual(
    dismissed.acts.map((one) => [one.act, one.reason]),
    [
      ['acknowledge', undefined],
      ['act', 'Sent to the raid team'],
      ['reopen', 'It was another list'],
      ['dismiss', 'Hotline of the desk itself'],
    ],
  )
})

test('a lead is given to a colleague who may see it, and to nobody else', async () => {
  const watch = await get(th, analyst, 'watchMake', {
    body: { ...usual, about: { property: 'phone', value: '+999 81 700 0008' } },
  })
  await importPeople(th, analyst, {
    source: 'Seventh',
    lines: ['8,Ging Daorueang,+999 81 700 0008,'],
    marking: 'agency',
  })
  const [lead] = await watched(analyst, watch.id)
  const params = { id: lead?.id ?? '' }
  const { items } = await get(th, analyst, 'leadColleagues', { params })
  const boss = person('supervisor', 'th-aht')
  assert.ok(items.some((one) => one.id === boss.id))
  assert.ok(!items.some((one) => one.id === person('administrator', 'th-aht').id))
  const other = await ask(th, analyst, 'leadAssign', {
    params,
    body: { person: person('analyst', 'th-aml').id },
  })
  assert.equal(other.status, 400)
  const given = await get(th, analyst, 'leadAssign', { params, body: { person: boss.id } })
  assert.deepEqual(given.assignedTo, boss.name)
  assert.equal((await get(th, supervisor, 'leadRead', { params })).id, params.id)
  assert.equal((await get(th, supervisor, 'leadList', { query: { mine: true } })).items.length, 1)
})

test('a paused watch tells when it goes on; an ended one and one that has run out tell nothing', async () => {
  const about = { property: 'phone', value: '+999 81 700 0009' } as const
  const [rests, ends, runsOut] = [
    await get(th, analyst, 'watchMake', { body: { ...usual, about } }),
    await get(th, analyst, 'watchMake', { body: { ...usual, about } }),
    await get(th, analyst, 'watchMake', { body: { ...usual, about, days: 1 } }),
  ]
  await get(th, analyst, 'watchPause', { params: { id: rests.id }, body: {} })
  assert.equal((await get(th, analyst, 'watchEnd', { params: { id: ends.id }, body: {} })).state, 'ended')
  th.pass({ minutes: 24 * 60 + 1 })
  analyst = await th.signIn(person('analyst', 'th-aht'), 'investigation')
  await importPeople(th, analyst, {
    source: 'Eighth',
    lines: ['9,Hong Saetang,+999 81 700 0009,'],
    marking: 'agency',
  })
  assert.equal((await watched(analyst, rests.id)).length, 0)
  assert.equal((await watched(analyst, ends.id)).length, 0)
  assert.equal((await watched(analyst, runsOut.id)).length, 0)
  await get(th, analyst, 'watchResume', { params: { id: rests.id }, body: {} })
  assert.equal((await watched(analyst, rests.id)).length, 1)
})

test('a lead that was found in quiet hours is told when they end', async () => {
  const hour = (hours: number): string =>
    Temporal.Instant.fromEpochMilliseconds(th.node.now().getTime() + hours * 3_600_000)
      .toZonedDateTimeISO('Asia/Bangkok')
      .toPlainTime()
      .toString()
      .slice(0, 5)
  const watch = await get(th, analyst, 'watchMake', {
    body: {
      ...usual,
      about: { property: 'phone', value: '+999 81 700 0010' },
      quiet: { from: hour(-1), until: hour(2) },
    },
  })
  await importPeople(th, analyst, {
    source: 'Ninth',
    lines: ['10,Intira Chomdao,+999 81 700 0010,'],
    marking: 'agency',
  })
  assert.equal((await watched(analyst, watch.id)).length, 0)
  th.pass({ minutes: 121 })
  analyst = await th.signIn(person('analyst', 'th-aht'), 'investigation')
  assert.equal((await watched(analyst, watch.id)).length, 1)
})

test('a number that very many entities state under one marking connects nothing', async () => {
  const lines = Array.from({ length: 51 }, (_, n) => `${n},Caller ${n},+999 81 900 0000,`)
  await importUnder(th.node, ownBlock('th-aht'), {
    sourceName: 'Call centre',
    content: `id,name,phone,company\n${lines.join('\n')}\n`,
  })
  const before_ = await leadsOf(analyst, { rule: 'shared-identifier' })
  await importPeople(th, analyst, {
    source: 'Tenth',
    lines: ['1,Jiraporn Saisi,+999 81 900 0000,'],
    marking: 'agency',
  })
  assert.equal((await leadsOf(analyst, { rule: 'shared-identifier' })).length, before_.length)
})

test('a look that is cut off leaves nothing behind, and two looks at once tell once', async () => {
  const phone = '+999 81 700 0020'
  await get(th, analyst, 'watchMake', { body: { ...usual, about: { search: { q: 'Kamala Thongsuk' } } } })
  const watch = await get(th, analyst, 'watchMake', {
    body: { ...usual, about: { property: 'phone', value: phone } },
  })
  await followLeads(th.node)
  const count = async (): Promise<number | undefined> =>
    (await th.node.database.pool.query<{ count: number }>('select count(*) from lead')).rows[0]?.count
  const before_ = (await count()) ?? 0
  const lines = [`20,Kamala Thongsuk,${phone},`]
  await importPeople(th, analyst, { source: 'Cut one', lines, marking: 'agency' })
  await importPeople(th, analyst, { source: 'Cut two', lines, marking: 'agency' })
  // The connection of the two sources is written by then, in the same transaction.
  const dying = { ...th.node.search, upToDate: () => Promise.reject(new Error('killed')) }
  await assert.rejects(followLeads({ ...th.node, search: dying }), /killed/)
  assert.equal(await count(), before_)
  await Promise.all([followLeads(th.node), followLeads(th.node), followLeads(th.node)])
  // Two records for each of the two watches, and one connection.
  assert.equal(await count(), before_ + 5)
  assert.equal((await watched(analyst, watch.id)).length, 2)
  await followLeads(th.node)
  assert.equal(await count(), before_ + 5)
})

test('what becomes visible later is told then, and what was never seen is never told', async () => {
  const phone = '+999 81 700 0030'
  const about = { property: 'phone', value: phone } as const
  const watch = await get(th, analyst, 'watchMake', { body: { ...usual, about } })
  const own = ownBlock('th-aht', { case: 'TH-26-9999' })
  await importUnder(th.node, own, {
    sourceName: 'Closed case',
    content: `id,name,phone,company\n30,Lamai Hidden,${phone},\n`,
  })
  assert.equal((await watched(analyst, watch.id)).length, 0)
  const open = await th.node.database.inTransaction((tx) => th.node.markings.intern(tx, { ...own, case: '' }))
  await th.node.database.pool.query(
    `with moved as (
       update statement set marking_id = $1 where value = $2 returning entity_id),
     told as (insert into index_change (entity_ids) select array_agg(entity_id) from moved)
     update entity set markings = array[$1::integer] where id in (select entity_id from moved)`,
    [open, phone],
  )
  assert.equal((await watched(analyst, watch.id)).length, 1)
})
