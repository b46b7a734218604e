import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import type { ReleaseView } from '@shield/contract'

import { makePartners } from '../cli/load-demonstration.ts'
import { importPeople, person } from '../modules/registry/testing.ts'
import { get } from '../testing-http.ts'
import { createTestNode } from '../testing.ts'
import type { TestNode } from '../testing.ts'
import { readBundle, writeBundle } from './bundle-file.ts'
import type { ReadBundle } from './bundle-file.ts'
import { takeAnswers, takeEnvelopes } from './bundle-in.ts'
import type { TakenIn } from './bundle-in.ts'
import { writeOut } from './bundle-out.ts'
import { postRecall, rows } from './pair-testing.ts'
import { inVisit } from './send.ts'

type Headers = Record<string, string>

let th: TestNode
let ph: TestNode
let officer: Headers
let there: Headers

before(async () => {
  th = await createTestNode('th')
  ph = await createTestNode('ph')
  // Nobody listens there: what arrives came by file.
  await makePartners([th, ph].map(({ node }) => ({ node, address: 'http://127.0.0.1:1' })))
  const analyst = await th.signIn(person('analyst', 'th-aht'), 'investigation')
  const lines = ['P1,Somchai Jaidee,+999 81 234 5678,']
  await importPeople(th, analyst, { source: 'Raid list', marking: 'agency', lines })
  officer = await th.signIn(person('exchange-officer', 'th-aht'), 'investigation')
  there = await ph.signIn(person('exchange-officer', 'ph-wdk'), 'investigation')
})
after(async () => {
  await th.close()
  await ph.close()
})

/** What a stick carries: text, from one desk to the other. */
async function carryOut(): Promise<string> {
  const bundle = await inVisit(th.node, (visit) => writeOut(visit, 'ph'))
  return writeBundle(bundle ?? assert.fail('no key'))
}

function read(text: string): ReadBundle {
  return readBundle(text) ?? assert.fail('no bundle')
}

async function carryThere(text: string): Promise<TakenIn> {
  const done = await takeEnvelopes(ph.node, read(text))
  const about = { kind: 'receipts', from: 'ph', to: 'th', created: '' } as const
  await takeAnswers(th.node, read(writeBundle({ ...about, texts: done.answers })))
  await ph.node.search.upToDate()
  return done
}

async function hits(): Promise<number> {
  return (await get(ph, there, 'searchRun', { query: { q: 'Somchai Jaidee' } })).items.length
}

async function waiting(): Promise<number> {
  const found = await rows<{ count: number }>(th, 'select count(*) from outbox where answered_at is null')
  return found[0]?.count ?? -1
}

let released: ReleaseView
let first: string

test('a release goes by file, its receipt comes back by file, and it is there', async () => {
  const [hit] = (await get(th, officer, 'searchRun', { query: { q: 'Somchai Jaidee' } })).items
  const profile = await get(th, officer, 'entityRead', { params: { id: hit?.id ?? '' } })
  const agreement = (await get(th, officer, 'agreementList')).items[0]?.id ?? ''
  const ground = { legalBasis: 'Agreement, article 4', reason: 'Recruiter works in both countries' }
  const statements = profile.statements.map((one) => one.id)
  released = await get(th, officer, 'releaseCreate', {
    body: { agreement, entities: [{ entity: profile.id, statements }], purpose: 'investigation', ...ground },
  })
  first = await carryOut()
  assert.ok(!first.includes('Somchai'))
  assert.equal(await hits(), 0)
  const { states, faults } = await carryThere(first)
  assert.deepEqual([states, faults], [{ applied: 1 }, []])
  assert.equal(await hits(), 1)
  const view = await get(th, officer, 'releaseRead', { params: { id: released.id } })
  assert.equal(view.state, 'applied')
  assert.equal(await waiting(), 0)
})

test('the same file again does nothing again, and is answered the same', async () => {
  const before = await rows(ph, 'select count(*) from inbox')
  assert.deepEqual((await carryThere(first)).states, { applied: 1 })
  assert.deepEqual(await rows(ph, 'select count(*) from inbox'), before)
})

test('a recall goes by file, and what was handed over is gone there', async () => {
  await get(th, officer, 'releaseRecall', {
    params: { id: released.id },
    body: { reason: 'It was an error' },
  })
  const { states } = await carryThere(await carryOut())
  assert.deepEqual(states, { recalled: 1 })
  assert.equal(await hits(), 0)
  const view = await get(th, officer, 'releaseRead', { params: { id: released.id } })
  assert.equal(view.state, 'recalled')
})

test('lines in another order are taken in the right one; a file that was cut says so, and the rest comes with the next', async () => {
  for (let more = 0; more < 250; more += 1) await postRecall(th, 'ph')
  const bundle = read(await carryOut())
  assert.equal(bundle.texts.length, 3)
  const turned = writeBundle({ ...bundle, texts: bundle.texts.toReversed() })
  const cut = turned.slice(0, -20)
  assert.match(read(cut).fault ?? '', /ends after 2 of 3/)
  // The first envelope of the stream is the line that was cut off: nothing behind it can be taken.
  const partial = await carryThere(cut)
  assert.deepEqual(partial.states, {})
  assert.equal(partial.faults.length, 2)
  assert.equal(await waiting(), 250)
  assert.equal(read(turned).fault, undefined)
  const whole = await carryThere(turned)
  assert.equal(
    Object.values(whole.states).reduce((sum, count) => sum + count, 0),
    250,
  )
  assert.equal(await waiting(), 0)
})

test('a changed line, a file of another and a file for another are told and change nothing', async () => {
  await postRecall(th, 'ph')
  const bundle = read(await carryOut())
  const changed = { ...bundle, texts: bundle.texts.map((text) => `${text.slice(0, -9)}AAAAAAAAA`) }
  assert.equal(
    read(`${(await carryOut()).split('\n')[0]}\n${changed.texts.join('\n')}\n`).fault,
    'the file is not as it was written',
  )
  assert.equal((await takeEnvelopes(ph.node, changed)).refused, 1)
  assert.equal((await takeEnvelopes(ph.node, { ...bundle, from: 'la' })).refused, 1)
  assert.equal((await takeEnvelopes(th.node, bundle)).refused, 1)
  assert.equal(readBundle('no bundle at all'), undefined)
  assert.equal((await carryThere(writeBundle(bundle))).refused, 0)
})
