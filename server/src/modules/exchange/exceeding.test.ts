import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import type { AgreementBody, AgreementTerms, ReleaseCreate } from '@shield/contract'

import { createPair, deliver, rows } from '../../peer/pair-testing.ts'
import type { Pair } from '../../peer/pair-testing.ts'
import { inVisit } from '../../peer/send.ts'
import { ask, get } from '../../testing-http.ts'
import { addPerson } from '../identity/index.ts'
import { findOne, importPeople, person } from '../registry/testing.ts'
import { termsOf } from './agreement-model.ts'

type Headers = Record<string, string>

let pair: Pair
let officer: Headers
let second: Headers
let agreement: string
const names = ['Anong Saelim', 'Boonsri Charoen', 'Chuthamat Dee']
/** Releases by the name of whom they are: all of a person, the name alone, and all for a year. */
const released: Record<string, string> = {}

before(async () => {
  pair = await createPair()
  officer = await pair.th.signIn(person('exchange-officer', 'th-aht'), 'investigation')
  second = await pair.th.signIn(person('supervisor', 'th-aht'), 'investigation')
  const analyst = await pair.th.signIn(person('analyst', 'th-aht'), 'investigation')
  agreement = (await get(pair.th, officer, 'agreementList')).items[0]?.id ?? assert.fail('no agreement')
  await importPeople(pair.th, analyst, {
    ...{ source: 'Before the narrower version', marking: 'agency' },
    lines: names.map((name, at) => `N${at},${name},+999 81 000 07${at}0,`),
  })
  for (const name of names) released[name] = await release(analyst, name)
  await deliver(pair.th, 'ph')
})
after(() => pair.close())

async function release(analyst: Headers, name: string): Promise<string> {
  const entity = await findOne(pair.th, analyst, name)
  const { statements } = await get(pair.th, analyst, 'entityRead', { params: { id: entity } })
  const chosen = statements.filter((one) => name !== names[1] || one.property === 'name')
  const body: ReleaseCreate = {
    ...{
      agreement,
      purpose: 'investigation' as const,
      legalBasis: 'Agreement, article 4',
      reason: 'Works there too',
    },
    entities: [{ entity, statements: chosen.map((one) => one.id) }],
    ...(name === names[2] ? { expiresOn: '2098-01-01' } : {}),
  }
  return (await get(pair.th, officer, 'releaseCreate', { body })).id
}

/** Both sides sign a next version of the agreement. */
async function agree(change: Partial<AgreementTerms>): Promise<void> {
  const [found] = await rows<{ body: AgreementBody }>(pair.th, 'select body from agreement where id = $1', [
    agreement,
  ])
  const terms = { ...termsOf(found?.body ?? assert.fail('no agreement')), ...change }
  const reason = 'As decided at the meeting'
  const made = await get(pair.th, officer, 'agreementPropose', {
    body: { peer: 'ph', agreement, terms, reason },
  })
  const params = { id: made.id }
  await get(pair.th, second, 'agreementSign', { params, body: { reason } })
  await deliver(pair.th, 'ph')
  const there = await pair.ph.signIn(person('exchange-officer', 'ph-wdk'), 'investigation')
  const other = await pair.ph.signIn(person('administrator', 'ph-wdk'))
  await get(pair.ph, there, 'agreementAgree', { params, body: { reason } })
  await get(pair.ph, other, 'agreementSign', { params, body: { reason } })
  await deliver(pair.ph, 'th')
}

const count = async (headers = officer): Promise<number | undefined> =>
  (await get(pair.th, headers, 'agreementList')).items.find((one) => one.id === agreement)?.exceeding
const listed = async (headers = officer): Promise<readonly string[]> =>
  (
    await get(pair.th, headers, 'releaseList', { query: { direction: 'out', agreement, exceeding: true } })
  ).items
    .map((one) => one.id)
    .toSorted()
const ids = (...of: readonly number[]): readonly string[] =>
  of.map((at) => released[names[at] ?? ''] ?? '').toSorted()
const work = async (headers = officer): Promise<readonly string[]> =>
  (await get(pair.th, headers, 'workRead', {})).queues
    .flatMap((queue) => queue.items)
    .filter((one) => one.to?.includes('exceeding'))
    .map((one) => one.title.en)

test('a version that allows as much says nothing of what went before it', async () => {
  assert.equal(await count(), undefined)
  await agree({ text: { en: 'In other words.', th: 'ในถ้อยคำอื่น' } })
  assert.equal(await count(), undefined)
  assert.deepEqual([await listed(), await work()], [[], []])
})

test('what a narrower version allows no more is counted, listed and work, term by term', async () => {
  const cases: readonly (readonly [Partial<AgreementTerms>, readonly string[]])[] = [
    [{ properties: ['name'] }, ids(0, 2)],
    [{ kinds: ['Company'] }, ids(0, 1, 2)],
    [{ zones: ['protection'] }, ids(0, 1, 2)],
    [{ retentionDays: 3650 }, ids(0, 1, 2)],
    [{ purposes: ['prosecution'] }, ids(0, 1, 2)],
  ]
  const [found] = await rows<{ body: AgreementBody }>(pair.th, 'select body from agreement where id = $1', [
    agreement,
  ])
  const wide = found?.body ?? assert.fail('no agreement')
  for (const [change, expected] of cases) {
    // What one version says, without the way to it.
    await rows(pair.th, 'update agreement set body = $2 where id = $1', [
      agreement,
      JSON.stringify({ ...wide, ...change }),
    ])
    assert.deepEqual(await listed(), expected, JSON.stringify(change))
    assert.equal(await count(), expected.length, 'the number and its list are one')
  }
  await rows(pair.th, 'update agreement set body = $2 where id = $1', [agreement, JSON.stringify(wide)])
  assert.deepEqual(await listed(), [])
})

test('nobody is told of what another organisation handed over, nor who takes nothing back', async () => {
  await agree({ properties: ['name'] })
  assert.equal(await count(), 2)
  assert.deepEqual(await work(), ['2 earlier releases go beyond an agreement as it is in force now'])
  const id = await inVisit(pair.th.node, (visit) =>
    addPerson(visit, {
      ...{ organisation: 'th-aml', roles: ['exchange-officer'], clearance: 2, cases: [] },
      name: { en: 'Colleague', th: 'เพื่อนร่วมงาน' },
    }),
  )
  const elsewhere = await pair.th.signIn({ id }, 'investigation')
  assert.deepEqual(
    [await count(elsewhere), await listed(elsewhere), await work(elsewhere)],
    [undefined, [], []],
  )
  const administrator = await pair.th.signIn(person('administrator', 'th-aht'))
  assert.equal(await count(administrator), undefined)
  const body = { agreement, exceeding: true, count: 2, reason: 'The agreement allows it no more' }
  assert.equal((await ask(pair.th, elsewhere, 'recallOrderMake', { body })).status, 412)
})

test('one act recalls all of it, and what the new version allows stays there', async () => {
  const draft = { agreement, exceeding: true }
  const preview = await get(pair.th, officer, 'recallOrderPreview', { body: draft })
  assert.deepEqual([preview.told, preview.left], [2, 0])
  const reason = 'The agreement allows it no more'
  const made = await get(pair.th, officer, 'recallOrderMake', { body: { ...draft, count: 2, reason } })
  assert.equal(made.count, 2)
  await deliver(pair.th, 'ph')
  const states = await rows<{ id: string; state: string }>(pair.ph, 'select id, state from release')
  const recalled = states.filter((one) => one.state === 'recalled').map((one) => one.id)
  assert.deepEqual(recalled.toSorted(), ids(0, 2))
  assert.deepEqual([await count(), await listed(), await work()], [undefined, [], []])
})
