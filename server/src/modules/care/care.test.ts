import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { newId } from '#store/identifier.ts'
import { rows } from '../../peer/pair-testing.ts'
import { ask, get } from '../../testing-http.ts'
import { day, now, openCareHouse, refused } from './care-testing.ts'
import type { CareHouse } from './care-testing.ts'

let house: CareHouse

before(async () => {
  house = await openCareHouse()
})
after(() => house.th.close())

const rules = {
  timeZone: 'Asia/Bangkok',
  times: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '18:00', to: '20:00' }],
  channels: ['message' as const, 'call' as const],
  neverCall: true,
  neverLeaveMessage: true,
}

test('a plan holds the person’s own words sealed; what is refused is written down and nothing else follows', async () => {
  const code = await house.newPerson()
  const goal = newId()
  await house.act(code, {
    kind: 'goal',
    goal,
    need: 'livelihood',
    state: 'agreed',
    words: 'I want to sew again',
  })
  await house.act(code, { kind: 'goal', goal: newId(), need: 'psychosocial', state: 'refused' })
  const step = newId()
  await house.act(code, {
    ...{ kind: 'step', step, goal, by: 'worker', words: 'Ask the sewing hall', dueOn: day(7) },
  })
  await house.act(code, { kind: 'step-state', step, state: 'done' })
  const view = await house.act(code, { kind: 'review', nextOn: day(30) })
  assert.equal(view.reviewOn, day(30))
  assert.deepEqual(
    view.goals.map(({ need, state, hasWords }) => [need, state, hasWords]),
    [
      ['livelihood', 'agreed', true],
      ['psychosocial', 'refused', false],
    ],
  )
  assert.equal(view.goals[0]?.steps[0]?.state, 'done')
  const { words } = await get(house.th, house.worker, 'careWords', {
    params: { code },
    body: { of: 'goal', row: goal, reason: 'To plan the week' },
  })
  assert.equal(words, 'I want to sew again')
  const stored = await rows<{ text: string }>(
    house.th,
    `select string_agg(t, ' ') as text from (select a::text t from care_act a union all select g::text from care_goal g
     union all select s::text from care_step s) all_rows`,
  )
  assert.ok(!/sew/.test(stored[0]?.text ?? ''))
})

test('an act sent again is one; of another person it is none; the past is not rewritten', async () => {
  const [code, other] = [await house.newPerson(), await house.newPerson()]
  const id = newId()
  const body = {
    id,
    at: now(),
    act: { kind: 'goal' as const, goal: newId(), need: 'education' as const, state: 'agreed' as const },
  }
  await get(house.th, house.worker, 'careAct', { params: { code }, body })
  const again = await get(house.th, house.worker, 'careAct', { params: { code }, body })
  assert.equal(again.goals.length, 1)
  const elsewhere = await ask(house.th, house.worker, 'careAct', { params: { code: other }, body })
  assert.equal(elsewhere.status, 404)
  const stolen = await refused(house, other, { kind: 'goal-state', goal: body.act.goal, state: 'ended' })
  assert.equal(stolen.status, 400, 'a goal of somebody else is none of this person')
  for (const statement of [
    'update care_act set kind = kind',
    'delete from care_goal',
    'update money_entry set minor = 1',
    'delete from contact_attempt',
    'update early_testimony set state = state',
    'update health_certificate set travel = travel',
  ])
    await assert.rejects(rows(house.th, statement), /permission denied/, statement)
})

test('a house is taken bed by bed, its address opens for a reason, and nobody else learns of it', async () => {
  const place = await get(house.th, house.worker, 'placeMake', {
    body: { name: 'House A', capacity: 1, address: '12 Quiet Lane, behind the mill' },
  })
  const [first, second] = [await house.newPerson(), await house.newPerson()]
  const stay = newId()
  const view = await house.act(first, { kind: 'stay-in', stay, place: place.id })
  assert.equal(view.stays[0]?.place, 'House A')
  const full = await refused(house, second, { kind: 'stay-in', stay: newId(), place: place.id })
  assert.equal(full.status, 409)
  assert.equal((await refused(house, first, { kind: 'stay-in', stay: newId(), place: place.id })).status, 409)
  await house.act(second, { kind: 'stay-in', stay: newId(), place: place.id, beyondFull: true })
  const list = async (headers: Record<string, string>) =>
    (await get(house.th, headers, 'placeList', {})).items
  assert.deepEqual(
    (await list(house.worker)).map(({ taken, capacity }) => [taken, capacity]),
    [[2, 1]],
  )
  assert.deepEqual(await list(house.shelter), [])
  const resized = await ask(house.th, house.shelter, 'placeResize', {
    params: { id: place.id },
    body: { capacity: 3 },
  })
  assert.equal(resized.status, 404)
  const { words } = await get(house.th, house.worker, 'careWords', {
    params: { code: first },
    body: { of: 'stay', row: stay, reason: 'To fetch the person' },
  })
  assert.equal(words, '12 Quiet Lane, behind the mill')
  const left = await house.act(first, { kind: 'stay-out', stay, to: 'family' })
  assert.equal(left.stays[0]?.outTo, 'family')
  assert.equal((await list(house.worker))[0]?.taken, 1)
  const stored = await rows<{ text: string }>(house.th, 'select p::text as text from shelter_place p')
  assert.ok(!/Quiet/.test(stored[0]?.text ?? ''))
})

test('a certificate says what a person can do and until when; a diagnosis has no place in it', async () => {
  const code = await house.newPerson()
  const certificate = {
    ...{ kind: 'certificate' as const, certificate: newId(), travel: 'with-escort' as const },
    ...{ interview: 'with-breaks' as const, needsRest: true, doctor: 'Dr Somsri' },
    ...{ issuedOn: day(0), validUntil: day(10) },
  }
  for (const more of [{ diagnosis: 'flu' }, { notes: 'flu' }, { condition: 'x' }])
    assert.equal((await refused(house, code, { ...certificate, ...more })).status, 400)
  assert.equal((await refused(house, code, { ...certificate, validUntil: day(-1) })).status, 400)
  const ahead = { ...certificate, certificate: newId(), issuedOn: day(2) }
  assert.equal((await refused(house, code, ahead)).status, 400)
  const view = await house.act(code, certificate)
  assert.deepEqual(view.certificates[0]?.isValid, true)
  const due = await get(house.th, house.worker, 'careDue', { query: { list: 'certificates' } })
  assert.deepEqual(
    due.items.map((one) => one.code),
    [code],
  )
  await house.act(code, { ...certificate, certificate: newId(), validUntil: day(90) })
  const later = await get(house.th, house.worker, 'careDue', { query: { list: 'certificates' } })
  assert.deepEqual([later.items, later.count], [[], 0], 'a later one takes its place')
})

test('money is claimed, awarded and paid; currencies are never added together, and nothing is rounded', async () => {
  const code = await house.newPerson()
  const claim = newId()
  await house.act(code, { kind: 'claim', claim, what: 'wages' })
  const add = (stage: 'claimed' | 'paid', amount: string, currency: string) =>
    house.act(code, { kind: 'money', claim, stage, money: { amount, currency }, on: day(0) })
  await add('claimed', '999999999999999.99', 'THB')
  await add('claimed', '0.01', 'THB')
  await add('claimed', '300', 'USD')
  const view = await add('paid', '1200.5', 'THB')
  assert.deepEqual(view.sums, [
    { stage: 'claimed', currency: 'THB', amount: '1000000000000000.00' },
    { stage: 'claimed', currency: 'USD', amount: '300.00' },
    { stage: 'paid', currency: 'THB', amount: '1200.50' },
  ])
  assert.deepEqual(view.claims[0]?.sums, view.sums)
  const wrong = await refused(house, code, {
    ...{ kind: 'money', claim, stage: 'paid', money: { amount: '1.005', currency: 'THB' }, on: day(0) },
  })
  assert.equal(wrong.status, 400)
})

test('who may be reached how: an attempt outside it asks for a reason, and a supervisor sees it', async () => {
  const code = await house.newPerson()
  await house.give(code)
  const noon = new Date(`${day(-1)}T05:00:00Z`).toISOString()
  const evening = new Date(`${day(-1)}T12:00:00Z`).toISOString()
  await house.act(code, { kind: 'contact-rules', rules, codeWord: 'yellow mango' }, { at: evening })
  const contact = { kind: 'contact' as const, contact: newId(), channel: 'message' as const }
  const within = await house.act(code, { ...contact, outcome: 'reached' }, { at: evening })
  assert.deepEqual(within.contact.tries[0]?.faults, [])
  const against = {
    ...{ kind: 'contact' as const, contact: newId(), channel: 'call' as const },
    outcome: 'left-message' as const,
  }
  const bare = await ask(house.th, house.worker, 'careAct', {
    params: { code },
    body: { id: newId(), at: noon, act: against },
  })
  assert.equal(bare.status, 400)
  assert.match(bare.text, /against-wishes/)
  assert.match(bare.text, /never to be called/)
  const view = await house.act(
    code,
    { ...against, against: 'The embassy plane leaves tonight' },
    { at: noon },
  )
  assert.deepEqual(view.contact.tries.find(({ id }) => id === against.contact)?.faults, [
    'time',
    'never-call',
    'no-message',
  ])
  const { words } = await get(house.th, house.worker, 'careWords', {
    params: { code },
    body: { of: 'code-word', reason: 'To call tonight' },
  })
  assert.equal(words, 'yellow mango')
  assert.equal((await ask(house.th, house.worker, 'careDue', { query: { list: 'contacts' } })).status, 403)
})

test('the supervisor of the organisation sees what its workers did against wishes, looks once, and it is gone', async () => {
  const { th, shelter, supervisor } = house
  const arrival = await get(th, shelter, 'arrivalMake', {
    body: { site: 'Second gate', startedAt: now(), organisations: [] },
  })
  const { codes } = await get(th, shelter, 'arrivalCodes', { params: { id: arrival.id }, body: { count: 1 } })
  const [code = ''] = codes
  await get(th, shelter, 'arrivalAdd', {
    params: { id: arrival.id },
    body: { acts: [{ id: newId(), code, at: now(), triage: {} }] },
  })
  const contact = newId()
  await get(th, shelter, 'careAct', {
    params: { code },
    body: {
      ...{ id: newId(), at: now() },
      act: { kind: 'contact', contact, channel: 'call', outcome: 'no-answer', against: 'She asked for me' },
    },
  })
  const due = await get(th, supervisor, 'careDue', { query: { list: 'contacts' } })
  assert.deepEqual(
    due.items.map((one) => [one.code, one.contact?.faults, one.contact?.by]),
    [[code, ['no-rules'], 'Duangdao Fahsai']],
  )
  const work = await get(th, supervisor, 'workRead', {})
  assert.equal(work.queues.find(({ name }) => name === 'care-contacts')?.count, 1)
  const other = await ask(th, house.worker, 'careLooked', { params: { id: contact } })
  assert.equal(other.status, 403)
  await get(th, supervisor, 'careLooked', { params: { id: contact } })
  assert.equal((await get(th, supervisor, 'careDue', { query: { list: 'contacts' } })).count, 0)
  assert.equal((await ask(th, supervisor, 'careLooked', { params: { id: contact } })).status, 404)
})

test('what waits: a plan on its day', async () => {
  const code = await house.newPerson()
  await house.act(code, { kind: 'review', nextOn: day(0) })
  const due = await get(house.th, house.worker, 'careDue', { query: { list: 'reviews' } })
  assert.ok(due.items.some((one) => one.code === code))
  const work = await get(house.th, house.worker, 'workRead', {})
  const queue = work.queues.find(({ name }) => name === 'care-reviews')
  assert.ok(queue?.items.some((one) => one.to === `/protected/${code}/care`))
  assert.equal((await get(house.th, house.shelter, 'careDue', { query: { list: 'reviews' } })).count, 0)
})
