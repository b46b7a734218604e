import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import type { Marking } from '@shield/core'
import type { Profile, ReleaseView } from '@shield/contract'
import pg from 'pg'

import { makePartners } from '../../cli/load-demonstration.ts'
import { deliverOutbox, registerPeerRoutes } from '../../peer/index.ts'
import { unseal } from '../../seal.ts'
import { ask, get } from '../../testing-http.ts'
import { createTestNode } from '../../testing.ts'
import type { TestNode } from '../../testing.ts'
import { importPeople, person } from '../registry/testing.ts'
import { expireRelease } from './index.ts'

type Headers = Record<string, string>

let th: TestNode
let ph: TestNode
let officer: Headers
let profile: Profile
let agreement: string
const still = new AbortController().signal

before(async () => {
  th = await createTestNode('th')
  ph = await createTestNode('ph')
  for (const one of [th, ph]) registerPeerRoutes(one.app, one.node)
  const addresses = await Promise.all([th, ph].map((one) => one.app.listen({ host: '127.0.0.1', port: 0 })))
  await makePartners([th, ph].map((one, at) => ({ node: one.node, address: addresses[at] ?? '' })))
  const analyst = await th.signIn(person('analyst', 'th-aht'), 'investigation')
  await importPeople(th, analyst, {
    source: 'Raid list',
    marking: 'agency',
    lines: ['P1,Somchai Jaidee,+999 81 234 5678,'],
  })
  officer = await th.signIn(person('exchange-officer', 'th-aht'), 'investigation')
  const [hit] = (await get(th, officer, 'searchRun', { query: { q: 'Somchai Jaidee' } })).items
  profile = await get(th, officer, 'entityRead', { params: { id: hit?.id ?? '' } })
  agreement = (await get(th, officer, 'agreementList')).items[0]?.id ?? ''
})
after(async () => {
  await th.close()
  await ph.close()
})

const draft = (purpose: 'investigation' | 'victim-protection' = 'investigation') => ({
  agreement,
  entities: [{ entity: profile.id, statements: profile.statements.map((one) => one.id) }],
  purpose,
})
const ground = { legalBasis: 'Agreement, article 4', reason: 'Recruiter works in both countries' }

/** Marks one statement otherwise, as its owner may at any time. */
async function mark(id: string, change: Partial<Marking>): Promise<void> {
  const before = profile.statements.find((one) => one.id === id)?.marking ?? assert.fail('no such statement')
  await th.node.database.inTransaction(async (tx) => {
    const marking = await th.node.markings.intern(tx, { ...before, ...change })
    const [entity, statement] = unseal(th.node, 'statement', id) ?? assert.fail('no statement')
    await tx.client.query('update statement set marking_id = $3 where entity_id = $1 and id = $2', [
      entity,
      statement,
      marking,
    ])
  })
}

async function hand(body: object): Promise<ReleaseView> {
  const release = await get(th, officer, 'releaseCreate', { body: { ...draft(), ...ground, ...body } })
  await deliverOutbox(th.node, { peer: 'ph' }, still)
  await ph.node.search.upToDate()
  return release
}

/** What waits in a node's queue for another day; only the owner of the database sees it. */
async function waitingJobs(url: string): Promise<unknown[]> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    const found = await client.query<{ task: string; payload: object; at: Date }>(
      `select t.identifier as task, j.payload, j.run_at as at
       from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where j.run_at > now()`,
    )
    return found.rows.map(({ task, payload, at }) => ({ task, payload, at: at.toISOString() }))
  } finally {
    await client.end()
  }
}

test('a value goes only for a purpose its handling allows, and the preview says so of each', async () => {
  const shown = await get(th, officer, 'releasePreview', { body: draft('victim-protection') })
  assert.deepEqual(shown.package.entities, [])
  assert.deepEqual(
    shown.refused.map((one) => one.statement).toSorted(),
    profile.statements.map((one) => one.id).toSorted(),
  )
  const tried = await ask(th, officer, 'releaseCreate', {
    body: { ...draft('victim-protection'), ...ground },
  })
  assert.equal(tried.status, 403, tried.text)
})

test('a partner that the owner excluded gets nothing, an organisation of it stays excluded over there', async () => {
  const [first, second] = profile.statements
  await mark(first?.id ?? '', { notReleasedTo: ['node:ph'] })
  await mark(second?.id ?? '', { notReleasedTo: ['ph-mwo', 'th-aml'] })
  const shown = await get(th, officer, 'releasePreview', { body: draft() })
  assert.deepEqual(
    shown.refused.map((one) => [one.statement, one.because.en]),
    [[first?.id, 'Its owner excluded this partner']],
  )
  assert.deepEqual(shown.package.marking.notReleasedTo, ['ph-mwo'])
  for (const one of profile.statements) await mark(one.id, {})
})

test('values of two cases are refused in words, to somebody who works on both', async () => {
  const [first, second] = profile.statements
  const { id } = person('exchange-officer', 'th-aht')
  const worksOn = (cases: readonly string[]): Promise<unknown> =>
    th.node.database.pool.query('update person set cases = $2 where id = $1', [id, cases])
  await worksOn(['TH-26-0143', 'TH-26-0107'])
  await mark(first?.id ?? '', { case: 'TH-26-0143' })
  await mark(second?.id ?? '', { case: 'TH-26-0107' })
  const both = await ask(th, officer, 'releasePreview', { body: draft() })
  assert.equal(both.status, 400, both.text)
  assert.match(both.text, /two cases/)
  const one = await get(th, officer, 'releasePreview', {
    body: { ...draft(), entities: [{ entity: profile.id, statements: [first?.id ?? ''] }] },
  })
  assert.equal(one.package.entities[0]?.statements.length, 1)
  await worksOn(person('exchange-officer', 'th-aht').cases)
  for (const statement of profile.statements) await mark(statement.id, {})
})

test('a release ends before it begins in no case', async () => {
  const today = th.node.now().toISOString().slice(0, 10)
  for (const expiresOn of ['2020-01-01', today]) {
    const tried = await ask(th, officer, 'releaseCreate', { body: { ...draft(), ...ground, expiresOn } })
    assert.equal(tried.status, 400, tried.text)
    assert.match(tried.text, /expiresOn/)
  }
})

test('after its last day a release is hidden there by itself, and no longer counts as held', async () => {
  const day = (after: number): string =>
    new Date(th.node.now().getTime() + after * 86_400_000).toISOString().slice(0, 10)
  const release = await hand({ expiresOn: day(1) })
  const partner = await ph.signIn(person('analyst', 'ph-wdk'), 'investigation')
  const find = async (): Promise<number> => {
    await ph.node.search.upToDate()
    return (await get(ph, partner, 'searchRun', { query: { q: 'Somchai Jaidee' } })).items.length
  }
  assert.equal(await find(), 1)
  assert.deepEqual(await waitingJobs(ph.url), [
    { task: 'exchange.expire', payload: { release: release.id }, at: `${day(2)}T00:00:00.000Z` },
  ])
  await expireRelease(ph.node, { release: release.id })
  assert.equal(await find(), 1, 'its last day is not over')
  for (const one of [th, ph]) one.pass({ minutes: 2 * 24 * 60 })
  await expireRelease(ph.node, { release: release.id })
  await expireRelease(ph.node, { release: release.id })
  const [again, reader] = await Promise.all([
    th.signIn(person('exchange-officer', 'th-aht'), 'investigation'),
    ph.signIn(person('exchange-officer', 'ph-wdk'), 'investigation'),
  ])
  officer = again
  const there = await get(ph, reader, 'releaseRead', { params: { id: release.id } })
  assert.deepEqual([there.state, there.package, there.entities], ['recalled', undefined, []])
  const { held } = await get(th, officer, 'releasePreview', { body: draft() })
  assert.deepEqual(held, { entities: [], links: [] })
})

test('who approves says why, and it stands beside the release', async () => {
  for (const one of profile.statements) await mark(one.id, { level: 2 })
  const waiting = await hand({})
  assert.equal(waiting.state, 'waiting')
  const second = await th.signIn(person('supervisor', 'th-aht'), 'investigation')
  await get(th, second, 'releaseApprove', {
    params: { id: waiting.id },
    body: { reason: 'Lawful, article 4' },
  })
  const read = await get(th, officer, 'releaseRead', { params: { id: waiting.id } })
  assert.equal(read.approvalReason, 'Lawful, article 4')
  for (const one of profile.statements) await mark(one.id, {})
})
