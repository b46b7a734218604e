import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import type { PartnerView } from '@shield/contract'

import { createPair, deliver, postRecall } from '../../peer/pair-testing.ts'
import type { Pair } from '../../peer/pair-testing.ts'
import { inVisit } from '../../peer/send.ts'
import { ask, get } from '../../testing-http.ts'
import { addPerson } from '../identity/index.ts'
import { findOne, importPeople, person } from '../registry/testing.ts'
import { healthAlarms } from './alarms.ts'
import type { PartnerHealth } from './health.ts'

type Headers = Record<string, string>

let pair: Pair
let officer: Headers
let administrator: Headers
let other: Headers

before(async () => {
  pair = await createPair()
  officer = await pair.th.signIn(person('exchange-officer', 'th-aht'), 'investigation')
  administrator = await pair.th.signIn(person('administrator', 'th-aht'))
  other = await colleagueElsewhere()
})
after(() => pair.close())

/** An exchange officer of another organisation of the same node. */
async function colleagueElsewhere(): Promise<Headers> {
  const id = await inVisit(pair.th.node, (visit) =>
    addPerson(visit, {
      ...{ organisation: 'th-aml', roles: ['exchange-officer'], clearance: 2, cases: [] },
      name: { en: 'Colleague', th: 'เพื่อนร่วมงาน' },
    }),
  )
  return pair.th.signIn({ id }, 'investigation')
}

const partner = async (headers: Headers): Promise<PartnerView> =>
  (await get(pair.th, headers, 'partnerList')).items[0] ?? assert.fail('no partner')

async function release(): Promise<void> {
  const analyst = await pair.th.signIn(person('analyst', 'th-aht'), 'investigation')
  await importPeople(pair.th, analyst, {
    ...{ source: 'Health', marking: 'agency' },
    lines: ['P1,Somkid Rungruang,+999 81 000 0312,'],
  })
  const entity = await findOne(pair.th, analyst, 'Somkid Rungruang')
  const profile = await get(pair.th, analyst, 'entityRead', { params: { id: entity } })
  const [agreement] = (await get(pair.th, officer, 'agreementList')).items
  await get(pair.th, officer, 'releaseCreate', {
    body: {
      ...{ agreement: agreement?.id ?? '', purpose: 'investigation' },
      entities: [{ entity, statements: profile.statements.map((one) => one.id) }],
      ...{ legalBasis: 'Agreement, article 4', reason: 'Works in both countries' },
    },
  })
}

test('how much another organisation exchanges is told to nobody but who runs the node', async () => {
  const before = await partner(other)
  await release()
  assert.deepEqual(await partner(other), before, 'S18: as if nothing had been posted')
  assert.equal((await partner(officer)).queue.ordinary.waiting, 1)
  const all = await partner(administrator)
  assert.deepEqual([all.counts, all.queue.ordinary.waiting], ['all', 1])
  await deliver(pair.th, 'ph')
  const met = await partner(officer)
  assert.deepEqual([met.queue.ordinary.waiting, met.protocol, met.reach], [0, 2, 'closed'])
  assert.equal(met.days.at(-1)?.sent, 1)
  assert.ok(met.seenAt)
  assert.deepEqual(met.agreements, { inForce: 1, stopped: 0 })
  assert.deepEqual((await partner(other)).days, before.days)
})

test('a partner is suspended and taken up again by a person with a reason, and asked at once when somebody presses', async () => {
  const params = { node: 'ph' }
  const analyst = await pair.th.signIn(person('analyst', 'th-aht'), 'investigation')
  for (const route of ['partnerList', 'partnerSuspend', 'partnerTry'] as const)
    assert.equal((await ask(pair.th, analyst, route, { params, body: { reason: 'No right' } })).status, 403)
  const reason = 'A complaint about their desk is looked into'
  const stopped = await get(pair.th, officer, 'partnerSuspend', { params, body: { reason } })
  assert.deepEqual(
    [stopped.suspended?.reason, stopped.suspended?.by.en, stopped.can.includes('partner.resume')],
    [reason, 'Praewa Maniphithak', true],
  )
  assert.deepEqual(stopped.agreements, { inForce: 0, stopped: 1 })
  assert.equal((await ask(pair.th, officer, 'partnerSuspend', { params, body: { reason } })).status, 409)
  const run = await get(pair.th, administrator, 'partnerResume', {
    params,
    body: { reason: 'Nothing in it' },
  })
  assert.equal(run.suspended, undefined)
  await pair.th.node.database.pool.query(
    `update peer set meet = false, try_at = now() + interval '10 minutes'`,
  )
  assert.equal((await get(pair.th, officer, 'partnerTry', { params })).tryAt, undefined)
  const { rows } = await pair.th.node.database.pool.query<{ meet: boolean }>('select meet from peer')
  assert.equal(rows[0]?.meet, true)
  assert.equal((await ask(pair.th, officer, 'partnerTry', { params: { node: 'zz' } })).status, 404)
  const accept = await ask(pair.th, administrator, 'partnerAcceptLog', {
    params,
    body: { reason: 'Restored' },
  })
  assert.equal(accept.status, 409, 'there is nothing to decide')
})

const well: PartnerHealth = {
  ...{ node: 'ph', name: { en: 'Philippines', th: 'ฟิลิปปินส์' }, address: '', protocol: 2 },
  ...{ seenAt: new Date(0), skewMs: 0, breaker: 'closed', fault: null, failedAt: null, tryAt: null },
  ...{ incarnation: { theirs: 1, ours: 1 }, suspended: undefined, quarantined: 0, fork: undefined },
  queue: {
    urgent: { waiting: 0, unanswered: 0, oldest: null },
    ordinary: { waiting: 0, unanswered: 0, oldest: null },
  },
  keys: [{ use: 'envelope', kid: 'k', since: '2026-01-01T00:00:00Z' }],
  ...{ keyLog: { size: 1, takenAt: new Date(0) }, cosigned: undefined, witnessed: undefined },
}

test('each thing that is wrong with a partner is an alarm of its own, and a partner that is well has none', () => {
  const now = new Date('2026-03-02T12:00:00Z')
  const kinds = (changes: Partial<PartnerHealth>) =>
    healthAlarms({ ...well, ...changes }, { now, isMember: true }).map(({ kind, isGrave }) => [kind, isGrave])
  const waiting = (oldest: string) => ({
    queue: { ...well.queue, urgent: { waiting: 1, unanswered: 0, oldest: new Date(oldest) } },
  })
  assert.deepEqual(kinds({}), [])
  assert.deepEqual(
    kinds({ fork: { id: '', toldAt: now, events: [], proposal: undefined, same: 1, held: 0, told: 1 } }),
    [['keys-forked', true]],
  )
  assert.deepEqual(kinds({ breaker: 'open', fault: 'silence' }), [['unreachable', false]])
  assert.deepEqual(kinds({ skewMs: -60_001 }), [['skewed', false]])
  assert.deepEqual(kinds({ skewMs: 300_001 }), [['skewed', true]])
  assert.deepEqual(kinds(waiting('2026-03-01T12:00:00Z')), [])
  assert.deepEqual(kinds(waiting('2026-03-01T11:59:59Z')), [['waiting', false]])
  assert.deepEqual(kinds({ keys: [] }), [['no-key-log', false]])
})

test('what is wrong waits in the work of who can do something about it, and of nobody else', async () => {
  await postRecall(pair.th, 'ph')
  await pair.th.node.database.pool.query(
    `update peer set breaker = 'open', fault = 'silence', failed_at = now()`,
  )
  const queue = async (headers: Headers) =>
    (await get(pair.th, headers, 'workRead')).queues.find((one) => one.name === 'alarms')?.items ?? []
  for (const headers of [officer, administrator])
    assert.deepEqual(
      (await queue(headers)).map((one) => [
        one.to,
        one.title.en.startsWith('ph is out of reach: it does not answer'),
      ]),
      [['/partners?partner=ph', true]],
    )
  const analyst = await pair.th.signIn(person('analyst', 'th-aht'), 'investigation')
  assert.deepEqual(await queue(analyst), [])
})
