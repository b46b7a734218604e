import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { newId } from '#store/identifier.ts'
import { asOwner, rows } from '../../peer/pair-testing.ts'
import { ask, get } from '../../testing-http.ts'
import { createTestNode } from '../../testing.ts'
import { sweepRetention } from './index.ts'
import { createKeeping, longAgo } from './testing.ts'
import type { Headers, Keeping } from './testing.ts'

let keeping: Keeping

before(async () => {
  keeping = await createKeeping(await createTestNode('th'))
})
after(() => keeping.th.close())

const read = (code: string, headers = keeping.worker) =>
  get(keeping.th, headers, 'retentionRead', { params: { code } })
const list = (headers: Headers, state?: 'due' | 'soon' | 'held') =>
  get(keeping.th, headers, 'retentionList', { query: state === undefined ? {} : { state } })
const sweep = () => sweepRetention(keeping.th.node, {})
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const hold = (code: string, headers: Headers, rest: { readonly until?: string; readonly id?: string } = {}) =>
  ask(keeping.th, headers, 'holdPlace', {
    params: { code },
    body: {
      ...{
        id: newId(),
        ground: 'criminal-case',
        until: inDays(90),
        reason: 'Canary Prosecutor asked for it',
      },
      ...rest,
    },
  })
const propose = (code: string, ground: 'due' | 'request', id = newId()) =>
  ask(keeping.th, keeping.worker, 'erasurePropose', {
    params: { code },
    body: { id, ground, reason: 'Nothing speaks for keeping it' },
  })
const decide = (id: string, headers = keeping.head, refusal?: 'proceedings') =>
  ask(keeping.th, headers, 'erasureDecide', {
    params: { id },
    body: { reason: 'Looked through', ...(refusal === undefined ? {} : { refusal }) },
  })

test('the clock says by which rule, from which event and until when, and starts anew with the next event', async () => {
  const code = await keeping.newPerson('2026-01-05T03:00:00.000Z')
  const { clock } = await read(code)
  assert.deepEqual(
    [clock?.class, clock?.years, clock?.event, clock?.dueOn, clock?.state, clock?.rule],
    ['arrived', 2, 'triaged', '2028-01-05', 'running', 'shipped 1'],
  )
  await keeping.agree(code, '2026-03-01T03:00:00.000Z')
  const after = (await read(code)).clock
  assert.deepEqual([after?.event, after?.dueOn], ['agreed', '2028-03-01'])
})

test('the night computes who is due, and a list shows nobody whose clock has started anew since', async () => {
  const code = await keeping.newPerson()
  const again = await keeping.newPerson()
  await sweep()
  const codes = async () => (await list(keeping.worker, 'due')).items.map((one) => one.code)
  assert.ok((await codes()).includes(code))
  assert.ok((await codes()).includes(again))
  await keeping.agree(again, new Date().toISOString())
  assert.ok(!(await codes()).includes(again))
  const work = await get(keeping.th, keeping.worker, 'workRead', {})
  assert.ok(JSON.stringify(work).includes(`/protected/${code}/retention`))
  assert.ok(!(await list(keeping.shelter)).items.some((one) => one.code === code))
})

test('rules of the country go before those that are shipped', async () => {
  const code = await keeping.newPerson('2026-01-05T03:00:00.000Z')
  await asOwner(
    keeping.th,
    `insert into country_data (code, version, body, loaded_at) values ('TH', '900', '{"code":"TH","version":"900","checked":"for the test",
     "retention":{"warnDays":30,"rules":[{"class":"arrived","years":7,"act":"review","cites":"for the test"}]}}', now())`,
  )
  const { clock } = await read(code)
  assert.deepEqual([clock?.rule, clock?.years, clock?.act], ['TH 900', 7, 'review'])
  const rules = await get(keeping.th, keeping.worker, 'retentionRules', {})
  assert.deepEqual([rules.name, rules.rules.length], ['TH 900', 1])
  await asOwner(keeping.th, `delete from country_data where version = '900'`)
})

test('one proposes, another decides: never the same, never by a case worker alone, and never what is not due', async () => {
  const early = await keeping.newPerson(new Date().toISOString())
  assert.equal((await propose(early, 'due')).status, 409)
  const code = await keeping.newPerson()
  const id = newId()
  assert.equal((await propose(code, 'due', id)).status, 200)
  assert.equal((await propose(code, 'due', id)).status, 200, 'sent again it is the same')
  assert.equal((await propose(code, 'due')).status, 409, 'another beside it is not')
  assert.equal((await decide(id, keeping.worker)).status, 403)
  assert.equal((await decide(id, keeping.shelter)).status, 403)
  const both = newId()
  const other = await keeping.newPerson()
  await get(keeping.th, keeping.colleague, 'erasurePropose', {
    params: { code: other },
    body: { id: both, ground: 'due', reason: 'She both proposes and decides' },
  })
  const own = await decide(both, keeping.colleague)
  assert.deepEqual([own.status, own.text.includes('second-person-needed')], [403, true])
  const refused = await decide(id, keeping.head, 'proceedings')
  assert.equal(refused.status, 200, refused.text)
  const view = await read(code)
  assert.deepEqual(
    view.erasures.map(({ state, refusal }) => [state, refusal]),
    [['refused', 'proceedings']],
  )
  assert.equal((await decide(id)).status, 409, 'what was decided is decided')
  await assert.rejects(
    rows(keeping.th, `select erase_person('${id}', current_date)`),
    /no erasure that two people decided/,
  )
  await assert.rejects(rows(keeping.th, 'delete from protection_act'), /permission denied/)
})

test('a hold beats the day, and beats the person who asks; it is for those who decide, and its reason is sealed', async () => {
  const code = await keeping.newPerson()
  assert.equal((await hold(code, keeping.worker)).status, 403)
  assert.equal((await hold(code, keeping.head, { until: inDays(400) })).status, 400)
  assert.equal((await hold(code, keeping.head, { until: inDays(0) })).status, 400)
  assert.equal((await hold(code, keeping.head)).status, 200)
  const view = await read(code)
  assert.equal(view.clock?.state, 'held')
  assert.ok((view.clock?.dueOn ?? '') > inDays(90))
  assert.equal((await propose(code, 'due')).status, 409)
  const id = newId()
  assert.equal((await propose(code, 'request', id)).status, 200)
  const stopped = await decide(id)
  assert.equal(stopped.status, 409)
  assert.match(stopped.text, /A hold stands/)
  assert.equal((await read(code)).erasures[0]?.state, 'proposed', 'nothing was undone halfway')
  const [one] = view.holds
  assert.ok(one)
  const words = { params: { id: one.id }, body: { reason: 'To review it' } }
  assert.equal(
    (await get(keeping.th, keeping.worker, 'holdWords', words)).words,
    'Canary Prosecutor asked for it',
  )
  const kept = await rows<{ text: string }>(keeping.th, 'select h::text as text from legal_hold h')
  assert.ok(!kept.some(({ text }) => text.includes('Canary')))
  const listed = await list(keeping.head, 'held')
  assert.ok(!listed.items.some((row) => row.clock.state !== 'held'))
  const release = { params: { id: one.id }, body: { reason: 'The case has ended' } }
  assert.equal((await ask(keeping.th, keeping.worker, 'holdRelease', release)).status, 403)
  const released = await get(keeping.th, keeping.head, 'holdRelease', release)
  assert.deepEqual([released.holds[0]?.state, released.clock?.state], ['released', 'due'])
  assert.equal((await ask(keeping.th, keeping.head, 'holdRelease', release)).status, 409)
})

test('a hold of another organisation is not there for who may not see the person', async () => {
  const code = await keeping.newPerson()
  const id = newId()
  assert.equal((await hold(code, keeping.head, { id })).status, 200)
  const theirs = keeping.elsewhere
  const missing = '019b7615-6c00-7000-8000-00000000aaaa'
  const same = (text: string) => text.replaceAll(/"(requestId|instance)":"[^"]*"/g, '')
  for (const about of [
    { route: 'holdReview', body: { until: inDays(10) } },
    { route: 'holdRelease', body: { reason: 'It is over' } },
    { route: 'holdWords', body: { reason: 'To look at it' } },
  ] as const) {
    const hidden = await ask(keeping.th, theirs, about.route, { params: { id }, body: about.body as never })
    const none = await ask(keeping.th, theirs, about.route, {
      params: { id: missing },
      body: about.body as never,
    })
    assert.equal(hidden.status, 404, about.route)
    assert.equal(same(hidden.text), same(none.text), about.route)
  }
  assert.equal((await ask(keeping.th, theirs, 'retentionRead', { params: { code } })).status, 404)
  const review = { params: { id }, body: { until: inDays(10) } }
  const reviewed = await get(keeping.th, keeping.head, 'holdReview', review)
  assert.equal(reviewed.holds[0]?.until, inDays(10))
  const work = await get(keeping.th, keeping.head, 'workRead', {})
  assert.ok(
    JSON.stringify(work).includes(`/protected/${code}/retention`),
    'a hold that ends soon waits for who decides',
  )
  assert.ok(!JSON.stringify(await get(keeping.th, theirs, 'workRead', {})).includes(code))
})

test('what has not come to its end stops an erasure and is named', async () => {
  const code = await keeping.newPerson()
  await keeping.agree(code, longAgo)
  await get(keeping.th, keeping.worker, 'correctionMake', {
    params: { code },
    body: { id: newId(), about: 'identity', words: 'My name is written wrong', language: 'my' },
  })
  const id = newId()
  assert.equal((await propose(code, 'request', id)).status, 200)
  assert.deepEqual((await read(code)).open, ['correction'])
  const stopped = await decide(id)
  assert.equal(stopped.status, 409)
  assert.match(stopped.text, /Bring this to its end first: A correction/)
})
