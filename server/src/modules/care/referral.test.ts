import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import type { ReferralRow } from '@shield/contract'
import pg from 'pg'

import { newId } from '#store/identifier.ts'
import { rows } from '../../peer/pair-testing.ts'
import { ask, get } from '../../testing-http.ts'
import { clinic, openCareHouse } from './care-testing.ts'
import type { CareHouse } from './care-testing.ts'
import { chaseReferral } from './chase-referral.ts'

let house: CareHouse
let service: string

before(async () => {
  house = await openCareHouse()
  service = await house.service()
})
after(() => house.th.close())

const prepare = (code: string, items: string[], rest: { service?: string; id?: string } = {}) =>
  ask(house.th, house.worker, 'referralPrepare', {
    params: { code },
    body: {
      ...{ id: rest.id ?? newId(), service: rest.service ?? service, purpose: 'referral', items },
      ...{ answerWithin: 24, reason: 'To find a bed tonight' },
    },
  })
async function sent(code: string, items = ['identity.names', 'triage.speaks']): Promise<string> {
  const id = newId()
  assert.equal((await prepare(code, items, { id })).status, 200)
  await get(house.th, house.worker, 'referralSend', { params: { id } })
  return id
}
type Headers = Record<string, string>
const readBy = (headers: Headers, id: string) => ask(house.th, headers, 'referralRead', { params: { id } })
const openBy = (headers: Headers, id: string) =>
  ask(house.th, headers, 'referralOpen', { params: { id }, body: { reason: 'To prepare a room' } })
const answerBy = (headers: Headers, id: string, body: object) =>
  ask(house.th, headers, 'referralAnswer', { params: { id }, body: body as never })

test('the receiver reads what was ticked and previewed, and nothing else of the person', async () => {
  const code = await house.newPerson()
  await house.give(code)
  const id = newId()
  await prepare(code, ['identity.names', 'triage.speaks'], { id })
  const preview = await openBy(house.worker, id)
  assert.equal((await readBy(house.shelter, id)).status, 404, 'prepared is not sent')
  await get(house.th, house.worker, 'referralSend', { params: { id } })
  const received = await openBy(house.shelter, id)
  assert.equal(received.status, 200)
  assert.equal(received.text, preview.text, 'what was looked at is what goes')
  assert.deepEqual(JSON.parse(received.text), {
    items: [
      { key: 'identity.names', identity: { names: [{ text: 'มะลิวัลย์', kind: 'given' }] } },
      { key: 'triage.speaks', triage: { speaks: ['lo'] } },
    ],
  })
  for (const route of ['protectedRead', 'consentRead', 'careRead', 'interviewList'] as const)
    assert.equal((await ask(house.th, house.shelter, route, { params: { code } })).status, 404, route)
  assert.equal((await get(house.th, house.shelter, 'protectedList', {})).count, 0)
  const opened = await ask(house.th, house.shelter, 'protectedOpen', {
    params: { code },
    body: { reason: 'To see more than was sent' },
  })
  assert.equal(opened.status, 404)
  const queue = (await get(house.th, house.shelter, 'workRead', {})).queues.find(
    ({ name }) => name === 'care-asked',
  )
  assert.ok(queue?.items.some((one) => one.id === id))
})

test('at a board of its own the receiver can do nothing to a person of whom it has a package', async () => {
  const code = await house.newPerson()
  await house.give(code)
  await sent(code)
  const board = await get(house.th, house.shelter, 'arrivalMake', {
    body: { site: 'Third gate', startedAt: new Date().toISOString(), organisations: [] },
  })
  const acts = (of: string) => ({
    params: { id: board.id },
    body: {
      acts: [{ id: newId(), code: of, at: new Date().toISOString(), triage: { health: 'now' as const } }],
    },
  })
  const other = await house.newPerson()
  const [known, unknown] = [
    await ask(house.th, house.shelter, 'arrivalAdd', acts(code)),
    await ask(house.th, house.shelter, 'arrivalAdd', acts(other)),
  ]
  assert.equal(known.status, 400)
  assert.equal(known.text.replace(/"requestId":"[^"]*"/, ''), unknown.text.replace(/"requestId":"[^"]*"/, ''))
})

test('without an agreement that names the receiver nothing goes; another ground is named as one', async () => {
  const code = await house.newPerson()
  const id = newId()
  await prepare(code, ['triage.speaks'], { id })
  const bare = await ask(house.th, house.worker, 'referralSend', { params: { id } })
  assert.equal(bare.status, 403)
  await house.give(code, { recipients: ['th-msd'] })
  assert.equal((await ask(house.th, house.worker, 'referralSend', { params: { id } })).status, 403)
  await house.give(code, { basis: 'vital-interest', article: 'Child Protection Act, section 24' })
  assert.equal((await ask(house.th, house.worker, 'referralSend', { params: { id } })).status, 200)
  assert.equal((await ask(house.th, house.worker, 'referralSend', { params: { id } })).status, 409)
})

test('taken back by the sender, or by the person: the very next read of the receiver is refused', async () => {
  const code = await house.newPerson()
  const entry = await house.give(code)
  const first = await sent(code)
  assert.equal((await openBy(house.shelter, first)).status, 200)
  await get(house.th, house.worker, 'referralEnd', { params: { id: first }, body: { how: 'taken-back' } })
  for (const answer of [await readBy(house.shelter, first), await openBy(house.shelter, first)])
    assert.equal(answer.status, 404)
  const second = await sent(code)
  await answerBy(house.shelter, second, { answer: 'accept' })
  await get(house.th, house.worker, 'consentWithdraw', {
    params: { code, id: entry },
    body: { at: new Date().toISOString(), mode: 'spoken' },
  })
  for (const answer of [await readBy(house.shelter, second), await openBy(house.shelter, second)])
    assert.equal(answer.status, 404)
  const seen = JSON.parse((await readBy(house.worker, second)).text) as ReferralRow
  assert.equal(seen.state, 'withdrawn')
  assert.deepEqual(seen.can, ['referralOpen'])
  assert.equal(
    (await get(house.th, house.shelter, 'referralList', { query: { list: 'in' } })).items.some(
      (one) => one.code === code,
    ),
    false,
  )
})

test('accepted and done, or declined with a reason: each ends what the receiver sees', async () => {
  const code = await house.newPerson()
  await house.give(code)
  const id = await sent(code)
  assert.equal((await answerBy(house.worker, id, { answer: 'accept' })).status, 403)
  assert.equal((await answerBy(house.shelter, id, { answer: 'decline' })).status, 400, 'a no has a reason')
  const no = await answerBy(house.shelter, id, { answer: 'decline', because: 'full', words: 'Ask next week' })
  assert.equal(no.status, 200)
  assert.equal((await readBy(house.shelter, id)).status, 404)
  const told = JSON.parse((await readBy(house.worker, id)).text) as ReferralRow
  assert.deepEqual([told.state, told.declined, told.hasWords], ['declined', 'full', true])
  assert.match((await openBy(house.worker, id)).text, /Ask next week/)
  const next = await sent(code)
  await answerBy(house.shelter, next, { answer: 'accept' })
  assert.equal((await answerBy(house.shelter, next, { answer: 'accept' })).status, 409)
  const back = await ask(house.th, house.shelter, 'referralEnd', {
    params: { id: next },
    body: { how: 'taken-back' },
  })
  assert.equal(back.status, 403)
  await get(house.th, house.shelter, 'referralEnd', { params: { id: next }, body: { how: 'done' } })
  assert.equal((await readBy(house.shelter, next)).status, 404)
  assert.equal((JSON.parse((await readBy(house.worker, next)).text) as ReferralRow).state, 'done')
})

test('a package is as it was: what is changed later does not follow, and what is not known can’t be ticked', async () => {
  const code = await house.newPerson()
  await house.give(code)
  assert.equal((await prepare(code, ['identity.documents'])).status, 400)
  assert.equal((await prepare(code, ['certificate'])).status, 400)
  assert.equal((await prepare(code, ['triage.needs'])).status, 400)
  assert.equal((await prepare(code, ['answer.CD01'])).status, 400)
  const { organisation: _, ...apart } = clinic()
  const { id: elsewhere } = await get(house.th, house.worker, 'serviceMake', { body: apart })
  assert.equal((await prepare(code, ['triage.speaks'], { service: elsewhere })).status, 400)
  const closed = await house.service({ isOpen: false })
  assert.equal((await prepare(code, ['triage.speaks'], { service: closed })).status, 400)
  const own = await house.service({ organisation: 'th-msd' })
  assert.equal((await prepare(code, ['triage.speaks'], { service: own })).status, 409)
  const id = await sent(code)
  await get(house.th, house.worker, 'protectedIdentity', {
    params: { code },
    body: {
      identity: { names: [{ text: 'Changed', kind: 'given' }], citizenships: [], documents: [], phones: [] },
    },
  })
  assert.ok(!(await openBy(house.shelter, id)).text.includes('Changed'))
  const stored = await rows<{ text: string }>(
    house.th,
    `select coalesce(string_agg(r::text, ' '), '') || coalesce((select string_agg(i::text, ' ') from referral_item i), '') as text from referral r`,
  )
  assert.ok(!/มะลิ|bed tonight/.test(stored[0]?.text ?? ''))
})

test('the directory: versions stay, a stale change is refused, a file is taken whole or not at all', async () => {
  const { th, worker } = house
  const made = await get(th, worker, 'serviceMake', { body: clinic() })
  const { id: _, version, changedAt: __, ...entry } = made
  const change = (seenVersion: number) =>
    ask(th, worker, 'serviceChange', {
      params: { id: made.id },
      body: { seenVersion, entry: { ...entry, capacity: 12 } },
    })
  assert.equal((await change(version)).status, 200)
  assert.equal((await change(version)).status, 412)
  const versions = await get(th, worker, 'serviceVersions', { params: { id: made.id } })
  assert.deepEqual(
    versions.items.map((one) => [one.version, one.entry.capacity]),
    [
      [2, 12],
      [1, undefined],
    ],
  )
  const head = 'key,kind,name_en,name_th,organisation,area,languages,serves,capacity,contact,open'
  const load = (lines: string[]) =>
    get(th, worker, 'serviceLoad', {
      body: { name: 'services.csv', content: Buffer.from([head, ...lines].join('\n')).toString('base64') },
    })
  const good = 'F-1,medical,A clinic,คลินิก,,Mae Sot,"my; en",everybody,,+66 55 111 222,yes'
  const bad = await load([good, 'F-2,magic,A clinic,คลินิก,th-nobody,Mae Sot,burmese,,x,1,maybe'])
  assert.deepEqual(
    bad.faults.map(({ line, column }) => [line, column]),
    [
      [3, 'kind'],
      [3, 'languages'],
      [3, 'serves'],
      [3, 'capacity'],
      [3, 'contact'],
      [3, 'open'],
    ],
  )
  assert.deepEqual([bad.made, bad.changed], [0, 0])
  assert.deepEqual(await load([good]), { made: 1, changed: 0, same: 0, faults: [] })
  assert.deepEqual(await load([good]), { made: 0, changed: 0, same: 1, faults: [] })
  assert.deepEqual(await load([good.replace('yes', 'no')]), { made: 0, changed: 1, same: 0, faults: [] })
  const stranger = await load([good.replace(',,Mae Sot', ',th-aht,Mae Sot')])
  assert.deepEqual(stranger.faults[0]?.column, 'organisation', 'nobody but who cares receives a package')
})

test('silence: the receiver is reminded, then the sender is told; an answer stops the clock', async () => {
  const code = await house.newPerson()
  await house.give(code)
  const id = await sent(code)
  const answered = await sent(code)
  const owner = new pg.Client({ connectionString: house.th.url })
  await owner.connect()
  const jobs = await owner.query<{ key: string }>(
    `select key from graphile_worker.jobs where task_identifier = 'care.chase' and key like '%' || $1 order by key`,
    [id],
  )
  await owner.end()
  assert.deepEqual(
    jobs.rows.map(({ key }) => key),
    [`referral-late:${id}`, `referral:${id}`],
  )
  await answerBy(house.shelter, answered, { answer: 'accept' })
  const chase = async (): Promise<ReferralRow> => {
    await chaseReferral(house.th.node, { referral: id })
    await chaseReferral(house.th.node, { referral: answered })
    return get(house.th, house.worker, 'referralRead', { params: { id } })
  }
  assert.equal((await chase()).remindedAt, undefined, 'there is time still')
  house.th.pass({ minutes: 24 * 60 + 1 })
  house = { ...house, ...(await again(house)) }
  const reminded = await chase()
  assert.ok(reminded.remindedAt)
  assert.equal(reminded.escalatedAt, undefined)
  assert.ok(reminded.isOverdue)
  assert.deepEqual((await chase()).remindedAt, reminded.remindedAt)
  const silent = await get(house.th, house.worker, 'referralList', { query: { list: 'silent' } })
  assert.ok(silent.items.some((one) => one.id === id))
  house.th.pass({ minutes: 24 * 60 })
  house = { ...house, ...(await again(house)) }
  const late = await chase()
  assert.ok(late.escalatedAt)
  assert.equal(late.remindedAt, reminded.remindedAt)
  const queue = (await get(house.th, house.worker, 'workRead', {})).queues.find(
    ({ name }) => name === 'care-silent',
  )
  assert.match(queue?.items.find((one) => one.id === id)?.title.en ?? '', /somebody else/)
  const other = await get(house.th, house.worker, 'referralRead', { params: { id: answered } })
  assert.equal(other.remindedAt, undefined)
})

/** Sessions end by the node's clock. */
async function again({ th }: CareHouse): Promise<Pick<CareHouse, 'worker' | 'shelter'>> {
  const of = (id: number) => ({ id: `019b7615-6c00-7000-8000-${String(id).padStart(12, '0')}` })
  return {
    worker: await th.signIn(of(13), 'victim-protection'),
    shelter: await th.signIn(of(14), 'victim-protection'),
  }
}
