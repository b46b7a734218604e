import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'

import { newId } from '#store/identifier.ts'
import { ask, get } from '../../testing-http.ts'
import { day, openCareHouse } from '../care/care-testing.ts'
import type { CareHouse } from '../care/care-testing.ts'
import { importStatus, openBoard, peopleOf, receive } from '../non-punishment/testing.ts'
import { compareRecords } from '../non-punishment/index.ts'

/** What care, the way home and non-punishment hold stands in the person's own file, and nothing of it speaks of others. */
let house: CareHouse
before(async () => {
  house = await openCareHouse()
})
after(() => house.th.close())

const file = (code: string) => get(house.th, house.worker, 'subjectFile', { params: { code } })

async function withEverything(): Promise<{ readonly code: string; readonly place: string }> {
  const { th, worker } = house
  const code = await house.newPerson()
  const goal = newId()
  await house.act(code, { kind: 'goal', goal, need: 'shelter', state: 'agreed', words: 'Somewhere quiet' })
  const place = `House ${randomBytes(3).toString('hex')}`
  const made = await get(th, worker, 'placeMake', { body: { name: place, capacity: 4 } })
  await house.act(code, { kind: 'stay-in', stay: newId(), place: made.id })
  await house.act(code, {
    ...{
      kind: 'certificate',
      certificate: newId(),
      travel: 'with-escort',
      interview: 'fit',
      needsRest: true,
    },
    ...{ doctor: 'Dr Hidden Name', issuedOn: day(-1), validUntil: day(30) },
  })
  const claim = newId()
  await house.act(code, { kind: 'claim', claim, what: 'wages' })
  await house.act(code, {
    ...{ kind: 'money', claim, stage: 'claimed', on: day(-1) },
    money: { amount: '12000', currency: 'THB' },
  })
  await house.act(code, { kind: 'testimony', state: 'offered' })
  await house.give(code)
  const referral = newId()
  await get(th, worker, 'referralPrepare', {
    params: { code },
    body: {
      ...{ id: referral, service: await house.service(), items: ['triage.speaks'], answerWithin: 24 },
      ...{ purpose: 'referral', reason: 'To find a house' },
    },
  })
  await get(th, worker, 'referralSend', { params: { id: referral } })
  const id = newId()
  await get(th, worker, 'returnOpen', { params: { code }, body: { id, destination: 'LA' } })
  await get(th, worker, 'returnMove', {
    params: { id },
    body: {
      id: newId(),
      ...{ track: 'decision', was: 'none', to: 'informed', facts: { language: 'lo' } },
    },
  })
  await get(th, worker, 'punishmentReport', {
    params: { code },
    body: { id: newId(), punishment: 'fined', authority: 'Checkpoint Seven', words: 'Told by a friend' },
  })
  return { code, place }
}

test('the file tells what care, the way home and non-punishment hold, and no more than those who care may read', async () => {
  const { code, place } = await withEverything()
  const view = await file(code)
  const care = await get(house.th, house.worker, 'careRead', { params: { code } })
  const kinds = view.held.map(({ kind }) => kind)
  for (const kind of [
    ...(['plan', 'stay', 'certificate', 'money', 'testimony'] as const),
    ...(['referral', 'return', 'finding'] as const),
  ])
    assert.ok(kinds.includes(kind), kind)
  assert.deepEqual(view.care.certificates, care.certificates)
  assert.deepEqual(view.care.claims, care.claims)
  assert.deepEqual(view.care.testimony, care.testimony)
  assert.deepEqual(
    view.care.goals.map(({ id }) => id),
    care.goals.map(({ id }) => id),
  )
  assert.deepEqual(
    view.care.referrals.map(({ to, state }) => [to.en, state]),
    [['Baan Fah Mai Shelter (training)', 'waiting']],
  )
  const [home] = view.returns
  assert.equal(home?.tracks.find(({ track }) => track === 'decision')?.state, 'informed')
  assert.ok(home.missing.includes('decision'))
  const told = await get(house.th, house.worker, 'punishmentOf', { params: { code } })
  assert.deepEqual(
    view.findings.map(({ id, state }) => [id, state]),
    told.items.map(({ id, state }) => [id, state]),
  )
  const text = JSON.stringify(view)
  for (const hidden of [place, 'Hidden Name', 'Checkpoint', 'friend', 'Somewhere quiet'])
    assert.ok(!text.includes(hidden), hidden)
  const paper = await get(house.th, house.worker, 'subjectPrint', {
    params: { code },
    body: { language: 'lo', reason: 'To give it to the person' },
  })
  const { madeAt: _, held: __, looks: ___, ...rest } = paper.file
  const { madeAt: ____, held: _____, looks: ______, ...listed } = view
  assert.deepEqual(rest, listed, 'what is printed is what is read')
})

test('of somebody for whom nothing was done the file says nothing of it', async () => {
  const view = await file(await house.newPerson())
  assert.deepEqual(view.returns, [])
  assert.deepEqual(view.findings, [])
  assert.deepEqual(Object.values(view.care).flat(), [])
})

test('that an agency has a record of somebody is not in the file until those who care were asked', async () => {
  const { th, worker } = house
  const passport = `XQ${randomBytes(3).toString('hex').toUpperCase()}`
  const arrival = await openBoard(th, worker, 'Second bridge')
  const code = await receive(th, worker, { arrival, passport })
  await importStatus(th, [{ passport, status: 'detained' }])
  await compareRecords(th.node, {})
  const assessor = await th.signIn(
    peopleOf('assessor', 'th-osp')[0] ?? assert.fail('no assessor'),
    'victim-protection',
  )
  const found = await get(th, assessor, 'punishmentList', { query: {} })
  const id = found.items.find((one) => one.code === code)?.id ?? assert.fail('the node finds it')
  const before_ = await file(code)
  assert.deepEqual(before_.findings, [])
  assert.ok(!before_.held.some(({ kind }) => kind === 'finding'))
  await get(th, assessor, 'punishmentAsk', { params: { id }, body: { id: newId() } })
  assert.deepEqual(
    (await file(code)).findings.map(({ punishment }) => punishment),
    ['detained'],
  )
})

test('the person may say that something of it is wrong, and who is only asked for help has no file', async () => {
  const { code } = await withEverything()
  for (const about of ['care', 'return', 'finding'] as const) {
    const answer = await ask(house.th, house.worker, 'correctionMake', {
      params: { code },
      body: { id: newId(), about, words: 'It was not so', language: 'lo' },
    })
    assert.equal(answer.status, 200, answer.text)
  }
  const shelter = await ask(house.th, house.shelter, 'subjectFile', { params: { code } })
  assert.equal(shelter.status, 404)
})
