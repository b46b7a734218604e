import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'

import type { CountryData } from '@shield/contract'
import { personCode } from '@shield/core'
import { people } from '@shield/world'

import { newId } from '#store/identifier.ts'
import { asPerson } from '../../cli/as-person.ts'
import { get } from '../../testing-http.ts'
import { createTestNode } from '../../testing.ts'
import type { TestNode } from '../../testing.ts'
import { checkFile, loadFile, shippedCountry } from './index.ts'

type Headers = Record<string, string>

/** How people go home and how devices behave are parts of the country's file, and what was loaded is what the product does. */
let th: TestNode
let worker: Headers
let arrival: string

const of = (role: string) =>
  people.find((one) => one.organisation.startsWith('th-') && one.roles.includes(role as never)) ??
  assert.fail(role)

before(async () => {
  th = await createTestNode('th')
  worker = await th.signIn(of('case-worker'), 'victim-protection')
  const place = { site: 'Bridge', startedAt: new Date().toISOString(), organisations: [] }
  arrival = (await get(th, worker, 'arrivalMake', { body: place })).id
})
after(() => th.close())

async function newPerson(): Promise<string> {
  const code = personCode(randomBytes(11))
  await get(th, worker, 'arrivalAdd', {
    params: { id: arrival },
    body: { acts: [{ id: newId(), code, at: new Date().toISOString(), triage: { age: 'adult' } }] },
  })
  return code
}

/** Begins a way home. */
async function wayHome(): Promise<string> {
  const id = newId()
  const code = await newPerson()
  await get(th, worker, 'returnOpen', { params: { code }, body: { id, destination: 'KE' } })
  return id
}

const readHome = (id: string) => get(th, worker, 'returnRead', { params: { id } })

const load = (country: CountryData, dryRun = false) =>
  asPerson(th.node, { person: of('administrator').id, purpose: 'administration' }, (ctx) =>
    loadFile(ctx, { kind: 'country', country }, { dryRun }),
  )

const rulesInUse = async () => (await get(th, worker, 'packList', {})).rules

test('everything wrong with either part is told with its place, its rule and how to mend it', async () => {
  const shipped = await shippedCountry('TH')
  const returns = shipped.returns ?? assert.fail('Thailand has a law of the way home')
  const offline = await rulesInUse()
  const faultsOf = (change: object) => {
    const held = checkFile(JSON.stringify({ ...shipped, ...change }), 'country')
    assert.ok(Array.isArray(held), 'this file is wrong')
    return held
  }
  const places = (change: object) => faultsOf(change).map(({ place, rule }) => `${place} ${rule}`)
  assert.deepEqual(places({ returns: { ...returns, zone: 'Asia/Nowhere', chase: [7, 7, 30] } }), [
    '/returns/zone known',
    '/returns/chase/1 rises',
  ])
  const [first] = returns.missions
  assert.deepEqual(places({ returns: { ...returns, missions: [first, first] } }), [
    '/returns/missions/1/states once',
  ])
  assert.deepEqual(places({ returns: { ...returns, fine: { ...returns.fine, perDay: 30_000 } } }), [
    '/returns/fine/perDay below',
  ])
  assert.deepEqual(places({ returns: { ...returns, dueDays: { decision: 0, coffee: 1 } } }).toSorted(), [
    '/returns/dueDays/coffee additionalProperties',
    '/returns/dueDays/decision minimum',
  ])
  const { zone: _, ...noZone } = returns
  assert.deepEqual(places({ returns: noZone }), ['/returns/zone required'])
  assert.deepEqual(places({ offline: { ...offline, wrongFree: 10, wrongMost: 10 } }), [
    '/offline/wrongFree below',
  ])
  assert.deepEqual(places({ offline: { ...offline, arrivalHours: 400 } }), ['/offline/arrivalHours maximum'])
  for (const { hint } of faultsOf({ offline: { ...offline, wrongFree: 10, wrongMost: 10 } }))
    assert.ok(hint.length > 10)
})

test('a way home goes by what is loaded when it begins, and keeps that when something else is loaded', async () => {
  const shipped = await shippedCountry('TH')
  const returns = shipped.returns ?? assert.fail('no law')
  const earlier = await wayHome()
  assert.deepEqual((await readHome(earlier)).law.version, shipped.version)
  const country = {
    ...shipped,
    version: '70',
    returns: { ...returns, checked: 'A lawyer', coolOffHours: 72 },
  }
  const tried = await load(country, true)
  assert.deepEqual([tried.faults, tried.before], [[], shipped.version])
  assert.ok(tried.notes.some((note) => note.startsWith(`TH ${shipped.version} came with a release`)))
  assert.equal((await readHome(await wayHome())).law.version, shipped.version, 'tried is not loaded')
  await load(country)
  const { law } = await readHome(await wayHome())
  assert.deepEqual(law, { country: 'TH', version: '70', checked: 'A lawyer', coolOffHours: 72 })
  assert.equal((await readHome(earlier)).law.version, shipped.version)
  const again = await load({ ...country, version: '71' }, true)
  const name = of('administrator').name.en
  assert.ok(again.notes.some((note) => note.startsWith(`TH 70 was loaded by ${name}, `)))
  assert.equal((await load(country)).faults[0]?.rule, 'rises')
})

test('devices behave as the loaded file says; a file without that part takes nothing away', async () => {
  const shipped = await rulesInUse()
  assert.equal(shipped.arrivalHours, 72)
  await load({
    ...{ code: 'TH', version: '80', checked: 'for a test' },
    offline: { ...shipped, arrivalHours: 5, mostPeople: 1 },
  })
  assert.equal((await rulesInUse()).arrivalHours, 5)
  await newPerson()
  const pack = await get(th, worker, 'packTake', {
    params: { id: arrival },
    body: { device: 'Tablet 5', proof: randomBytes(32).toString('base64url') },
  })
  assert.equal(Date.parse(pack.expiresAt) - Date.parse(pack.now), 5 * 3_600_000)
  assert.equal(pack.people.length, 1)
  const bare = await load({ code: 'TH', version: '81', checked: 'for a test' })
  assert.ok(bare.notes.includes('no part "offline" is given: what was given last stays in use'))
  assert.equal((await rulesInUse()).arrivalHours, 5)
  assert.equal((await readHome(await wayHome())).law.version, '70')
})
