import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import type { RequestView } from '@shield/contract'

import { createPair, deliver, rows } from '../../peer/pair-testing.ts'
import type { Pair } from '../../peer/pair-testing.ts'
import { ask, get } from '../../testing-http.ts'
import { importPeople, person } from '../registry/testing.ts'
import { chaseRequest } from './index.ts'

type Headers = Record<string, string>

let pair: Pair
let analyst: Headers
let officer: Headers
let partner: Headers
let agreement: string

before(async () => {
  pair = await createPair()
  analyst = await pair.th.signIn(person('analyst', 'th-aht'), 'investigation')
  officer = await pair.th.signIn(person('exchange-officer', 'th-aht'), 'investigation')
  partner = await pair.ph.signIn(person('exchange-officer', 'ph-wdk'), 'investigation')
  agreement = (await get(pair.th, analyst, 'agreementList')).items[0]?.id ?? ''
})
after(() => pair.close())

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString()

async function make(headers: Headers, more: object = {}): Promise<RequestView> {
  return get(pair.th, headers, 'requestMake', {
    body: {
      ...{
        agreement,
        organisation: 'ph-wdk',
        kind: 'freeze-account',
        urgency: 'routine',
        legalBasis: 'Agreement, article 4',
      },
      ...{ case: 'TH-26-0143', asked: [{ property: 'accountNumber', value: '999-1-23456-7' }] },
      ...{ text: 'Freeze the account until <Monday>', dueAt: inDays(3) },
      ...more,
    },
  } as never)
}

const read = (node: 'th' | 'ph', id: string) =>
  get(pair[node], node === 'th' ? officer : partner, 'requestRead', { params: { id } })
const act = (node: 'th' | 'ph', id: string, body: { act: string; text: string; code?: string }) =>
  ask(pair[node], node === 'th' ? officer : partner, 'requestAct', { params: { id }, body })

test('an analyst’s request goes when an officer lets it, is seen, accepted, answered in part and closed', async () => {
  const made = await make(analyst)
  assert.equal(made.state, 'waiting')
  const own = await ask(pair.th, analyst, 'requestApprove', {
    params: { id: made.id },
    body: { reason: 'by myself' },
  })
  assert.equal(own.status, 403)
  await get(pair.th, officer, 'requestApprove', { params: { id: made.id }, body: { reason: 'In order' } })
  await deliver(pair.th, 'ph')
  const [arrived] = (await get(pair.ph, partner, 'requestList', { query: { direction: 'in', open: true } }))
    .items
  assert.equal(arrived?.turn, 'us')
  assert.equal(arrived.otherOrganisation, 'th-aht')
  assert.equal((await read('ph', made.id)).state, 'seen')
  await deliver(pair.ph, 'th')
  assert.equal((await read('th', made.id)).state, 'seen')
  for (const [name, state] of [
    ['accept', 'accepted'],
    ['answer-part', 'answered-in-part'],
    ['answer', 'closed'],
  ] as const) {
    assert.equal((await act('ph', made.id, { act: name, text: `now ${name}` })).status, 200)
    await deliver(pair.ph, 'th')
    assert.equal((await read('th', made.id)).state, state)
  }
  assert.equal((await act('ph', made.id, { act: 'refuse', text: 'too late', code: 'law' })).status, 412)
  const told = (await read('th', made.id)).acts.map((one) => one.act)
  assert.deepEqual(told, ['approve', 'accept', 'answer-part', 'answer'])
})

test('an officer’s own goes at once; refused with a code it is handed to mutual legal assistance with a page to print', async () => {
  const made = await make(officer)
  assert.equal(made.state, 'sent')
  await deliver(pair.th, 'ph')
  assert.equal((await act('ph', made.id, { act: 'refuse', text: 'A court has to' })).status, 400)
  assert.equal((await act('ph', made.id, { act: 'refuse', text: 'A court has to', code: 'law' })).status, 200)
  await deliver(pair.ph, 'th')
  const refused = await read('th', made.id)
  assert.deepEqual([refused.state, refused.code, refused.turn], ['refused', 'law', 'us'])
  assert.equal(
    (await act('th', made.id, { act: 'mutual-legal-assistance', text: 'Sent to the Attorney General' }))
      .status,
    200,
  )
  await deliver(pair.th, 'ph')
  assert.equal((await read('ph', made.id)).state, 'mutual-legal-assistance')
  const page = await ask(pair.th, officer, 'requestPack', { params: { id: made.id } })
  assert.equal(page.status, 200)
  for (const word of [
    'คำขออายัดบัญชี',
    'Request to freeze an account',
    '999-1-23456-7',
    'TH-26-0143',
    'ใช้ในราชการ',
    'กฎหมายไม่อนุญาต / the law does not allow it',
    'ส่งเข้าสู่ความร่วมมือระหว่างประเทศในเรื่องทางอาญา',
  ])
    assert.ok(page.text.includes(word), word)
  assert.ok(!page.text.includes('<Monday>'), 'what was written is no markup')
})

test('danger to life takes the lane that nothing holds up', async () => {
  const made = await make(officer, { kind: 'care-for-person', urgency: 'danger' })
  await rows(pair.th, `update peer set suspended_at = now()`)
  const [told] = await rows<{ lane: string }>(pair.th, 'select lane from outbox where about = $1', [made.id])
  assert.equal(told?.lane, 'urgent')
  await rows(pair.th, `update peer set suspended_at = null`)
  await deliver(pair.th, 'ph')
  const [first] = (await get(pair.ph, partner, 'requestList', { query: { open: true } })).items
  assert.equal(first?.id, made.id, 'and it stands first')
})

test('both desks are reminded once before and once after the day it is wanted by', async () => {
  const made = await make(officer)
  await deliver(pair.th, 'ph')
  await chaseRequest(pair.th.node, { request: made.id })
  await chaseRequest(pair.th.node, { request: made.id })
  pair.th.pass({ minutes: 4 * 24 * 60 })
  try {
    await chaseRequest(pair.th.node, { request: made.id })
    const later = await pair.th.signIn(person('exchange-officer', 'th-aht'), 'investigation')
    assert.ok((await get(pair.th, later, 'requestRead', { params: { id: made.id } })).isLate)
  } finally {
    pair.th.pass({ minutes: -4 * 24 * 60 })
  }
  await deliver(pair.th, 'ph')
  const reminders = (await read('ph', made.id)).acts
    .filter((one) => one.act === 'chase')
    .map((one) => one.text)
  assert.deepEqual(reminders, ['due-soon', 'overdue'])
})

test('a desk sees its own requests alone, and a partner is asked under an agreement in force alone', async () => {
  const made = await make(officer)
  const other = await pair.th.signIn(person('analyst', 'th-aml'), 'investigation')
  assert.equal((await ask(pair.th, other, 'requestRead', { params: { id: made.id } })).status, 404)
  assert.equal((await get(pair.th, other, 'requestList', {})).items.length, 0)
  await rows(pair.ph, `update agreement set suspended_at = now()`)
  await deliver(pair.th, 'ph')
  const refused = await read('th', made.id)
  assert.equal(refused.state, 'refused')
  assert.match(refused.acts.at(-1)?.because?.en ?? '', /agreement/)
  await rows(pair.ph, `update agreement set suspended_at = null`)
})

test('a request is about profiles here, which stay here and are shown to who sees them', async () => {
  const keeper = await pair.th.signIn(person('analyst', 'th-aht'), 'investigation')
  await importPeople(pair.th, keeper, { source: 'Accounts', marking: 'case', lines: ['A1,Somsri Account,,'] })
  const [own] = await rows<{ wire: string }>(pair.th, `select wire from entity where key like '%A1'`)
  const entity = own?.wire ?? assert.fail('nothing was imported')
  const made = await make(officer, { entities: [entity] })
  const about = [{ id: entity, kind: 'Person', caption: 'Somsri Account' }]
  assert.deepEqual((await get(pair.th, analyst, 'requestRead', { params: { id: made.id } })).about, about)
  await deliver(pair.th, 'ph')
  assert.deepEqual((await read('ph', made.id)).about, [])
  const [told] = await rows<{ body: string }>(
    pair.th,
    'select body::text as body from outbox where about = $1',
    [made.id],
  )
  assert.ok(!told?.body.includes(entity) && !told?.body.includes('Somsri'))
  // Of the same office, not of the case.
  await rows(pair.th, `update person set cases = '{}' where id = $1`, [
    person('exchange-officer', 'th-aht').id,
  ])
  try {
    const outside = await pair.th.signIn(person('exchange-officer', 'th-aht'), 'investigation')
    assert.deepEqual((await get(pair.th, outside, 'requestRead', { params: { id: made.id } })).about, [])
  } finally {
    await rows(pair.th, `update person set cases = '{TH-26-0143}' where id = $1`, [
      person('exchange-officer', 'th-aht').id,
    ])
  }
})

test('the list is walked in pages: the open by what presses, the done from the newest', async () => {
  const walk = async (open: boolean): Promise<readonly RequestView[]> => {
    const all: RequestView[] = []
    let cursor: string | undefined
    do {
      const page = await get(pair.th, officer, 'requestList', {
        query: { open, limit: 2, ...(cursor === undefined ? {} : { cursor }) },
      })
      assert.ok(page.items.length <= 2)
      all.push(...page.items)
      cursor = page.next
    } while (cursor !== undefined)
    return all
  }
  const [open, done] = [await walk(true), await walk(false)]
  const ids = [...open, ...done].map((one) => one.id)
  assert.equal(new Set(ids).size, ids.length)
  assert.equal(
    ids.length,
    (await rows(pair.th, `select 1 from request where organisation = 'th-aht'`)).length,
  )
  assert.ok(open.length > 3 && done.length > 0)
  assert.equal(open[0]?.urgency, 'danger')
  assert.ok(done.every((one) => one.state === 'closed' || one.state === 'mutual-legal-assistance'))
  assert.deepEqual(
    done.map((one) => one.id),
    done
      .map((one) => one.id)
      .toSorted()
      .toReversed(),
  )
})

test('whom one may ask is told with the agreement, and nobody once it does not run', async () => {
  const [partner] = (await get(pair.th, analyst, 'requestPartners', {})).items
  assert.equal(partner?.agreement, agreement)
  assert.ok(partner.organisations.some((one) => one.code === 'ph-wdk'))
  assert.ok(partner.organisations.every((one) => one.code.startsWith('ph-')))
  await rows(pair.th, `update agreement set suspended_at = now()`)
  assert.deepEqual((await get(pair.th, analyst, 'requestPartners', {})).items, [])
  await rows(pair.th, `update agreement set suspended_at = null`)
})

test('My work lists a request to let go, one to act on, an answer that came, until it is opened', async () => {
  const made = await make(analyst)
  const queue = async (node: 'th' | 'ph', headers: Headers, name: string) =>
    (await get(pair[node], headers, 'workRead', {})).queues
      .find((one) => one.name === name)
      ?.items.filter((item) => item.id === made.id).length
  assert.equal(await queue('th', officer, 'decide'), 1)
  assert.equal(await queue('th', analyst, 'decide'), 0)
  await get(pair.th, officer, 'requestApprove', { params: { id: made.id }, body: { reason: 'In order' } })
  await deliver(pair.th, 'ph')
  assert.equal(await queue('ph', partner, 'requests'), 1)
  assert.equal(await queue('th', analyst, 'answers'), 0)
  await act('ph', made.id, { act: 'answer', text: 'Frozen since noon' })
  await deliver(pair.ph, 'th')
  assert.equal(await queue('ph', partner, 'requests'), 0)
  assert.equal(await queue('th', analyst, 'answers'), 1)
  await get(pair.th, analyst, 'requestRead', { params: { id: made.id } })
  assert.equal(await queue('th', analyst, 'answers'), 0)
})
