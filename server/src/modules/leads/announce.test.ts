import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import type { Marking } from '@shield/core'
import fc from 'fast-check'

import { importUnder } from '../../testing-guard.ts'
import { ask, get } from '../../testing-http.ts'
import { createTestNode } from '../../testing.ts'
import type { TestNode } from '../../testing.ts'
import { addPerson } from '../identity/index.ts'
import { importFile } from '../intake/index.ts'
import { importPeople, person } from '../registry/testing.ts'
import { newId } from '#store/identifier.ts'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { followLeads } from './follow.ts'
import { ownBlock } from './testing.ts'

type Headers = Record<string, string>

let th: TestNode
let desk: Headers
let otherDesk: Headers
let officer: Headers

before(async () => {
  th = await createTestNode('th')
  desk = await th.signIn(person('exchange-officer', 'th-aht'), 'investigation')
  otherDesk = await th.signIn({ id: await addOfficer('th-aml') }, 'investigation')
  officer = await th.signIn(person('analyst', 'th-aht'), 'investigation')
})
after(() => th.close())

async function addOfficer(organisation: string): Promise<string> {
  return th.node.database.inTransaction((tx) =>
    addPerson(
      { tx, node: th.node, now: th.node.now(), requestId: newId() },
      {
        organisation,
        name: { en: 'Desk', th: 'ฝ่ายประสานงาน' },
        roles: ['exchange-officer'],
        clearance: 2,
        cases: [],
      },
    ),
  )
}

let count = 0

/** One person with a telephone, under a block of its own. */
async function state(block: Marking, phone: string, more = ''): Promise<void> {
  count += 1
  const path = join(th.node.config.dataFolder, `${newId()}.csv`)
  await writeFile(path, `id,name,phone,topic,born\nP${count},Somebody ${count},${phone},${more || ','}\n`)
  const done = await importFile(th.node, {
    path,
    fileName: 'people.csv',
    format: 'csv',
    mapping: mapping as never,
    sourceName: `Source ${count}`,
    organisation: block.organisation,
    marking: block,
    purpose: 'investigation',
  })
  assert.equal(done.state, 'done')
}

const mapping = {
  links: [],
  key: ['id'],
  entities: [
    {
      name: 'person',
      kind: 'Person',
      key: ['id'],
      columns: [
        { column: 'name', property: 'name' },
        { column: 'phone', property: 'phone' },
        { column: 'topic', property: 'topic' },
        { column: 'born', property: 'birthDate' },
      ],
    },
  ],
}

const openly = { announce: true }
const phoneOf = (n: number): string => `+999 82 ${String(n).padStart(3, '0')} 0000`

async function ticketOn(headers: Headers, phone: string) {
  await followLeads(th.node)
  const { items } = await get(th, headers, 'ticketList')
  return items.find((one) => one.value === phone)
}

test('where both owners let it be announced each contact desk has a ticket on its own number, and its officers nothing', async () => {
  const phone = phoneOf(1)
  await state(ownBlock('th-aht', openly), phone)
  await state(ownBlock('th-aml', openly), phone)
  const own = await ticketOn(desk, phone)
  const other = await ticketOn(otherDesk, phone)
  assert.deepEqual([own?.state, own?.can, own?.contacts, own?.asks], ['open', ['ask'], [], []])
  assert.ok(!JSON.stringify(own).includes('aml'), 'nothing of the other side')
  assert.ok(!JSON.stringify(other).includes('aht'))
  assert.equal((await ask(th, officer, 'ticketList')).status, 403)
  const { items } = await get(th, officer, 'leadList')
  assert.deepEqual(items, [])
})

test('a desk that asks names itself; the other answers in its own name, or says no, or nothing; both are in the audit', async () => {
  const phone = phoneOf(1)
  const own = (await ticketOn(desk, phone)) ?? assert.fail('no ticket')
  const params = { id: own.id }
  const asked = await get(th, desk, 'ticketAsk', { params, body: { reason: 'The same case of the raid' } })
  assert.deepEqual([asked.state, asked.can], ['waiting', []])
  assert.equal((await ask(th, desk, 'ticketAsk', { params, body: { reason: 'And again' } })).status, 409)
  const theirs = (await ticketOn(otherDesk, phone)) ?? assert.fail('no ticket')
  assert.equal(theirs.asks[0]?.organisation.en, 'Anti-Trafficking Centre (training)')
  assert.equal(theirs.asks[0]?.reason, 'The same case of the raid')
  const answer = {
    params: { id: theirs.asks[0]?.id ?? '' },
    body: { answer: 'contact', text: 'Room 4' } as const,
  }
  assert.equal((await ask(th, desk, 'ticketAnswer', answer)).status, 404, 'nobody answers himself')
  await get(th, otherDesk, 'ticketAnswer', answer)
  const answered = await ticketOn(desk, phone)
  assert.deepEqual(
    [answered?.state, answered?.contacts.map((one) => [one.organisation.en, one.text])],
    ['contact', [['Anti-Money-Laundering Desk (training)', 'Room 4']]],
  )
  const noted = await th.node.database.pool.query<{ action: string }>(
    `select action from audit_intake where action in ('ticket.asked', 'ticket.answered') order by id`,
  )
  assert.deepEqual(
    noted.rows.map((row) => row.action),
    ['ticket.asked', 'ticket.answered'],
  )
})

test('when the other side takes its record back the ticket is as if it never was', async () => {
  const phone = phoneOf(2)
  await state(ownBlock('th-aht', openly), phone)
  await state(ownBlock('th-aml', openly), phone)
  const ticket = (await ticketOn(desk, phone)) ?? assert.fail('no ticket')
  await th.node.database.pool.query(
    `update statement set retracted_at = now() where value = $1 and marking_id in
       (select id from marking where block->>'organisation' = 'th-aml')`,
    [phone],
  )
  assert.equal(await ticketOn(desk, phone), undefined)
  const gone = await ask(th, desk, 'ticketAsk', {
    params: { id: ticket.id },
    body: { reason: 'Still there?' },
  })
  assert.equal(gone.status, 404)
})

test('protection, secrets, witnesses and minors are never announced, whatever their block says', async () => {
  const guarded: readonly (readonly [string, Marking, string])[] = [
    ['protection zone', ownBlock('th-aml', { ...openly, zone: 'protection' }), ''],
    ['secret', ownBlock('th-aml', { ...openly, level: 3 }), ''],
    ['recalled', ownBlock('th-aml', { ...openly, recalled: true }), ''],
    ['witness', ownBlock('th-aml', openly), 'role.witness,'],
    ['victim', ownBlock('th-aml', openly), 'ผู้เสียหาย,'],
    ['minor', ownBlock('th-aml', openly), ',2015-01-01'],
    ['perhaps a minor', ownBlock('th-aml', openly), `,${new Date().getUTCFullYear() - 18}`],
  ]
  for (const [at, [name, block, more]] of guarded.entries()) {
    const phone = phoneOf(10 + at)
    await state(ownBlock('th-aht', openly), phone)
    await state(block, phone, more)
    assert.equal(await ticketOn(desk, phone), undefined, name)
    assert.equal(await ticketOn(otherDesk, phone), undefined, name)
  }
  const phone = phoneOf(30)
  await state(ownBlock('th-aht', openly), phone)
  await state(ownBlock('th-aml', openly), phone, 'crime.fraud,1980-02-03')
  assert.ok(await ticketOn(desk, phone), 'anybody else is')
})

/** Everything that somebody of th-aht receives about leads, as text. */
async function received(): Promise<string> {
  await th.node.search.upToDate()
  await followLeads(th.node)
  const texts: string[] = []
  for (const headers of [officer, desk])
    for (const [route, input] of [
      ['leadList', {}],
      ['leadPrecision', {}],
      ['watchList', {}],
      ['workRead', {}],
      ['searchRun', { query: { q: 'Somebody' } }],
      ...(headers === desk ? ([['ticketList', {}]] as const) : []),
    ] as const)
      texts.push((await ask(th, headers, route, input)).text)
  return texts.join('\n')
}

test('unless both may be announced, the record of another organisation changes no byte of what anybody receives', async () => {
  await get(th, officer, 'watchMake', {
    body: {
      about: { property: 'phone', value: phoneOf(40) },
      shared: true,
      delivery: 'at-once',
      zone: 'Asia/Bangkok',
      reference: 'TH-26-0143',
    },
  })
  const hidden: fc.Arbitrary<Marking> = fc
    .record({
      announce: fc.boolean(),
      level: fc.constantFrom<0 | 1 | 2 | 3>(0, 1, 2, 3),
      zone: fc.constantFrom('open' as const, 'enforcement' as const, 'protection' as const),
      notReleasedTo: fc.constantFrom([], ['th-aht']),
      case: fc.constantFrom('', 'AML-26-0057'),
    })
    .map((more) => ownBlock('th-aml', more))
  let changed = 0
  let at = 40
  await fc.assert(
    fc.asyncProperty(fc.boolean(), hidden, async (ownAnnounce, block) => {
      const phone = phoneOf(at)
      at += 1
      await state(ownBlock('th-aht', { announce: ownAnnounce }), phone)
      const before_ = await received()
      await state(block, phone)
      const after_ = await received()
      const isAnnounced = ownAnnounce && block.announce && block.zone !== 'protection' && block.level < 3
      if (isAnnounced) {
        changed += 1
        assert.notEqual(after_, before_)
      } else assert.equal(after_, before_)
    }),
    { numRuns: 30, seed: 11 },
  )
  assert.ok(changed > 2, `only ${changed} were announced`)
})

test('a number of the own agency that a colleague may not see is no ticket of hers', async () => {
  const phone = phoneOf(90)
  await state(ownBlock('th-aht', { ...openly, case: 'TH-26-9999' }), phone)
  await state(ownBlock('th-aml', openly), phone)
  assert.equal(await ticketOn(desk, phone), undefined)
  assert.ok(await ticketOn(otherDesk, phone))
  await importUnder(th.node, ownBlock('th-aht'), { sourceName: 'Other' })
  await importPeople(th, officer, { source: 'Quiet', lines: ['1,Nobody Else,,'], marking: 'agency' })
  assert.equal(await ticketOn(desk, phone), undefined)
})
