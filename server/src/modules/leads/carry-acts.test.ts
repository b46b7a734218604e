import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import type { ActOnLead, LeadView, MarkingWish } from '@shield/contract'

import { get } from '../../testing-http.ts'
import { createTestNode } from '../../testing.ts'
import type { TestNode } from '../../testing.ts'
import { findOne, importPeople, person } from '../registry/testing.ts'
import { followLeads } from './follow.ts'

type Headers = Record<string, string>
type Edit = Extract<MarkingWish, { edit: unknown }>['edit']

let th: TestNode
let analyst: Headers
let supervisor: Headers
let officer: Headers

before(async () => {
  th = await createTestNode('th')
  analyst = await th.signIn(person('analyst', 'th-aht'), 'investigation')
  supervisor = await th.signIn(person('supervisor', 'th-aht'), 'investigation')
  const second = person('exchange-officer', 'th-aht')
  await th.node.database.pool.query('update person set clearance = 3 where id = $1', [second.id])
  officer = await th.signIn(second, 'investigation')
})
after(() => th.close())

/** The leads on one telephone, as somebody sees them now. */
async function leadsOn(headers: Headers, phone: string): Promise<readonly LeadView[]> {
  await followLeads(th.node)
  const { items } = await get(th, headers, 'leadList', { query: {} })
  const found = items.filter((one) => one.value === phone)
  return Promise.all(found.map(({ id }) => get(th, headers, 'leadRead', { params: { id } })))
}

async function oneOn(headers: Headers, phone: string): Promise<LeadView> {
  const [lead, ...more] = await leadsOn(headers, phone)
  assert.equal(more.length, 0)
  return lead ?? assert.fail(`no lead on ${phone}`)
}

const act = (headers: Headers, { id, state }: LeadView, body: Omit<ActOnLead, 'was'>): Promise<LeadView> =>
  get(th, headers, 'leadAct', { params: { id }, body: { ...body, was: state } })

/** Changes the handling of the one record of somebody; what loosens it is agreed to by the supervisor. */
async function handle(name: string, edit: Edit): Promise<void> {
  await th.node.search.upToDate()
  const entity = await findOne(th, supervisor, name)
  const profile = await get(th, supervisor, 'entityRead', { params: { id: entity } })
  const record = profile.statements[0]?.record ?? assert.fail('no record')
  const { id, state } = await get(th, supervisor, 'markingChangeMake', {
    body: { target: { entity, record }, wish: { edit }, reason: 'The informant could be known by it' },
  })
  if (state === 'done') return
  await get(th, officer, 'markingChangeApprove', { params: { id }, body: { reason: 'No longer' } })
}

const acts = ({ acts: all }: LeadView): readonly string[] =>
  all.map((one) => `${one.by.en.split(' ')[0]} ${one.act}: ${one.reason ?? ''}`)

test('what was done with a lead follows it through a raise and back', async () => {
  const phone = '+999 81 900 0001'
  await importPeople(th, analyst, { source: 'Carry one', lines: [`1,Anan Carry,${phone},`], marking: 'node' })
  await importPeople(th, analyst, {
    source: 'Carry two',
    lines: [`1,Burin Carry,${phone},`],
    marking: 'node',
  })
  const first = await oneOn(analyst, phone)
  const known = await act(analyst, first, { act: 'acknowledge' })
  await act(analyst, known, { act: 'act', reason: 'Asked the operator' })

  await handle('Anan Carry', { releasedTo: [] })
  const raised = await oneOn(analyst, phone)
  assert.notEqual(raised.id, first.id)
  assert.equal(raised.state, 'acted')
  assert.deepEqual(acts(raised), ['Arisa acknowledge: ', 'Arisa act: Asked the operator'])
  await act(analyst, raised, { act: 'reopen', reason: 'A second call' })

  await handle('Anan Carry', { releasedTo: ['node:th'] })
  const back = await oneOn(analyst, phone)
  assert.equal(back.id, first.id, 'the lead of before stands again')
  assert.equal(back.state, 'acknowledged')
  assert.deepEqual(acts(back), [
    'Arisa acknowledge: ',
    'Arisa act: Asked the operator',
    'Arisa reopen: A second call',
  ])
})

test('words written while it was secret stay with those who may read secrets; who did what follows', async () => {
  const phone = '+999 81 900 0002'
  await importPeople(th, analyst, {
    source: 'Secret one',
    lines: [`1,Chai Secret,${phone},`],
    marking: 'agency',
  })
  await importPeople(th, analyst, {
    source: 'Secret two',
    lines: [`1,Decha Secret,${phone},`],
    marking: 'agency',
  })
  const lead = await oneOn(supervisor, phone)
  const colleagues = await get(th, supervisor, 'leadColleagues', { params: { id: lead.id } })
  const arisa = colleagues.items.find((one) => one.name.en.startsWith('Arisa')) ?? assert.fail('no Arisa')
  await get(th, supervisor, 'leadAssign', { params: { id: lead.id }, body: { person: arisa.id } })

  await handle('Chai Secret', { level: 3 })
  assert.deepEqual(await leadsOn(analyst, phone), [])
  const secret = await oneOn(supervisor, phone)
  assert.equal(secret.assignedTo, undefined, 'nobody is in charge of what he may not read')
  await act(supervisor, secret, { act: 'dismiss', reason: 'Our own informant' })

  await handle('Chai Secret', { level: 1 })
  const told = await oneOn(analyst, phone)
  assert.equal(told.state, 'dismissed')
  assert.deepEqual(acts(told), ['Thirawat assign: ', 'Thirawat dismiss: '])
  assert.deepEqual(acts(await oneOn(supervisor, phone)), [
    'Thirawat assign: ',
    'Thirawat dismiss: Our own informant',
  ])
})

test('a watched entity keeps what was done with its record; another record of it begins anew', async () => {
  await importPeople(th, analyst, {
    source: 'Watched',
    lines: ['1,Ekachai Watched,+999 81 900 0003,'],
    marking: 'node',
  })
  const entity = await findOne(th, analyst, 'Ekachai Watched')
  const watch = { shared: true, delivery: 'at-once', zone: 'Asia/Bangkok', reference: 'TH-26-0143' } as const
  const { id } = await get(th, analyst, 'watchMake', { body: { ...watch, about: { entity } } })
  await importPeople(th, analyst, {
    source: 'Watched',
    lines: ['1,Ekachai Watched,+999 81 900 0004,'],
    marking: 'node',
  })
  const list = async (): Promise<readonly { id: string; state: string }[]> => {
    await followLeads(th.node)
    return (await get(th, analyst, 'leadList', { query: { watch: id } })).items
  }
  const [found] = await list()
  await get(th, analyst, 'leadAct', {
    params: { id: found?.id ?? '' },
    body: { act: 'act', was: 'new', reason: 'Called' },
  })
  await handle('Ekachai Watched', { releasedTo: [] })
  assert.deepEqual(
    (await list()).map((one) => one.state),
    ['acted'],
  )
})

test('a number stated anew under another handling carries nothing: nobody changed the handling of what there was', async () => {
  const phone = '+999 81 900 0005'
  await importPeople(th, analyst, { source: 'Anew one', lines: [`1,Fah Anew,${phone},`], marking: 'node' })
  await importPeople(th, analyst, { source: 'Anew two', lines: [`1,Gun Anew,${phone},`], marking: 'node' })
  await act(analyst, await oneOn(analyst, phone), { act: 'dismiss', reason: 'A shop' })
  await importPeople(th, analyst, { source: 'Anew one', lines: [`2,Hong Anew,${phone},`], marking: 'agency' })
  const states = (await leadsOn(analyst, phone)).map((one) => `${one.state} ${one.acts.length}`)
  assert.ok(states.length > 1)
  assert.deepEqual([...new Set(states)].toSorted(), ['dismissed 1', 'new 0'])
  assert.equal(states.filter((one) => one !== 'new 0').length, 1)
})
