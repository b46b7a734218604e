import assert from 'node:assert/strict'
import { cp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'

import type { PartnerView } from '@shield/contract'

import {
  ensureOwnKeys,
  evidenceKeyOf,
  keyLogOf,
  keyPlace,
  logDigits,
  rotateKey,
  takeKeyLog,
} from '../../federation/index.ts'
import { loadKeys } from '../../keys.ts'
import { deliver, postRecall, rows } from '../../peer/pair-testing.ts'
import { inVisit } from '../../peer/send.ts'
import { ask, get } from '../../testing-http.ts'
import { person } from '../registry/testing.ts'
import { federationFaults } from './federation-faults.ts'
import { createMembers } from './federation-testing.ts'
import type { Members } from './federation-testing.ts'
import { takeKeys } from './follow-keys.ts'

type Headers = Record<string, string>

let members: Members
let officer: Headers
let second: Headers
/** The key that th signed with before its log was set back, and when. */
let former: { readonly kid: string; readonly at: Date }

before(async () => {
  members = await createMembers()
  const { ph } = members
  officer = await ph.signIn(person('exchange-officer', 'ph-wdk'), 'investigation')
  second = await ph.signIn(person('administrator', 'ph-wdk'))
  await fork()
})
after(() => members.close())

/** The folder of th's keys as an old backup brings it back, in which another key is made: two histories of one node. */
async function fork(): Promise<void> {
  const { th, ph, folder } = members
  const place = keyPlace(th.node.config)
  await cp(place.folder, join(folder, 'kept'), { recursive: true })
  await rotate()
  await deliver(th, 'ph')
  former = { kid: await envelopeKey(), at: new Date() }
  await rm(place.folder, { recursive: true })
  await cp(join(folder, 'kept'), place.folder, { recursive: true })
  await rotate()
  assert.notEqual(await envelopeKey(), former.kid)
  // Both ways: th is not believed when it speaks, nor when it answers.
  await assert.rejects(deliver(th, 'ph'))
  await rows(ph, 'update peer set meet = true')
  await assert.rejects(deliver(ph, 'th'))
}

async function rotate(): Promise<void> {
  const { node } = members.th
  await rotateKey(keyPlace(node.config), 'envelope', { now: new Date(), overlapDays: 14 })
  assert.ok(await takeKeys(node))
}

async function envelopeKey(): Promise<string> {
  const { events } = await ensureOwnKeys(keyPlace(members.th.node.config), new Date())
  return events.findLast((one) => one.act === 'add' && one.use === 'envelope')?.kid ?? ''
}

/** What somebody at th reads out. */
async function digits(): Promise<string> {
  const administrator = await members.th.signIn(person('administrator', 'th-aht'))
  return (await get(members.th, administrator, 'partnerList')).ownKeys?.digits ?? assert.fail('no digits')
}

const params = { node: 'th' }
const partner = async (): Promise<PartnerView> =>
  (await get(members.ph, officer, 'partnerList')).items[0] ?? assert.fail('no partner')
const compare = (headers: Headers, read: string) =>
  ask(members.ph, headers, 'partnerCompareKeys', {
    params,
    body: { digits: read, reason: 'Read by telephone' },
  })
const settle = (headers: Headers, agree = true) =>
  ask(members.ph, headers, 'partnerSettleKeys', { params, body: { agree, reason: 'Heard it too' } })
interface Said {
  readonly code: string
  readonly pointers?: readonly { readonly pointer: string }[]
}
const problemOf = ({ text }: { readonly text: string }): Said => JSON.parse(text) as Said
const isAlarmed = async (): Promise<boolean> =>
  (await inVisit(members.ph.node, federationFaults)).some((fault) => fault.includes('two histories'))

test('a partner with two histories of its keys is not believed, and its partner page says how they differ', async () => {
  const { fork: told, can, alarms } = await partner()
  assert.deepEqual(
    { ...told, toldAt: undefined },
    { toldAt: undefined, same: 4, held: 2, told: 2 },
    'adding a key and retiring another are two entries',
  )
  assert.ok(can.includes('partner.compare-keys') && !can.includes('partner.settle-keys'))
  assert.deepEqual(
    alarms.map((one) => one.kind),
    ['keys-forked'],
  )
})

test('the digits that are read out decide, not who types them: other digits propose nothing', async () => {
  const read = await digits()
  assert.match(read, /^(\d{5} ){7}\d{5}$/)
  const other = read.replaceAll(/\d/g, (digit) => String((Number(digit) + 1) % 10))
  const refused = await compare(officer, other)
  assert.deepEqual([refused.status, problemOf(refused).code], [400, 'body-invalid'])
  assert.equal(problemOf(refused).pointers?.[0]?.pointer, '/digits')
  assert.equal((await partner()).fork?.proposal, undefined)
  assert.equal((await settle(second)).status, 409, 'nothing was compared')
  const analyst = await members.ph.signIn(person('analyst', 'ph-wdk'), 'investigation')
  assert.equal((await compare(analyst, read)).status, 403)
})

test('a second person agrees, never the first; what was dropped is compared again', async () => {
  const read = await digits()
  assert.equal((await compare(officer, read)).status, 200)
  assert.equal((await compare(second, read)).status, 409, 'it waits for an answer')
  const { fork: told, can } = await partner()
  assert.deepEqual([told?.proposal?.choice, told?.proposal?.reason], ['told', 'Read by telephone'])
  assert.deepEqual(
    can.filter((one) => one.endsWith('-keys')),
    ['partner.drop-keys'],
  )
  const alone = await settle(officer)
  assert.deepEqual([alone.status, problemOf(alone).code], [403, 'second-person-needed'])
  assert.equal((await settle(officer, false)).status, 200)
  assert.equal((await partner()).fork?.proposal, undefined)
  assert.ok(await isAlarmed())
})

test('two people take the partner up again: what waited goes both ways, and the history before stays as evidence', async () => {
  const { th, ph } = members
  const held = (await rows<{ text: string }>(ph, 'select text from peer_key order by number')).map(
    (row) => row.text,
  )
  assert.equal((await compare(officer, (await digits()).replaceAll(' ', ''))).status, 200)
  assert.equal((await settle(second)).status, 200)
  assert.equal((await partner()).fork, undefined)
  assert.ok(!(await isAlarmed()))
  const recall = await postRecall(th, 'ph')
  await deliver(th, 'ph')
  await postRecall(ph, 'th')
  await deliver(ph, 'th')
  const arrived = await rows(ph, 'select 1 from inbox where message_id = $1', [recall])
  assert.equal(arrived.length, 1)
  assert.equal((await partner()).keys.find((one) => one.use === 'envelope')?.kid, await envelopeKey())

  const kept = await rows<{ text: string }>(ph, 'select text from peer_key where branch = 1 order by number')
  assert.deepEqual(
    kept.map((row) => row.text),
    held,
  )
  const evidence = await inVisit(ph.node, (visit) => evidenceKeyOf(visit, { peer: 'th', ...former }))
  assert.ok(evidence, 'what it signed while it was believed can still be verified')
  const log = await inVisit(ph.node, (visit) => keyLogOf(visit, 'th', former.kid))
  assert.deepEqual(log?.log.events, held)
  const settled = await rows<{ choice: string; two: boolean }>(
    ph,
    'select choice, proposed_by <> settled_by as two from peer_key_fork where settled_at is not null',
  )
  assert.ok(settled.some((one) => one.choice === 'told' && one.two))
  const noted = await rows<{ action: string }>(
    ph,
    `select distinct action from audit_intake where action like 'keys.%' and action <> 'keys.changed' order by action`,
  )
  assert.deepEqual(
    noted.map((row) => row.action),
    ['keys.compared', 'keys.forked', 'keys.proposal-dropped', 'keys.settled', 'keys.taken'],
  )
})

test('the history held here may be the right one: then it stays, and the other told again is an alarm again', async () => {
  const { ph, folder } = members
  const own = keyPlace(members.th.node.config)
  const strange = { node: 'th', folder: join(folder, 'strange'), identity: join(own.folder, 'identity.pem') }
  await loadKeys(strange.folder)
  const { log } = await ensureOwnKeys(strange, new Date())
  const tell = () => inVisit(ph.node, (visit) => takeKeyLog(visit, { peer: 'th', log }))
  assert.equal(await tell(), 'fork')
  assert.equal(await tell(), 'fork')
  // Whoever has its identity key could tell this; it has not the key that th's audit is checked by.
  const refused = await compare(officer, logDigits(log.events))
  assert.deepEqual([refused.status, problemOf(refused).code], [409, 'conflict'])
  assert.equal((await compare(officer, await digits())).status, 200)
  assert.equal((await partner()).fork?.proposal?.choice, 'held')
  const known = await rows(ph, 'select 1 from peer_key')
  assert.equal((await settle(second)).status, 200)
  assert.ok(!(await isAlarmed()))
  assert.equal((await rows(ph, 'select 1 from peer_key')).length, known.length)
  assert.equal(await tell(), 'fork')
  assert.ok(await isAlarmed())
})
