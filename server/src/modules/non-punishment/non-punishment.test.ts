import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { newId } from '#store/identifier.ts'
import { rows } from '../../peer/pair-testing.ts'
import { ask, get } from '../../testing-http.ts'
import { createTestNode } from '../../testing.ts'
import type { TestNode } from '../../testing.ts'
import { chaseFinding, compareRecords } from './index.ts'
import { giveGround, importStatus, interview, openBoard, peopleOf, receive } from './testing.ts'
import type { Headers } from './testing.ts'

let th: TestNode
let worker: Headers
let shelter: Headers
let police: Headers
let first: Headers
let second: Headers
let oversight: Headers
let arrival: string

before(async () => {
  th = await createTestNode('th')
  const sign = async (role: Parameters<typeof peopleOf>[0], organisation: string, nth = 0) =>
    th.signIn(peopleOf(role, organisation)[nth] ?? assert.fail(role), 'victim-protection')
  worker = await sign('case-worker', 'th-msd')
  shelter = await sign('case-worker', 'th-bfm')
  police = await th.signIn(peopleOf('analyst', 'th-aht')[0] ?? assert.fail(), 'investigation')
  first = await sign('assessor', 'th-osp')
  second = await sign('assessor', 'th-osp', 1)
  oversight = await th.signIn(peopleOf('oversight', 'th-hrc')[0] ?? assert.fail(), 'oversight')
  arrival = await openBoard(th, worker, 'Friendship Bridge 2')
})
after(() => th.close())

const report = async (code: string, punishment: 'detained' | 'charged' | 'fined' = 'detained') =>
  get(th, worker, 'punishmentReport', {
    params: { code },
    body: { id: newId(), punishment, since: '2026-05-13', authority: 'Border post', words: 'Told by phone' },
  })

const offence = async (id: string, named = 'illegal-entry') => {
  const made = newId()
  await get(th, first, 'punishmentOffence', {
    params: { id },
    body: { id: made, offence: named, on: '2026-05-11', place: 'At the river' },
  })
  return made
}

const assess = (headers: Headers, params: { id: string; offence: string }, body: object) =>
  ask(th, headers, 'punishmentAssess', {
    params,
    body: { id: newId(), result: 'to-be-dropped', evidence: [], reason: 'Was made to', ...body },
  })
const agree = (headers: Headers, params: { id: string; offence: string }, agrees = true) =>
  ask(th, headers, 'punishmentSecond', { params, body: { id: newId(), agrees, reason: 'Looked at it' } })
const read = (headers: Headers, id: string) => get(th, headers, 'punishmentRead', { params: { id } })

test('from "she is in a cell" to seen to be free: two people for each offence, an outcome, and somebody who looked', async () => {
  const code = await receive(th, worker, { arrival })
  const { id, dueAt, clock, state } = await report(code)
  assert.equal(state, 'found')
  assert.equal(clock?.days, 2)
  assert.equal(clock.cites, undefined, 'no source is known here, and none is made up')
  assert.ok(Date.parse(dueAt ?? '') > Date.now())
  const made = await offence(id)
  const params = { id, offence: made }
  assert.equal((await assess(first, params, {})).status, 200)
  assert.equal((await agree(first, params)).status, 403, 'one person is not two')
  const refused = () =>
    ask(th, first, 'punishmentOutcome', {
      params: { id },
      body: { id: newId(), outcome: 'refused', reason: 'They say no' },
    })
  assert.equal((await refused()).status, 409)
  assert.equal((await agree(second, params)).status, 200)
  assert.equal((await read(second, id)).state, 'assessed')
  assert.equal((await refused()).status, 200)
  assert.equal((await read(first, id)).state, 'refused')
  await assess(second, params, { reason: 'New evidence came' })
  await agree(first, params)
  const released = { id: newId(), outcome: 'released', reason: 'Order of the court' } as const
  await get(th, first, 'punishmentOutcome', { params: { id }, body: released })
  await get(th, first, 'punishmentOutcome', { params: { id }, body: released })
  const follow = (isDone: boolean) =>
    get(th, worker, 'punishmentFollow', {
      params: { id },
      body: { id: newId(), isDone, note: 'Spoke with her' },
    })
  assert.equal((await follow(false)).state, 'assessed', 'what was not carried out is open again')
  await get(th, first, 'punishmentOutcome', { params: { id }, body: { ...released, id: newId() } })
  const done = await follow(true)
  assert.equal(done.state, 'done')
  assert.equal(done.dueAt, undefined)
  assert.deepEqual(
    done.steps.map(({ kind }) => kind),
    [
      ...['offence', 'assess', 'second', 'outcome', 'assess', 'second', 'outcome'],
      ...['follow', 'outcome', 'follow'],
    ],
    'everything stands, and what was sent twice once',
  )
})

test('the reasons, the day and the place lie sealed; they are opened for a reason, with who it is', async () => {
  const code = await receive(th, worker, { arrival, passport: 'ZA1000001' })
  const { id } = await report(code, 'charged')
  const made = await offence(id, 'fraud')
  await assess(first, { id, offence: made }, { reason: 'Under the whip of quotas' })
  const stored = await rows<{ text: string }>(
    th,
    `select (to_jsonb(f) - 'law')::text || coalesce((select string_agg(a::text, '') from punishment_act a
       where a.finding_id = f.id), '') as text from punishment_finding f where f.id = '${id}'`,
  )
  assert.doesNotMatch(stored[0]?.text ?? '', /whip|river|phone|Border post|ZA1000001|2026-05-1[13]/)
  const opened = await get(th, second, 'punishmentOpen', {
    params: { id },
    body: { reason: 'To be the second person' },
  })
  assert.equal(opened.authority, 'Border post')
  assert.equal(opened.identity?.documents[0]?.number, 'ZA1000001')
  assert.ok(opened.said.some(({ text }) => text.includes('whip')))
  assert.ok(opened.said.some(({ text }) => text.includes('river')))
  for (const who of [worker, police])
    assert.equal(
      (await ask(th, who, 'punishmentOpen', { params: { id }, body: { reason: 'To know' } })).status,
      403,
    )
  const listed = await get(th, first, 'punishmentList', { query: {} })
  assert.doesNotMatch(JSON.stringify(listed), /Border post|ZA1000001/)
})

test('evidence is answers by reference, on a ground of the ledger that names the office, and never a word', async () => {
  const code = await receive(th, worker, { arrival })
  const { id } = await report(code, 'fined')
  const made = await offence(id, 'fraud')
  assert.equal((await read(first, id)).mayReadTold, false)
  await giveGround(th, worker, code)
  await interview(th, worker, code)
  const { told, mayReadTold } = await read(first, id)
  assert.equal(mayReadTold, true)
  assert.deepEqual(told.map(({ indicator }) => indicator).toSorted(), ['FC07', 'FC16'])
  const [one] = told
  assert.ok(one?.name['en'])
  const evidence = [{ interview: one.interview, indicator: one.indicator }]
  const unread = [{ interview: one.interview, indicator: 'FC12' }]
  assert.equal((await assess(first, { id, offence: made }, { evidence: unread })).status, 400)
  assert.equal((await assess(first, { id, offence: made }, { evidence })).status, 200)
  assert.deepEqual((await read(second, id)).offenceList[0]?.opinion?.evidence, evidence)
})

test('a list of an authority finds who is in protection by document alone, and keeps nothing of anybody else', async () => {
  const [code, other] = [
    await receive(th, worker, { arrival, passport: 'ZA2000001' }),
    await receive(th, worker, { arrival, passport: 'ZA2000002' }),
  ]
  const content = Buffer.from(
    'name,passport\nInvented Someone,ZA2000001\nInvented Someone,ZA9999999\nInvented Someone,\n',
  ).toString('base64')
  const list = { name: 'held.csv', content, punishment: 'detained', authority: 'Detention centre' } as const
  const taken = await get(th, first, 'punishmentListTake', { body: list })
  assert.deepEqual([taken.lines, taken.without, taken.found.length], [3, 1, 1])
  const [hit] = taken.found
  const finding = await read(first, hit?.id ?? '')
  assert.deepEqual([finding.code, finding.source, finding.punishment], [code, 'list', 'detained'])
  const again = await get(th, first, 'punishmentListTake', { body: list })
  assert.deepEqual(again.found, [{ line: hit?.line ?? 0, id: hit?.id ?? '', isNew: false }])
  const unfound = await rows(th, `select 1 from punishment_finding where code = '${other}'`)
  assert.equal(unfound.length, 0)
  assert.equal((await ask(th, worker, 'punishmentListTake', { body: list })).status, 403)
  // Those who care learn of it when the office asks them, and not before.
  assert.equal((await ask(th, worker, 'punishmentRead', { params: { id: finding.id } })).status, 404)
  assert.deepEqual((await get(th, worker, 'punishmentOf', { params: { code } })).items, [])
  await get(th, first, 'punishmentAsk', { params: { id: finding.id }, body: { id: newId() } })
  const [told] = (await get(th, shelter, 'punishmentOf', { params: { code } })).items
  assert.deepEqual([told?.id, told?.source], [finding.id, 'report'])
  const work = await get(th, worker, 'workRead', { query: {} })
  const decide = work.queues.find(({ name }) => name === 'decide')?.items ?? []
  assert.ok(decide.some(({ to }) => to === `/non-punishment/${finding.id}`))
})

test('a record of the police finds the same person by document, once, and words of an end find nobody', async () => {
  const codes = await Promise.all(
    ['ZA3000001', 'ZA3000002', 'ZA3000003'].map((passport) => receive(th, worker, { arrival, passport })),
  )
  await importStatus(th, [
    { passport: 'ZA-3000001', status: 'Remanded in custody' },
    { passport: 'ZA3000002', status: 'Charge withdrawn, released' },
    { passport: 'ZA3000003', status: 'ผู้ต้องหาในคดีฉ้อโกง' },
  ])
  await compareRecords(th.node, {})
  await compareRecords(th.node, {})
  const found = await rows<{ code: string; punishment: string; source: string }>(
    th,
    `select code, punishment, source from punishment_finding where source = 'record' order by punishment`,
  )
  assert.deepEqual(found, [
    { code: codes[2], punishment: 'charged', source: 'record' },
    { code: codes[0], punishment: 'detained', source: 'record' },
  ])
  const [row] = (await get(th, first, 'punishmentList', { query: { punishment: 'charged' } })).items.filter(
    ({ source }) => source === 'record',
  )
  const opened = await get(th, first, 'punishmentOpen', {
    params: { id: row?.id ?? '' },
    body: { reason: 'To write to the agency' },
  })
  assert.deepEqual(opened.record, { organisation: 'th-aht', status: 'ผู้ต้องหาในคดีฉ้อโกง' })
  const list = await get(th, first, 'punishmentList', { query: {} })
  assert.ok(list.comparedAt)
  // Somebody who says so later is told of the same finding, and nothing of the record.
  const said = await get(th, worker, 'punishmentReport', {
    params: { code: codes[2] ?? '' },
    body: { id: newId(), punishment: 'charged' },
  })
  assert.deepEqual([said.id, said.source], [row?.id, 'report'])
})

test('a clock that has run out is chased once, and oversight sees counts of five and more', async () => {
  const code = await receive(th, worker, { arrival })
  const { id } = await report(code)
  await th.node.database.pool.query(
    `update punishment_finding set due_at = now() - interval '1 hour' where id = $1`,
    [id],
  )
  await chaseFinding(th.node, { finding: id })
  await chaseFinding(th.node, { finding: id })
  const { steps, isLate } = await read(first, id)
  assert.deepEqual([steps.map(({ kind }) => kind), isLate], [['chase'], true])
  const late = await get(th, first, 'punishmentList', { query: { only: 'late' } })
  assert.deepEqual(
    late.items.map((one) => one.id),
    [id],
  )
  const figures = await get(th, oversight, 'punishmentFigures', {})
  assert.equal(figures.late, undefined, 'one person is not told')
  for (const { count } of [...figures.byPunishment, ...figures.byState, ...figures.byOutcome])
    assert.ok(count === undefined || count === 0 || count >= 5)
  assert.equal((await ask(th, oversight, 'punishmentList', { query: {} })).status, 403)
  assert.equal((await ask(th, police, 'punishmentFigures', {})).status, 403)
})
