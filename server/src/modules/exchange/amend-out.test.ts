import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import type { PackageParts, Profile, ReleaseView } from '@shield/contract'

import { createPair, deliver } from '../../peer/pair-testing.ts'
import type { Pair } from '../../peer/pair-testing.ts'
import { unseal } from '../../seal.ts'
import { ask, get } from '../../testing-http.ts'
import { importPeople, person } from '../registry/testing.ts'
import { followMarking, reportRecalls } from './index.ts'

type Headers = Record<string, string>

let pair: Pair
let officer: Headers
let supervisor: Headers
let agreement: string

before(async () => {
  pair = await createPair()
  const { th } = pair
  officer = await th.signIn(person('exchange-officer', 'th-aht'), 'investigation')
  supervisor = await th.signIn(person('supervisor', 'th-aht'), 'investigation')
  agreement = (await get(th, officer, 'agreementList')).items[0]?.id ?? ''
})
after(() => pair.close())

let times = 0

/** Somebody known here, all of whose values are with ph. */
async function released(): Promise<{ profile: Profile; release: ReleaseView }> {
  const { th } = pair
  times += 1
  const analyst = await th.signIn(person('analyst', 'th-aht'), 'investigation')
  const name = `Person ${['Kanda', 'Malee', 'Prasit', 'Wirot', 'Somsak', 'Anong'][times] ?? 'Ubon'}`
  await importPeople(th, analyst, {
    source: `List ${times}`,
    lines: [`P${times},${name},+999 81 234 90${10 + times},`],
  })
  const [hit] = (await get(th, officer, 'searchRun', { query: { q: name } })).items
  const profile = await get(th, officer, 'entityRead', { params: { id: hit?.id ?? '' } })
  const release = await get(th, officer, 'releaseCreate', {
    body: {
      ...{ agreement, purpose: 'investigation', entities: [all(profile)] },
      ...{ legalBasis: 'Agreement, article 4', reason: 'Works in both countries' },
    },
  })
  await deliver(th, 'ph')
  return { profile, release }
}

const all = ({ id: entity, statements }: Profile): { entity: string; statements: string[] } => ({
  entity,
  statements: statements.map((one) => one.id),
})
/** What the partner holds of the only entity, or what of it changes. */
const valuesOf = (of: PackageParts | undefined): string[] | undefined =>
  of?.entities.flatMap((one) => one.statements.map(({ value }) => value))
const read = (id: string): Promise<ReleaseView> => get(pair.th, officer, 'releaseRead', { params: { id } })

async function thereOf(id: string): Promise<ReleaseView> {
  const reader = await pair.ph.signIn(person('exchange-officer', 'ph-wdk'), 'investigation')
  return get(pair.ph, reader, 'releaseRead', { params: { id } })
}

test('a value left out of a newer version goes there at once, and the books say which version stands', async () => {
  const { profile, release } = await released()
  const [name, phone] = profile.statements
  const draft = { entities: [{ entity: profile.id, statements: [name?.id ?? ''] }] }
  const shown = await get(pair.th, officer, 'releaseAmendPreview', {
    params: { id: release.id },
    body: draft,
  })
  assert.deepEqual([shown.acts, valuesOf(shown.taken)], [['narrow'], [phone?.value]])
  const amended = await get(pair.th, officer, 'releaseAmend', {
    params: { id: release.id },
    body: { ...draft, reason: 'The number is a victim’s' },
  })
  assert.deepEqual([amended.version, amended.amendments[0]?.state], [2, 'sent'])
  await deliver(pair.th, 'ph')
  assert.equal((await read(release.id)).amendments[0]?.state, 'applied')
  const there = await thereOf(release.id)
  assert.deepEqual(valuesOf(there.package), [name?.value])
  assert.deepEqual([there.version, there.amendments[0]?.reason], [2, ''], 'why stays with the owner')
  const same = await ask(pair.th, officer, 'releaseAmend', {
    params: { id: release.id },
    body: { ...draft, reason: 'Once more' },
  })
  assert.equal(same.status, 400, same.text)
})

test('S9 local ids in federation: nothing that crosses counts a row of ours', async () => {
  const { profile } = await released()
  const { rows } = await pair.th.node.database.pool.query<{ body: object }>(
    `select body from outbox where kind in ('release', 'amend', 'recall')`,
  )
  assert.ok(rows.length > 2)
  const numbers = (value: unknown, key = ''): string[] =>
    typeof value === 'number'
      ? [key]
      : typeof value === 'object' && value !== null
        ? Object.entries(value).flatMap(([name, one]) => numbers(one, name))
        : []
  for (const { body } of rows) {
    assert.ok(numbers(body).every((key) => key === 'level' || key === 'version'))
    for (const { id, record } of profile.statements)
      assert.ok(!JSON.stringify(body).includes(id) && !JSON.stringify(body).includes(record))
  }
})

test('narrowing goes although the agreement was suspended, adding does not', async () => {
  const { profile, release } = await released()
  const [name] = profile.statements
  const { pool } = pair.th.node.database
  await pool.query('update agreement set suspended_at = now()')
  try {
    const narrow = await get(pair.th, officer, 'releaseAmend', {
      params: { id: release.id },
      body: {
        entities: [{ entity: profile.id, statements: [name?.id ?? ''] }],
        reason: 'Not needed any more',
      },
    })
    assert.equal(narrow.version, 2)
    const wider = await ask(pair.th, officer, 'releaseAmend', {
      params: { id: release.id },
      body: { entities: [all(profile)], reason: 'Needed after all' },
    })
    assert.match(wider.text, /agreement-missing/)
  } finally {
    await pool.query('update agreement set suspended_at = null')
  }
})

test('a confidential value in a correction waits for a second person, and a recall overtakes it', async () => {
  const { profile, release } = await released()
  const [name, phone] = profile.statements
  const params = { id: release.id }
  await get(pair.th, officer, 'releaseAmend', {
    params,
    body: {
      entities: [{ entity: profile.id, statements: [name?.id ?? ''] }],
      reason: 'The number was wrong',
    },
  })
  const [entity, statement] =
    unseal(pair.th.node, 'statement', phone?.id ?? '') ?? assert.fail('no statement')
  await pair.th.node.database.inTransaction(async (tx) => {
    const marking = await pair.th.node.markings.intern(tx, { ...(phone?.marking ?? assert.fail()), level: 2 })
    await tx.client.query('update statement set marking_id = $3 where entity_id = $1 and id = $2', [
      ...[entity, statement, marking],
    ])
  })
  const body = { entities: [all(profile)], reason: 'It was right after all' }
  const waiting = await get(pair.th, officer, 'releaseAmend', { params, body })
  assert.deepEqual([waiting.version, waiting.amendments.at(-1)?.state], [2, 'waiting'])
  const own = await ask(pair.th, officer, 'releaseAmendApprove', { params, body: { reason: 'Mine' } })
  assert.equal(own.status, 403, own.text)
  const approved = await get(pair.th, supervisor, 'releaseAmendApprove', {
    params,
    body: { reason: 'Lawful' },
  })
  assert.deepEqual([approved.version, approved.amendments.at(-1)?.state], [3, 'sent'])
  await deliver(pair.th, 'ph')
  assert.equal(valuesOf((await thereOf(release.id)).package)?.length, 2)
  const again = await get(pair.th, officer, 'releaseAmend', {
    params,
    body: { entities: [{ entity: profile.id, statements: [name?.id ?? ''] }], reason: 'No, it was wrong' },
  })
  assert.equal(again.version, 4)
  assert.equal(
    (await get(pair.th, officer, 'releaseAmend', { params, body })).amendments.at(-1)?.state,
    'waiting',
  )
  const recalled = await get(pair.th, officer, 'releaseRecall', { params, body: { reason: 'All of it' } })
  assert.ok(recalled.amendments.every((one) => one.state !== 'waiting'))
  assert.equal(
    (await ask(pair.th, supervisor, 'releaseAmendApprove', { params, body: { reason: 'Late' } })).status,
    409,
  )
})

test('what is handled more strictly here is told to the partner by itself', async () => {
  const { profile, release } = await released()
  const analyst = await pair.th.signIn(person('analyst', 'th-aht'), 'investigation')
  await get(pair.th, analyst, 'markingChangeMake', {
    body: {
      target: { entity: profile.id, record: profile.statements[0]?.record ?? '' },
      wish: { edit: { noCourtUse: true } },
      reason: 'The source is in danger',
    },
  })
  await followMarking(pair.th.node)
  await followMarking(pair.th.node)
  await deliver(pair.th, 'ph')
  const mine = await read(release.id)
  assert.deepEqual(
    mine.amendments.map((one) => [one.version, one.acts, one.state]),
    [[2, ['remark'], 'applied']],
  )
  assert.equal((await thereOf(release.id)).package?.marking.conditions.noCourtUse, true)
})

test('what turned out to be another’s is told: the release says so, and its next version takes it away there', async () => {
  const { th } = pair
  const analyst = await th.signIn(person('analyst', 'th-aht'), 'investigation')
  await importPeople(th, analyst, {
    source: 'Two lists',
    lines: ['T1,Udom Saetang,+999 81 234 7001,', 'T2,Udom Saetang,+999 81 234 7002,'],
  })
  const { items } = await get(th, analyst, 'searchRun', { query: { q: 'Udom Saetang' } })
  const [left, right] = items.map((one) => one.id)
  const judged = await get(th, analyst, 'judgementMake', {
    body: { left: left ?? '', right: right ?? '', verdict: 'same', reason: 'The same name' },
  })
  const whole = await get(th, officer, 'entityRead', { params: { id: left ?? '' } })
  assert.equal(whole.statements.length, 4)
  const release = await get(th, officer, 'releaseCreate', {
    body: {
      ...{ agreement, purpose: 'investigation', entities: [{ ...all(whole), entity: left ?? '' }] },
      ...{ legalBasis: 'Agreement, article 4', reason: 'Works in both countries' },
    },
  })
  assert.equal(release.isBehind, false)
  await get(th, analyst, 'judgementWithdraw', {
    params: { id: judged.id },
    body: { reason: 'Two different men' },
  })
  assert.equal((await read(release.id)).isBehind, true)
  const own = await get(th, officer, 'entityRead', { params: { id: left ?? '' } })
  const amended = await get(th, officer, 'releaseAmend', {
    params: { id: release.id },
    body: { entities: [{ ...all(own), entity: left ?? '' }], reason: 'Two different men' },
  })
  assert.deepEqual([amended.isBehind, amended.amendments[0]?.acts], [false, ['narrow', 'unmerge']])
  await deliver(th, 'ph')
  const there = await thereOf(release.id)
  assert.equal(valuesOf(there.package)?.length, 2)
  assert.ok(!JSON.stringify(there).includes('7002') || !JSON.stringify(there).includes('7001'))
})

test('a recall ends with the partner’s report of every place, and stands on the board until then', async () => {
  const { release } = await released()
  const analyst = await pair.ph.signIn(person('analyst', 'ph-wdk'), 'investigation')
  await pair.ph.node.search.upToDate()
  const received = await thereOf(release.id)
  const taken = await ask(pair.ph, analyst, 'exportRun', {
    body: { format: 'csv', entities: [received.entities[0] ?? ''], reason: 'For the file' },
  })
  assert.equal(taken.status, 200, taken.text)
  await get(pair.th, officer, 'releaseRecall', {
    params: { id: release.id },
    body: { reason: 'Wrong person' },
  })
  const board = async () =>
    (await get(pair.th, officer, 'recallList')).items.filter((one) => one.release === release.id)
  assert.deepEqual(
    (await board()).map((one) => [one.stand, one.times, one.isLate]),
    [['unconfirmed', 1, false]],
  )
  pair.th.pass({ minutes: 6 })
  officer = await pair.th.signIn(person('exchange-officer', 'th-aht'), 'investigation')
  assert.equal((await board())[0]?.isLate, true)
  await get(pair.th, officer, 'recallAgain', { params: { id: release.id } })
  await deliver(pair.th, 'ph')
  assert.deepEqual(
    (await board()).map((one) => [one.stand, one.times]),
    [['unreported', 2]],
  )
  await reportRecalls(pair.ph.node, { releases: [release.id] })
  await deliver(pair.ph, 'th')
  assert.deepEqual(await board(), [])
  const { report, state } = await read(release.id)
  assert.equal(state, 'recalled')
  assert.equal(report?.complete, true)
  const places = new Map(report?.places.map((one) => [one.place, one]))
  assert.deepEqual([...places.keys()], ['tables', 'search', 'graph', 'candidates', 'exports', 'onward'])
  assert.deepEqual([places.get('tables')?.state, places.get('tables')?.count], ['clear', 2])
  assert.deepEqual(
    [places.get('exports')?.state, places.get('exports')?.holders?.map((one) => one.organisation)],
    ['gone-out', ['ph-wdk']],
  )
  assert.equal((await ask(pair.th, officer, 'recallAgain', { params: { id: release.id } })).status, 200)
})
