import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { ungraded } from '@shield/core'
import type { ChangeMarking, MarkingWish } from '@shield/contract'

import { newId } from '#store/identifier.ts'
import { templateMarking } from '../../../marking-template.ts'
import { ask, get } from '../../../testing-http.ts'
import { createTestNode } from '../../../testing.ts'
import type { TestNode } from '../../../testing.ts'
import { findOne, importPeople, person } from '../testing.ts'
import { createBatchWriter } from '../write/index.ts'

let th: TestNode
type Headers = Record<string, string>
let analyst: Headers
let officer: Headers
let supervisor: Headers
let other: Headers

before(async () => {
  th = await createTestNode('th')
  analyst = await th.signIn(person('analyst', 'th-aht'), 'investigation')
  officer = await th.signIn(person('exchange-officer', 'th-aht'), 'investigation')
  supervisor = await th.signIn(person('supervisor', 'th-aht'), 'investigation')
  other = await th.signIn(person('analyst', 'th-aml'), 'investigation')
})
after(() => th.close())

const narrow: MarkingWish = { edit: { releasedTo: [] } }
const reason = 'An informant could be known by it'

async function recordTarget(name: string): Promise<{ entity: string; record: string; source: string }> {
  const entity = await findOne(th, analyst, name)
  const profile = await get(th, analyst, 'entityRead', { params: { id: entity } })
  const [first] = profile.statements
  return { entity, record: first?.record ?? '', source: first?.source ?? '' }
}

const change = (target: { entity: string; record: string }, wish: MarkingWish): { body: ChangeMarking } => ({
  body: { target: { entity: target.entity, record: target.record }, wish, reason },
})

const count = async (headers: Headers, q: string): Promise<number | undefined> => {
  await th.node.search.upToDate()
  return (await get(th, headers, 'searchRun', { query: { q } })).count
}

test('a raise is done at once: another agency no longer finds, counts, opens or draws it', async () => {
  await importPeople(th, analyst, {
    source: 'Raid one',
    lines: ['R1,Anan Jaidee,+999 81 000 0001,Alpha', 'R2,Burin Jaidee,+999 81 000 0002,Alpha'],
  })
  const target = await recordTarget('Anan Jaidee')
  const company = await findOne(th, other, 'Alpha')
  assert.equal(await count(other, 'Anan'), 1)
  assert.deepEqual((await get(th, other, 'entityRead', { params: { id: company } })).links, [
    { kind: 'Employment', direction: 'in', count: 2 },
  ])

  const preview = await get(th, analyst, 'markingPreview', {
    body: { target: { entity: target.entity, record: target.record }, wish: narrow },
  })
  assert.deepEqual([preview.weight, preview.secondPerson], ['stricter', false])
  assert.deepEqual(
    preview.readers.filter((one) => one.before && !one.after).map((one) => one.code),
    ['th-aml', 'th-imm', 'th-osp'],
  )
  const current = await get(th, analyst, 'markingPreview', {
    body: { target: { entity: target.entity, record: target.record }, wish: { edit: {} } },
  })
  assert.deepEqual([current.weight, current.blocks.map((one) => one.weight)], ['equal', ['equal']])
  assert.deepEqual(preview.counts, { records: 1, statements: 3, links: 1, entities: 2 })
  assert.equal(await count(other, 'Anan'), 1, 'a preview changes nothing')

  const done = await get(th, analyst, 'markingChangeMake', change(target, narrow))
  assert.deepEqual([done.state, done.weight, done.can], ['done', 'stricter', []])
  assert.equal(await count(other, 'Anan'), 0)
  assert.equal(await count(other, '+999810000001'), 0)
  assert.equal((await get(th, other, 'searchSuggest', { query: { q: 'Anan' } })).items.length, 0)
  for (const name of ['entityRead', 'entityLinks', 'entityHistory', 'entityTrail'] as const)
    assert.equal((await ask(th, other, name, { params: { id: target.entity } })).status, 404, name)
  assert.equal((await ask(th, other, 'recordRead', { params: { id: target.record } })).status, 404)
  const theirs = await get(th, other, 'entityRead', { params: { id: company } })
  assert.deepEqual(theirs.links, [{ kind: 'Employment', direction: 'in', count: 1 }])
  assert.equal(theirs.statements.length, 1, 'the other record still says its name')
  const chart = await get(th, other, 'graphExpand', { body: { id: company, limit: 10, present: [] } })
  assert.deepEqual(
    chart.nodes.map((node) => node.caption),
    ['Burin Jaidee'],
  )
  assert.equal(await count(analyst, 'Anan'), 1, 'its own agency goes on')
  assert.deepEqual(
    (await get(th, analyst, 'markingChangeList', { query: { entity: target.entity } })).items.map(
      (one) => one.id,
    ),
    [done.id],
  )
})

test('a raise sent twice with one key is one; asked anew it says that nothing would change', async () => {
  await importPeople(th, analyst, { source: 'Raid two', lines: ['T1,Chai Boonmee,+999 81 000 0003,Beta'] })
  const target = await recordTarget('Chai Boonmee')
  const keyed = { ...analyst, 'idempotency-key': '0d5f2d0e-raise' }
  const first = await get(th, keyed, 'markingChangeMake', change(target, narrow))
  const second = await get(th, keyed, 'markingChangeMake', change(target, narrow))
  assert.equal(second.id, first.id)
  assert.equal(
    (await get(th, analyst, 'markingChangeList', { query: { entity: target.entity } })).items.length,
    1,
  )
  const again = await ask(th, analyst, 'markingChangeMake', change(target, narrow))
  assert.deepEqual([again.status, JSON.parse(again.text).code], [400, 'body-invalid'])
})

test('lowering waits for another person of the owner, nobody agrees with himself, and then everybody named sees it', async () => {
  await importPeople(th, supervisor, {
    source: 'Informants',
    marking: 'agency',
    lines: ['L1,Decha Srisuk,+999 81 000 0004,Gamma'],
  })
  const target = await recordTarget('Decha Srisuk')
  const widen: MarkingWish = { edit: { releasedTo: ['th-aml'] } }
  const preview = await get(th, supervisor, 'markingPreview', {
    body: { target: { entity: target.entity, record: target.record }, wish: widen },
  })
  assert.equal(preview.secondPerson, true)
  assert.match(preview.because?.en ?? '', /second person/)
  assert.deepEqual(
    preview.readers.filter((one) => !one.before && one.after).map((one) => one.code),
    ['th-aml'],
  )
  const waiting = await get(th, supervisor, 'markingChangeMake', change(target, widen))
  assert.deepEqual([waiting.state, waiting.can], ['waiting', ['withdraw']])
  assert.equal(await count(other, 'Decha'), 0, 'nothing is lowered before somebody agrees')
  const params = { id: waiting.id }

  const own = await ask(th, supervisor, 'markingChangeApprove', { params, body: { reason } })
  assert.deepEqual([own.status, JSON.parse(own.text).code], [403, 'second-person-needed'])
  const analysts = await ask(th, analyst, 'markingChangeApprove', { params, body: { reason } })
  assert.deepEqual([analysts.status, JSON.parse(analysts.text).code], [403, 'not-allowed'])
  assert.equal((await ask(th, other, 'markingChangeApprove', { params, body: { reason } })).status, 404)
  assert.equal((await ask(th, other, 'markingChangeRead', { params })).status, 404)
  const twice = await ask(th, analyst, 'markingChangeMake', change(target, { edit: { level: 0 } }))
  assert.deepEqual([twice.status, JSON.parse(twice.text).code], [409, 'conflict'])

  const decide = async (headers: Headers): Promise<readonly string[]> => {
    const { queues } = await get(th, headers, 'workRead')
    return queues.find((queue) => queue.name === 'decide')?.items.map((item) => item.id) ?? []
  }
  assert.deepEqual(await decide(officer), [waiting.id])
  const named = await get(th, officer, 'workRead', { query: { names: true } })
  const items = named.queues.flatMap((queue) => queue.items)
  assert.equal(items.find((item) => item.id === waiting.id)?.about?.caption, 'Decha Srisuk')
  const silent = await th.signIn(person('exchange-officer', 'th-aht'))
  assert.ok(
    !(await ask(th, silent, 'workRead', { query: { names: true } })).text.includes('Decha'),
    'no purpose, no name',
  )
  assert.deepEqual(await decide(supervisor), [])
  const approved = await get(th, officer, 'markingChangeApprove', { params, body: { reason } })
  assert.deepEqual([approved.state, approved.can, approved.decidedReason], ['approved', [], reason])
  assert.equal(await count(other, 'Decha'), 1)
  const shown = await get(th, other, 'entityRead', { params: { id: target.entity } })
  assert.equal(shown.statements.length, 2)
  assert.deepEqual(await decide(officer), [])
  const late = await ask(th, officer, 'markingChangeApprove', { params, body: { reason } })
  assert.equal(late.status, 409)
})

test('a proposal is refused or withdrawn with a reason, and the rows stay as they are', async () => {
  await importPeople(th, analyst, {
    source: 'Quiet',
    marking: 'agency',
    lines: ['Q1,Ekachai Meesuk,+999 81 000 0005,Delta'],
  })
  const target = await recordTarget('Ekachai Meesuk')
  const widen: MarkingWish = { template: 'node' }
  const first = await get(th, analyst, 'markingChangeMake', change(target, widen))
  const refused = await get(th, officer, 'markingChangeRefuse', {
    params: { id: first.id },
    body: { reason: 'The source is not protected yet' },
  })
  assert.equal(refused.state, 'refused')
  const second = await get(th, analyst, 'markingChangeMake', change(target, widen))
  const stranger = await ask(th, officer, 'markingChangeWithdraw', {
    params: { id: second.id },
    body: { reason },
  })
  assert.equal(stranger.status, 403)
  const withdrawn = await get(th, analyst, 'markingChangeWithdraw', {
    params: { id: second.id },
    body: { reason },
  })
  assert.equal(withdrawn.state, 'withdrawn')
  assert.equal(await count(other, 'Ekachai'), 0)
})

test('what was proposed is what is agreed to: rows that came in between make it stale', async () => {
  const line = (phone: string): string => `S1,Fueang Rakdee,${phone},Epsilon`
  const file = { source: 'Feed', marking: 'agency' }
  await importPeople(th, analyst, { ...file, lines: [line('+999 81 000 0006')] })
  const target = await recordTarget('Fueang Rakdee')
  const waiting = await get(th, analyst, 'markingChangeMake', change(target, { template: 'node' }))
  await importPeople(th, analyst, { ...file, lines: [line('+999 81 000 0007')] })
  const stale = await ask(th, officer, 'markingChangeApprove', {
    params: { id: waiting.id },
    body: { reason },
  })
  assert.deepEqual([stale.status, JSON.parse(stale.text).code], [412, 'state-changed'])
  assert.equal(await count(other, 'Fueang'), 0)
})

test('a raise holds for the next version of the record, for its earlier ones, and after an undo', async () => {
  const line = (phone: string): string => `V1,Gamol Thongdee,${phone},Zeta`
  await importPeople(th, analyst, { source: 'Versions', lines: [line('+999 81 000 0008')] })
  const batch = await importPeople(th, analyst, { source: 'Versions', lines: [line('+999 81 000 0009')] })
  const target = await recordTarget('Gamol Thongdee')
  await get(th, analyst, 'markingChangeMake', change(target, narrow))
  const next = await importPeople(th, analyst, { source: 'Versions', lines: [line('+999 81 000 0010')] })
  assert.equal(await count(other, 'Gamol'), 0, 'the next delivery does not loosen it')
  assert.equal(await count(analyst, '+999810000010'), 1)
  for (const id of [next, batch])
    await get(th, analyst, 'importUndo', { params: { id }, body: { reason: 'Wrong file' } })
  assert.equal(await count(analyst, '+999810000008'), 1, 'the first version stands again')
  assert.equal(await count(other, 'Gamol'), 0, 'and is as strict as was decided')
  assert.equal((await ask(th, other, 'entityHistory', { params: { id: target.entity } })).status, 404)
})

test('all that one source says of an entity moves together; another source goes on speaking', async () => {
  await importPeople(th, analyst, { source: 'Left', lines: ['X1,Hathai Suksai,+999 81 000 0011,Eta'] })
  await importPeople(th, analyst, { source: 'Right', lines: ['X2,Hathai Suksai,+999 81 000 0012,Eta'] })
  const { items } = await get(th, analyst, 'searchRun', { query: { q: 'Hathai Suksai' } })
  const [left, right] = items.map((item) => item.id) as [string, string]
  await get(th, analyst, 'judgementMake', { body: { left, right, verdict: 'same', reason: 'Same face' } })
  const profile = await get(th, analyst, 'entityRead', { params: { id: left } })
  const source = profile.members.find((member) => member.sourceName === 'Left')?.source ?? ''
  const done = await get(th, analyst, 'markingChangeMake', {
    body: { target: { entity: left, source }, wish: narrow, reason },
  })
  assert.equal(done.counts.records, 1)
  const mine = await get(th, analyst, 'entityRead', { params: { id: left } })
  assert.equal(mine.statements.length, profile.statements.length)
  const found = await get(th, other, 'searchRun', { query: { q: 'Hathai Suksai' } })
  assert.equal(found.count, 1)
  const theirs = await get(th, other, 'entityRead', { params: { id: found.items[0]?.id ?? '' } })
  assert.deepEqual([...new Set(theirs.statements.map((one) => one.sourceName))], ['Right'])
  assert.deepEqual(theirs.members.length, 1)
})

test('a judgement is as strict as what it speaks of, also when that is raised later', async () => {
  await importPeople(th, analyst, { source: 'J left', lines: ['J1,Itti Phasuk,+999 81 000 0013,Theta'] })
  await importPeople(th, analyst, { source: 'J right', lines: ['J2,Itti Phasuk,+999 81 000 0014,Theta'] })
  // A second record of the left one that stays shared: the other agency still sees both.
  await importPeople(th, analyst, { source: 'J left', lines: ['J1b,Itti P.,+999 81 000 0015,Theta'] })
  const { items } = await get(th, analyst, 'searchRun', { query: { q: 'Itti Phasuk' } })
  const [left, right] = items.map((item) => item.id) as [string, string]
  await get(th, analyst, 'judgementMake', {
    body: { left, right, verdict: 'same', reason: 'Phone of an informant' },
  })
  assert.equal((await get(th, other, 'entityRead', { params: { id: left } })).judgements.length, 1)
  const company = await findOne(th, analyst, 'Theta').catch(() => undefined)
  assert.equal(company, undefined, 'each source has its own Theta')
  const profile = await get(th, analyst, 'entityRead', { params: { id: left } })
  const record = profile.statements.find((one) => one.value === '+999 81 000 0013')?.record ?? ''
  await get(
    th,
    analyst,
    'markingChangeMake',
    change({ entity: left, record }, { edit: { level: 2, releasedTo: [] } }),
  )
  const theirs = await ask(th, other, 'entityRead', { params: { id: right } })
  assert.equal(theirs.status, 200)
  assert.ok(
    !theirs.text.includes('informant'),
    'the reason is not read by who may not read what it speaks of',
  )
  assert.equal((await get(th, analyst, 'entityRead', { params: { id: left } })).judgements.length, 1)
})

test("what may not be seen is not there, what is another agency's is its owner's, and nobody blinds himself", async () => {
  await importPeople(th, analyst, { source: 'Ours', lines: ['O1,Jira Malai,+999 81 000 0016,Iota'] })
  const target = await recordTarget('Jira Malai')
  const foreign = await ask(th, other, 'markingChangeMake', change(target, { edit: { level: 2 } }))
  assert.deepEqual([foreign.status, JSON.parse(foreign.text).code], [403, 'not-allowed'])
  await get(th, analyst, 'markingChangeMake', change(target, narrow))
  const plain = (text: string): string => text.replace(/"requestId":"[^"]*"/, '')
  const hidden = await ask(th, other, 'markingChangeMake', change(target, { edit: { level: 2 } }))
  const nobody = { ...target, entity: '019b7615-6c00-7000-8000-00000000ffff' }
  const missing = await ask(th, other, 'markingChangeMake', change(nobody, { edit: { level: 2 } }))
  assert.deepEqual([hidden.status, plain(hidden.text)], [404, plain(missing.text)])
  const blind = await ask(th, analyst, 'markingChangeMake', change(target, { edit: { level: 3 } }))
  assert.deepEqual([blind.status, JSON.parse(blind.text).code], [403, 'not-allowed'])
  const strange = await ask(
    th,
    analyst,
    'markingChangeMake',
    change(target, { edit: { releasedTo: ['ph-wdk'] } }),
  )
  assert.equal(strange.status, 400)
  const unknown = await ask(th, analyst, 'markingChangeMake', change(target, { template: 'nonsense' }))
  assert.equal(unknown.status, 400)
})

/** A record as a partner's release leaves it here: its owner and node are theirs, and it is released to this node. */
async function receive(name: string): Promise<void> {
  await th.node.database.inTransaction(async (tx) => {
    const theirs = { node: 'ph', organisation: 'ph-wdk', organisationKind: 'police' } as const
    const block = { ...templateMarking('agency', theirs), releasedTo: ['node:th'] }
    const marking = await th.node.markings.intern(tx, block)
    const from = { organisation: 'ph-wdk', marking_id: marking }
    const source = await tx.db
      .insertInto('source')
      .values({ ...from, wire: newId(), name: `Released: ${name}`, origin_node: 'ph' })
      .returning('id')
      .executeTakeFirstOrThrow()
    const batch = await tx.db
      .insertInto('batch')
      .values({
        ...from,
        wire: newId(),
        source_id: source.id,
        file_name: '',
        format: 'release',
        state: 'done',
        purpose: 'exchange',
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const writer = createBatchWriter(
      tx,
      { id: batch.id, source: source.id },
      { markingOf: () => marking, grade: ungraded },
    )
    const values = [{ property: 'name', value: name, norm: name.toLowerCase() } as const]
    const entities = [{ key: name, kind: 'Person', values } as const]
    await writer.write([{ key: name, version: '', body: { name }, entities, links: [], place: {} }])
  })
  await th.node.search.upToDate()
}

test("a partner's record may be handled more strictly here, and never less", async () => {
  await receive('Marisol Bagatsing')
  assert.equal(await count(other, 'Marisol'), 1)
  const target = await recordTarget('Marisol Bagatsing')
  const lowered = await ask(th, analyst, 'markingChangeMake', change(target, { edit: { level: 0 } }))
  assert.equal(lowered.status, 403)
  assert.match(lowered.text, /partner handed this over/)
  const mixed: MarkingWish = { edit: { tlp: 'CLEAR', notReleasedTo: ['th-aml'] } }
  assert.equal((await ask(th, analyst, 'markingChangeMake', change(target, mixed))).status, 403)
  const raise: MarkingWish = { edit: { notReleasedTo: ['th-aml'] } }
  assert.equal((await get(th, analyst, 'markingChangeMake', change(target, raise))).state, 'done')
  assert.equal(await count(other, 'Marisol'), 0)
  assert.equal(await count(analyst, 'Marisol'), 1)
  const back = await ask(th, supervisor, 'markingChangeMake', change(target, { edit: { notReleasedTo: [] } }))
  assert.equal(back.status, 403, 'what this node tightened of a partner stays tight')
})

test('what was stated and taken back is shown when asked for, and counts for nothing otherwise', async () => {
  const line = (phone: string): string => `H1,Lamai Chaiyo,${phone},Kappa`
  await importPeople(th, analyst, { source: 'History', lines: [line('+999 81 000 0020')] })
  await importPeople(th, analyst, { source: 'History', lines: [line('+999 81 000 0021')] })
  const id = await findOne(th, analyst, 'Lamai Chaiyo')
  const phones = async (query: { retracted?: boolean }): Promise<readonly (readonly [string, boolean])[]> =>
    (await get(th, analyst, 'entityRead', { params: { id }, query })).statements
      .filter((one) => one.property === 'phone')
      .map((one) => [one.value, one.retractedAt !== undefined])
  assert.deepEqual(await phones({}), [['+999 81 000 0021', false]])
  assert.deepEqual(await phones({ retracted: true }), [
    ['+999 81 000 0021', false],
    ['+999 81 000 0020', true],
  ])
})

test('the audit says who raised and who lowered, and never what it was about in words', async () => {
  const found = await th.node.database.pool.query<{ action: string; event: Buffer }>(
    `select action, event from audit_intake where action like 'marking.%' order by at`,
  )
  const actions = new Set(found.rows.map((row) => row.action))
  for (const action of ['previewed', 'raised', 'proposed', 'lowered', 'refused', 'withdrawn'])
    assert.ok(actions.has(`marking.${action}`), action)
  for (const { event } of found.rows) assert.doesNotMatch(event.toString(), /Jaidee|Srisuk|informant/i)
})
