import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { personCode } from '@shield/core'
import { people } from '@shield/world'

import { newId } from '#store/identifier.ts'
import { rows } from '../../peer/pair-testing.ts'
import { addProtected } from '../../testing-protected.ts'
import { ask, get } from '../../testing-http.ts'
import { createTestNode } from '../../testing.ts'
import type { TestNode } from '../../testing.ts'
import { templateMarking } from '../../marking-template.ts'
import { drawShare } from './draw-share.ts'
import { tellRates } from './rates.ts'

type Headers = Record<string, string>

let th: TestNode
let worker: Headers
let lead: Headers
let shelter: Headers
let police: Headers
let oversight: Headers

const of = (id: number) =>
  people.find((one) => one.id.endsWith(String(id).padStart(12, '0'))) ?? assert.fail()

before(async () => {
  th = await createTestNode('th')
  worker = await th.signIn(of(13), 'victim-protection')
  lead = await th.signIn(of(38), 'victim-protection')
  shelter = await th.signIn(of(14), 'victim-protection')
  police = await th.signIn(of(15), 'victim-protection')
  oversight = await th.signIn(of(7), 'oversight')
})
after(() => th.close())

let made = 0

/** Somebody whom welfare and the shelter care for, and on whom a panel decided in a month. */
async function decided(
  month: string,
  outcome: 'identified' | 'not-identified',
  site = 'Bridge',
): Promise<string> {
  const { node } = th
  made += 1
  const code = personCode(Uint8Array.from([made >> 8, made & 255, 1, 2, 3, 4, 5, 6, 7, 8, 9]))
  const block = {
    ...templateMarking('protection', { node: 'th', organisation: 'th-msd', organisationKind: 'social' }),
    releasedTo: ['th-bfm'],
  }
  const marking = await node.database.inTransaction((tx) => node.markings.intern(tx, block))
  const added = await addProtected(node, { block, marking: String(marking), proposer: of(13).id, code })
  const { pool } = node.database
  await pool.query('update arrival set site = $2 where id = $1', [added.arrival, site])
  // The panel and the check of the guarded world are of another time.
  await pool.query(
    `update determination set reviews = id, outcome = 'identified', decided_at = '2020-01-01' where id = $1`,
    [added.determination],
  )
  await pool.query(
    `insert into determination (id, code, law, organisations, opened_at, due_at, opened_by, organisation, outcome, decided_at, decided_by)
     select $2, code, law, array['th-aht', 'th-msd'], opened_at, due_at, opened_by, organisation, $3, $4, $5
     from determination where id = $1`,
    [added.determination, newId(), outcome, `${month}-15T03:00:00Z`, of(13).id],
  )
  return code
}

test('the same seed draws the same, another seed another, and nobody is left out of every draw', () => {
  const ids = Array.from({ length: 200 }, (_, at) => `id ${at}`)
  assert.deepEqual(drawShare(ids, 'a', 10), drawShare(ids.toReversed(), 'a', 10))
  assert.notDeepEqual(drawShare(ids, 'a', 10), drawShare(ids, 'b', 10))
  assert.equal(drawShare(ids, 'a', 10).length, 20)
  assert.equal(drawShare(['only'], 'a', 1).length, 1)
  const drawn = new Set(Array.from({ length: 100 }, (_, seed) => drawShare(ids, String(seed), 10)).flat())
  assert.equal(drawn.size, 200)
})

test('99 % of 260 and then 1 % of 1,595 alarms; to oversight it is told without telling of two people', () => {
  const months = [
    { key: '2025-02', of: 260, is: 258 },
    { key: '2025-11', of: 1595, is: 18 },
  ]
  const [first, second] = tellRates(months, { by: 'month', isExact: false })
  assert.deepEqual(
    [first?.decided, first?.identified, first?.rate, first?.near],
    [260, undefined, 95, 'most'],
  )
  assert.equal(second?.identified, 18)
  assert.equal(second?.swing?.isSwing, true)
  assert.doesNotMatch(JSON.stringify(tellRates(months, { by: 'month', isExact: false })), /258|99 %/)
  const [exact] = tellRates(months, { by: 'month', isExact: true })
  assert.deepEqual([exact?.identified, exact?.rate], [258, 99])
})

test('a team lead reads the rates of people the team lead sees, oversight of everybody, the police of nobody', async () => {
  for (let at = 0; at < 12; at += 1) await decided('2026-03', 'identified')
  for (let at = 0; at < 12; at += 1) await decided('2026-04', 'not-identified', 'Airport')
  const own = await get(th, lead, 'rateRead', { query: { by: 'month' } })
  assert.deepEqual(
    own.items.map(({ key, decided: all, identified }) => [key, all, identified]),
    [
      ['2026-03', 12, 12],
      ['2026-04', 12, 0],
    ],
  )
  assert.equal(own.items[1]?.swing?.isSwing, true)
  const sites = await get(th, oversight, 'rateRead', { query: { by: 'site' } })
  assert.deepEqual(sites.items.map(({ key }) => key).toSorted(), ['Airport', 'Bridge'])
  assert.equal(sites.isExact, false)
  const work = await get(th, oversight, 'workRead', { query: {} })
  const decide = work.queues.find(({ name }) => name === 'decide')?.items ?? []
  assert.ok(decide.some(({ to }) => to === '/quality?by=month'))
  for (const who of [police, worker])
    assert.equal((await ask(th, who, 'rateRead', { query: {} })).status, 403)
})

test('a drawn decision is taken again by others who see neither whose it is nor what was decided', async () => {
  const code = await decided('2026-06', 'not-identified', 'Another bridge')
  assert.equal(
    (await ask(th, lead, 'qualityDraw', { body: { since: '2026-06-01', until: '2026-06-30', share: 100 } }))
      .status,
    403,
    'who leads the team does not choose what is looked at',
  )
  const { items } = await get(th, oversight, 'qualityDraw', {
    body: { since: '2026-06-01', until: '2026-06-30', share: 100 },
  })
  const draw = items.find(({ since }) => since === '2026-06-01') ?? assert.fail('nothing was drawn')
  assert.deepEqual([draw.population, draw.drawn, draw.leftOut], [1, 1, 0])
  const [check] = await rows<{ id: string; organisations: string[] }>(
    th,
    `select c.id, c.organisations from quality_check c where c.draw_id = '${draw.id}'`,
  )
  assert.ok(check)
  assert.ok(check.organisations.includes('th-bfm'), 'one organisation is new to it')
  const params = { id: check.id }
  // Who called the panel, voted or decided has no part in it.
  assert.equal((await ask(th, worker, 'qualityCheckRead', { params })).status, 404)
  const waiting = await get(th, shelter, 'qualityCheckList', {})
  assert.ok(waiting.items.some(({ id }) => id === check.id))
  const seen = await ask(th, shelter, 'qualityCheckRead', { params })
  assert.equal(seen.status, 200)
  assert.ok(
    !seen.text.includes(code) && !seen.text.includes('Another bridge') && !seen.text.includes('outcome'),
  )
  const second = check.organisations.includes('th-msd') ? lead : police
  const vote = (headers: Headers, id: string) =>
    ask(th, headers, 'qualityCheckVote', {
      params,
      body: { id, vote: 'identified', reason: 'Force and debt were told' },
    })
  const mine = newId()
  assert.equal((await vote(shelter, mine)).status, 200)
  assert.equal((await vote(shelter, mine)).status, 200, 'sent twice it is one vote')
  assert.equal((await vote(shelter, newId())).status, 409)
  assert.deepEqual(JSON.parse((await vote(second, newId())).text), { isDone: true })
  const told = await get(th, lead, 'qualityList', {})
  const after = told.items.find(({ id }) => id === draw.id)
  assert.deepEqual(after?.differing, [{ code, first: 'not-identified', second: 'identified' }])
  const figures = await get(th, oversight, 'qualityList', {})
  const hidden = figures.items.find(({ id }) => id === draw.id)
  assert.deepEqual([hidden?.differing, hidden?.decided, hidden?.agreed], [[], undefined, undefined])
  const stored = await rows<{ text: string }>(th, `select v::text as text from quality_vote v`)
  for (const { text } of stored) assert.doesNotMatch(text, /Force and debt/)
  const [audited] = await rows<{ event: string }>(
    th,
    `select convert_from(event, 'UTF8') as event from audit_intake where action = 'quality.drawn'`,
  )
  assert.ok(audited?.event.includes(draw.seed))
})

test('the period of reflection begins with the arrival, and nobody is removed while it runs or a panel sits', async () => {
  const code = await decided('2026-07', 'not-identified')
  const set = (sql: string) => th.node.database.pool.query(sql, [code])
  await set('update protected_person set arrived_at = now() where code = $1')
  const read = () => get(th, worker, 'reflectionRead', { params: { code } })
  const fresh = await read()
  assert.equal(fresh.period?.runs, true)
  assert.equal(
    Date.parse(fresh.period.endsAt) - Date.parse(fresh.period.startsAt),
    fresh.period.days * 86_400_000,
  )
  assert.match(fresh.period.cites, /2022/)
  await set(`update protected_person set arrived_at = now() - interval '90 days' where code = $1`)
  assert.deepEqual([(await read()).period?.runs, (await read()).mayBeRemoved], [false, false])
  await set(`update protected_person set standing = 'not-identified' where code = $1`)
  assert.equal((await read()).mayBeRemoved, true)
  await set('update determination set outcome = null, decided_at = null where code = $1 and reviews is null')
  const sits = await read()
  assert.deepEqual([sits.panelSits, sits.mayBeRemoved], [true, false])
})
