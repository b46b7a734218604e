import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import type { MatchView, ReleasePackage } from '@shield/contract'

import { deliver, rows } from '../../peer/pair-testing.ts'
import { ask, get } from '../../testing-http.ts'
import { importPeople, person } from '../registry/testing.ts'
import { publishFilters } from './index.ts'
import { createMatchingPair, ground, phones, publishTo, sendTo, suspect, victim } from './testing.ts'
import type { MatchingPair } from './testing.ts'

let pair: MatchingPair
let analyst: MatchingPair['analyst']
let officer: MatchingPair['officer']
let agreement: string
const still = new AbortController().signal

before(async () => {
  pair = await createMatchingPair()
  ;({ analyst, officer, agreement } = pair)
})
after(() => pair.close())

const publish = (): Promise<void> => publishTo(pair)
const make = (values: readonly string[], more: object = {}): Promise<MatchView> => pair.make(values, more)
const through = (view: MatchView): Promise<MatchView> => pair.through(view)
const send = (view: MatchView): Promise<void> => sendTo(pair, view.id)

const resultsOf = (view: MatchView) => view.items.map((item) => item.result)

test('th asks about four numbers: one is found, the victim’s is not, and ph learns neither', async () => {
  const made = await make([suspect, '+999 81 777 7777', victim, '081 234'])
  assert.equal(made.state, 'logging')
  assert.deepEqual(resultsOf(made), ['waiting', 'waiting', 'waiting', 'left-out'])
  const done = await through(made)
  assert.deepEqual(resultsOf(done), ['hit', 'no-hit', 'no-hit', 'left-out'])
  // All that ph has of it: the ticket, its count, and elements that fit every number alike.
  const [held] = await rows<{ text: string }>(
    pair.ph,
    `select coalesce(string_agg(t::text, ' '), '') || (select coalesce(string_agg(event_text, ' '), '') from (
       select convert_from(event, 'UTF8') as event_text from audit_intake where action like 'match.%') e) as text from match_ticket t`,
  )
  for (const digits of ['812345678', '817777777', '815550001'])
    assert.ok(!held?.text.includes(digits), digits)
  assert.equal((await get(pair.ph, officer, 'hitList')).items.length, 0)
})

test('a hit is answered by a person of the owner, and core data arrives as a release', async () => {
  const done = await through(await make([suspect]))
  await get(pair.th, analyst, 'matchDisclose', {
    params: { id: done.id },
    body: { item: 0, summary: 'Called by three victims of one compound' },
  })
  await deliver(pair.th, 'ph')
  const [hit] = (await get(pair.ph, officer, 'hitList', { query: { open: true } })).items
  assert.equal(hit?.value, '+999812345678')
  assert.equal(hit?.entities[0]?.caption, 'Chen Wei')
  assert.equal(Date.parse(hit.dueAt) - Date.parse(hit.at), 48 * 3_600_000)
  const answered = await get(pair.ph, officer, 'hitAnswer', {
    params: { id: hit.id },
    body: { answer: 'core', reason: 'Recruiter known to us', entity: hit.entities[0]?.id ?? '' },
  })
  assert.equal(answered.answer, 'core')
  await deliver(pair.ph, 'th')
  const view = await get(pair.th, analyst, 'matchRead', { params: { id: done.id } })
  const disclosure = view.items[0]?.disclosure
  assert.equal(disclosure?.answer, 'core')
  const [release] = await rows<{ package: ReleasePackage }>(
    pair.th,
    `select package from release where id = $1 and direction = 'in'`,
    [disclosure.release],
  )
  const values = release?.package.entities[0]?.statements.map((one) => one.value).toSorted()
  assert.deepEqual(values, ['+999 81 234 5678', 'Chen Wei'].toSorted())
  // Nothing was linked by it.
  assert.equal((await rows(pair.th, 'select 1 from judgement')).length, 0)
  const twice = await ask(pair.ph, officer, 'hitAnswer', {
    params: { id: hit.id },
    body: { answer: 'neither', reason: 'again' },
  })
  assert.equal(twice.status, 412)
})

test('a token taken from the filter opens nothing: only who had the value can show the rest of it', async () => {
  const done = await through(await make([suspect, '+999 81 777 0001']))
  const [filter] = await rows<{ tokens: Buffer }>(
    pair.th,
    `select tokens from match_filter where identifier = 'phone'`,
  )
  const published = filter?.tokens.subarray(0, 8) ?? Buffer.alloc(8)
  await rows(
    pair.th,
    'update match_element set output = $2, hit_at = now() where ask_id = $1 and number = 1',
    [...[done.id, Buffer.concat([published, Buffer.alloc(24, 7)])]],
  )
  await get(pair.th, analyst, 'matchDisclose', {
    params: { id: done.id },
    body: { item: 1, summary: 'A guess' },
  })
  await deliver(pair.th, 'ph')
  const [receipt] = await rows<{ state: string; code: string }>(
    pair.th,
    `select state, code from receipt where direction = 'in' and about = (select id::text from match_disclosure where ticket = $1)`,
    [done.id],
  )
  assert.deepEqual(receipt, { state: 'refused', code: 'TICKET-INVALID' })
})

test('a ticket is opened for an inspector, and the opening comes to what was signed and sent', async () => {
  const done = await through(await make([suspect, '+999 81 777 0002']))
  const inspector = await pair.th.signIn(person('oversight', 'th-hrc'), 'oversight')
  const opened = await get(pair.th, inspector, 'matchOpen', { params: { id: done.id } })
  assert.ok(opened.fits)
  assert.deepEqual(
    opened.items.map((item) => item.value),
    ['+999812345678', '+999817770002'],
  )
  await rows(pair.th, `update match_element set norm = '+999810000000' where ask_id = $1 and number = 1`, [
    done.id,
  ])
  assert.ok(
    !(await get(pair.th, inspector, 'matchOpen', { params: { id: done.id } })).fits,
    'another value does not fit',
  )
  assert.equal((await ask(pair.th, analyst, 'matchOpen', { params: { id: done.id } })).status, 403)
})

test('S12 a replayed question is answered once, and a ticket that is not logged not at all', async () => {
  const made = await make(['+999 81 777 0003'])
  await send(made)
  const [told] = await rows<{ body: { logged: { index: number } } }>(
    pair.th,
    `select body from outbox where about = $1`,
    [made.id],
  )
  // The same question in a message of its own, and one whose proof is of another event.
  const asked = told?.body ?? assert.fail('nothing was told')
  const moved = { ...asked, logged: { ...asked.logged, index: asked.logged.index + 1 } }
  for (const body of [asked, moved])
    await rows(
      pair.th,
      `insert into outbox (message_id, peer, lane, kind, schema, about, body, digest, created_at)
       select gen_random_uuid(), 'ph', 'ordinary', 'match-ask', 1, '', $1, ''::bytea, now()`,
      [JSON.stringify(body)],
    )
  await deliver(pair.th, 'ph')
  const codes = await rows<{ state: string; code: string | null }>(
    pair.ph,
    `select state, code from inbox where kind = 'match-ask' order by number desc limit 3`,
  )
  assert.deepEqual(
    codes.toReversed().map((one) => one.code ?? one.state),
    ['applied', 'KNOWN', 'TICKET-INVALID'],
  )
  assert.equal((await rows(pair.ph, 'select 1 from match_ticket where id = $1', [made.id])).length, 1)
  await deliver(pair.ph, 'th')
})

test('a range is refused by the owner because the asker’s own node says so', async () => {
  const range = Array.from({ length: 40 }, (_, at) => `+999 81 600 ${1000 + at}`)
  const done = await through(await make(range))
  assert.equal(done.state, 'refused')
  assert.match(done.because?.en ?? '', /range of numbers/)
})

test('more than was agreed for a day is refused on either side', async () => {
  const quota = (number: number) =>
    `update agreement set body = jsonb_set(body, '{matching,quota,case}', '${number}')`
  await rows(pair.th, quota(3))
  const own = await ask(pair.th, analyst, 'matchMake', {
    body: { agreement, ...ground, items: phones('+999 81 777 0010', '+999 81 777 2011', '+999 81 777 4012') },
  })
  assert.equal(own.status, 429)
  await rows(pair.th, quota(1000))
  await rows(pair.ph, quota(3))
  const done = await through(await make(['+999 81 777 0010', '+999 81 777 2011', '+999 81 777 4012']))
  assert.equal(done.state, 'refused')
  await rows(pair.ph, quota(1000))
})

test('a watch is kept by who watches: a number that becomes known there is told here, and nothing was asked', async () => {
  const until = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10)
  const done = await through(await make(['+999 81 888 1234'], { watchUntil: until }))
  assert.deepEqual(resultsOf(done), ['no-hit'])
  const asked = await rows(pair.ph, 'select 1 from match_ticket')
  const keeper = await pair.ph.signIn(person('analyst', 'ph-wdk'), 'investigation')
  await importPeople(pair.ph, keeper, {
    source: 'Later raid',
    marking: 'agency',
    lines: ['Q1,Wang Fang,+999 81 888 1234,'],
  })
  await publish()
  const later = await get(pair.th, analyst, 'matchRead', { params: { id: done.id } })
  assert.deepEqual(resultsOf(later), ['hit'])
  assert.equal((await rows(pair.ph, 'select 1 from match_ticket')).length, asked.length)
  assert.equal((await rows(pair.th, `select 1 from audit_intake where action = 'match.watch-hit'`)).length, 1)
})

test('canaries: no filter of a partner holds a number of the protected, whoever else uses it', async () => {
  const keeper = await pair.ph.signIn(person('analyst', 'ph-wdk'), 'investigation')
  // The recruiter's telephone is in the victim's record as well.
  await importPeople(pair.ph, keeper, {
    source: 'Statements',
    marking: 'agency',
    lines: [`R1,Recruiter,${victim},`],
  })
  await publish()
  const tokens = await rows<{ norm: string }>(pair.ph, 'select distinct norm from match_token')
  const norms = tokens.map((one) => one.norm)
  assert.ok(norms.includes('+999812345678'))
  assert.ok(!norms.includes('+999815550001'))
  const secret = await rows(
    pair.ph,
    `select 1 from match_token t join statement s on s.norm = t.norm join marking m on m.id = s.marking_id
     where m.block->>'zone' = 'protection' or (m.block->>'level')::int > 2 or m.block->>'case' <> ''`,
  )
  assert.equal(secret.length, 0)
})

test('a partner of a thousand questions without a hit is answered no more until somebody has looked', async () => {
  const { ph } = pair
  await rows(
    ph,
    `insert into match_ticket (id, peer, agreement_id, ticket, person, organisation, case_reference, purpose, count, at)
     select gen_random_uuid(), 'th', $1, '', gen_random_uuid(), 'th-aht', 'X' || n, 'investigation', 500, now() - interval '3 days'
     from generate_series(1, 10) n`,
    [agreement],
  )
  await through(await make(['+999 81 999 0001']))
  assert.equal((await rows(ph, 'select 1 from match_stop where lifted_at is null')).length, 1)
  assert.equal((await through(await make(['+999 81 999 0002']))).state, 'refused')
  const reviewer = await ph.signIn(person('administrator', 'ph-wdk'), 'administration')
  const [partner] = (await get(ph, reviewer, 'matchPartners')).items
  assert.match(partner?.stopped?.because.en ?? '', /Nearly none/)
  await get(ph, reviewer, 'matchResume', {
    params: { id: agreement },
    body: { reason: 'A large case, looked at' },
  })
  assert.equal((await through(await make(['+999 81 999 0003']))).state, 'answered')
})

test('S19 an answer by another key than the published one is not believed', async () => {
  const made = await make([suspect])
  // The encoding of the group's own generator (RFC 9496 A.1): a key, but not this partner's.
  await rows(
    pair.th,
    `update match_filter set public_key = decode('e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76', 'hex') where identifier = 'phone'`,
  )
  const done = await through(made)
  assert.equal(done.state, 'refused')
  assert.match(done.because?.en ?? '', /not made with the published key/)
})

test('the end of an agreement destroys its keys: what was published is noise from then on', async () => {
  await rows(pair.ph, 'update agreement set suspended_at = now()')
  await publishFilters(pair.ph.node, {}, still)
  assert.equal((await rows(pair.ph, 'select 1 from match_key where secret is not null')).length, 0)
  assert.equal((await rows(pair.ph, 'select 1 from match_token')).length, 0)
})
