import assert from 'node:assert/strict'
import { readFile, readdir } from 'node:fs/promises'
import { after, before, test } from 'node:test'

import { CareAct, PrepareReferral, routes } from '@shield/contract'
import { nextTestimony, serviceKindNames } from '@shield/core'
import type { TestimonyState } from '@shield/core'
import fc from 'fast-check'

import { newId } from '#store/identifier.ts'
import { ask, get } from '../../testing-http.ts'
import { day, now, openCareHouse } from './care-testing.ts'
import type { CareHouse } from './care-testing.ts'

/** Help is never tied to testimony or cooperation: by schema, by what reads what, and by what happens. */
let house: CareHouse
let service: string
let place: string

before(async () => {
  house = await openCareHouse()
  service = await house.service()
  const made = await get(house.th, house.worker, 'placeMake', { body: { name: 'House B', capacity: 10_000 } })
  place = made.id
})
after(() => house.th.close())

/** Every name of a property that a schema takes. */
function namesIn(schema: unknown): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return []
  const { properties } = schema as { readonly properties?: object }
  return [
    ...(typeof properties === 'object' ? Object.keys(properties) : []),
    ...Object.values(schema).flatMap((one) => namesIn(one)),
  ]
}

const tying = /testi|cooperat|condition|depend|require|provided|unless|statement|witness|comply|reward/i

test('no field of any request of care can say that help depends on something', () => {
  const care = Object.values(routes).filter(({ name }) => /^(care|referral|service|place)[A-Z]/.test(name))
  assert.ok(care.length >= 20)
  const names = care.flatMap(({ shapes }) => {
    const { body, query } = shapes as { readonly body?: unknown; readonly query?: unknown }
    return [...namesIn(body), ...namesIn(query)]
  })
  assert.ok(names.length > 60, `only ${names.length} names were looked at`)
  assert.deepEqual(
    names.filter((name) => tying.test(name)),
    [],
  )
  assert.ok(namesIn(CareAct).includes('nextOn') && namesIn(PrepareReferral).includes('items'))
})

test('a request that tries to tie help to something is refused, whatever it calls it', async () => {
  const code = await house.newPerson()
  const acts = [
    { kind: 'goal', goal: newId(), need: 'shelter', state: 'agreed' },
    { kind: 'review', nextOn: day(3) },
    { kind: 'stay-in', stay: newId(), place },
  ]
  const tries = ['testimony', 'cooperates', 'condition', 'onlyIf', 'requires', 'statementGiven']
  for (const act of acts)
    for (const key of tries)
      for (const value of [true, 'recorded', { state: 'recorded' }]) {
        const answer = await ask(house.th, house.worker, 'careAct', {
          params: { code },
          body: { id: newId(), at: now(), act: { ...act, [key]: value } as never },
        })
        assert.equal(answer.status, 400, `${act.kind} took ${key}`)
      }
  for (const key of tries) {
    const answer = await ask(house.th, house.worker, 'referralPrepare', {
      params: { code },
      body: {
        ...{ id: newId(), service, purpose: 'referral', items: ['triage.speaks'], answerWithin: 24 },
        ...{ reason: 'To find a bed', [key]: true },
      } as never,
    })
    assert.equal(answer.status, 400, `a referral took ${key}`)
  }
})

test('of care only testimony itself reads testimony', async () => {
  const folder = new URL('./', import.meta.url)
  const files = (await readdir(folder)).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  assert.ok(files.length > 20)
  const reading: string[] = []
  for (const name of files)
    if ((await readFile(new URL(name, folder), 'utf8')).includes('early_testimony')) reading.push(name)
  assert.deepEqual(reading.toSorted(), ['view-care.ts', 'write-testimony.ts'])
})

/** Steps of testimony from `none`, any way they may go. */
const testimony = fc.array(fc.nat({ max: 9 }), { minLength: 1, maxLength: 4 }).map((picks) => {
  const path: TestimonyState[] = []
  for (const pick of picks) {
    // Recording asks the ledger, which is no part of this.
    const next = nextTestimony[path.at(-1) ?? 'none'].filter((state) => state !== 'recorded')
    const state = next[pick % Math.max(next.length, 1)]
    if (state !== undefined) path.push(state)
  }
  return path
})
const help = fc.oneof(
  fc.record({ what: fc.constant('goal' as const), need: fc.constantFrom(...serviceKindNames) }),
  fc.record({ what: fc.constantFrom('review', 'stay', 'referral', 'certificate' as const) }),
)
type Help = { readonly what: string; readonly need?: (typeof serviceKindNames)[number] }

test('two people get the same help, whatever one of them does with testimony, at every step of it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(help, { minLength: 1, maxLength: 4 }), testimony, async (helps, path) => {
      const [quiet, asked] = [await house.newPerson(), await house.newPerson()]
      await house.give(quiet)
      await house.give(asked)
      for (const [at, one] of helps.entries()) {
        const state = path[at]
        if (state !== undefined) await house.act(asked, { kind: 'testimony', state })
        assert.equal(await helped(asked, one), await helped(quiet, one))
      }
      for (const state of path.slice(helps.length)) await house.act(asked, { kind: 'testimony', state })
      assert.deepEqual(await shapeOf(asked), await shapeOf(quiet))
    }),
    { numRuns: 12 },
  )
})

/** The status of one piece of help: the same for both, or the test fails. */
async function helped(code: string, { what, need = 'shelter' }: Help): Promise<number> {
  const act = async (body: object): Promise<number> =>
    (
      await ask(house.th, house.worker, 'careAct', {
        params: { code },
        body: { id: newId(), at: now(), act: body as never },
      })
    ).status
  if (what === 'goal') return act({ kind: 'goal', goal: newId(), need, state: 'agreed' })
  if (what === 'review') return act({ kind: 'review', nextOn: day(20) })
  if (what === 'stay') return act({ kind: 'stay-in', stay: newId(), place })
  if (what === 'certificate')
    return act({
      ...{ kind: 'certificate', certificate: newId(), travel: 'fit', interview: 'fit', needsRest: false },
      ...{ doctor: 'Dr Somsri', issuedOn: day(0), validUntil: day(30) },
    })
  const id = newId()
  await ask(house.th, house.worker, 'referralPrepare', {
    params: { code },
    body: {
      ...{ id, service, purpose: 'referral', items: ['triage.speaks'], answerWithin: 24 },
      reason: 'To find a bed',
    },
  })
  return (await ask(house.th, house.worker, 'referralSend', { params: { id } })).status
}

/** What is there of a person's care, without ids, hours and testimony. */
async function shapeOf(code: string): Promise<unknown> {
  const view = await get(house.th, house.worker, 'careRead', { params: { code } })
  const referrals = await get(house.th, house.worker, 'referralList', { query: { code } })
  return {
    goals: view.goals.map(({ need, state }) => [need, state]),
    reviewOn: view.reviewOn,
    stays: view.stays.map(({ place: name, outAt }) => [name, outAt]),
    certificates: view.certificates.map(({ travel, isValid }) => [travel, isValid]),
    facts: view.facts,
    can: view.can,
    referrals: referrals.items.map(({ state, items, can }) => [state, items, can]),
  }
}

test('testimony is recorded on an agreement alone, before a return, and taking it back leaves the plan as it is', async () => {
  const code = await house.newPerson()
  await house.act(code, { kind: 'goal', goal: newId(), need: 'shelter', state: 'agreed' })
  await house.act(code, { kind: 'stay-in', stay: newId(), place })
  const say = async (state: TestimonyState): Promise<number> =>
    (
      await ask(house.th, house.worker, 'careAct', {
        params: { code },
        body: { id: newId(), at: now(), act: { kind: 'testimony', state } },
      })
    ).status
  assert.equal(await say('recorded'), 409, 'it is offered first')
  assert.equal(await say('offered'), 200)
  assert.equal(await say('agreed'), 200)
  assert.equal(await say('recorded'), 403)
  await house.give(code, { purpose: 'statement', recipients: ['th-aht'] })
  assert.equal(await say('recorded'), 200)
  const before = await shapeOf(code)
  assert.equal(await say('withdrawn'), 200)
  assert.deepEqual(await shapeOf(code), before)
})
