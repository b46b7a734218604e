import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import type { AgreementTerms, AgreementVersion } from '@shield/contract'
import fc from 'fast-check'

import { createPair, deliver, rows } from '../../peer/pair-testing.ts'
import type { Pair } from '../../peer/pair-testing.ts'
import type { TestNode } from '../../testing.ts'
import { ask, get } from '../../testing-http.ts'
import { person } from '../registry/testing.ts'
import { fileOfAgreement } from './agreement-file.ts'
import type { AgreementFile } from './agreement-file.ts'
import { inVisit } from '../../peer/send.ts'
import { outlasts } from './agreement-model.ts'
import { verifyAgreement } from './verify-agreement.ts'

type Headers = Record<string, string>

/** A side of an agreement: its node and two people of it. */
interface Side {
  readonly node: TestNode
  readonly peer: 'th' | 'ph'
  readonly officer: Headers
  readonly second: Headers
}

let pair: Pair
let th: Side
let ph: Side
before(async () => {
  pair = await createPair()
  th = {
    ...{ node: pair.th, peer: 'ph' },
    officer: await pair.th.signIn(person('exchange-officer', 'th-aht'), 'investigation'),
    second: await pair.th.signIn(person('supervisor', 'th-aht'), 'investigation'),
  }
  ph = {
    ...{ node: pair.ph, peer: 'th' },
    officer: await pair.ph.signIn(person('exchange-officer', 'ph-wdk'), 'investigation'),
    second: await pair.ph.signIn(person('administrator', 'ph-wdk')),
  }
})
after(() => pair.close())

const terms: AgreementTerms = {
  title: { en: 'Agreement on scam compounds', th: 'ข้อตกลงว่าด้วยแหล่งสแกม' },
  text: { en: 'The parties agree to help each other.', th: 'คู่ภาคีตกลงช่วยเหลือกัน' },
  kinds: ['Person', 'Company'],
  properties: ['name', 'phone'],
  zones: ['enforcement'],
  purposes: ['investigation', 'prosecution'],
  legalBasis: 'Treaty of 2026, article 4',
  onward: false,
  matching: {
    identifiers: ['phone'],
    purposes: ['investigation'],
    quota: { person: 10, case: 20, node: 30 },
  },
  retentionDays: 365,
  validFrom: '2026-01-01',
  validUntil: '2098-12-31',
}
const reason = { reason: 'As decided at the meeting' }

async function propose(
  side: Side,
  wish: { readonly agreement?: string; readonly terms?: AgreementTerms } = {},
): Promise<AgreementVersion> {
  return get(side.node, side.officer, 'agreementPropose', {
    body: { peer: side.peer, terms, ...wish, ...reason },
  })
}

const act = (
  side: Side,
  headers: Headers,
  name: 'agreementAgree' | 'agreementSign' | 'agreementDecline' | 'agreementWithdraw',
  id: string,
) => ask(side.node, headers, name, { params: { id }, body: reason })

async function mustAct(...args: Parameters<typeof act>): Promise<AgreementVersion> {
  const { status, text } = await act(...args)
  assert.equal(status, 200, text)
  return JSON.parse(text) as AgreementVersion
}

async function versionAt(side: Side, id: string): Promise<AgreementVersion> {
  const { items } = await get(side.node, side.officer, 'agreementVersionList')
  const open = items.find((one) => one.id === id)
  if (open) return open
  const all = await rows<{ agreement_id: string }>(
    side.node,
    'select agreement_id from agreement_version where id = $1',
    [id],
  )
  const { agreement_id: agreement } = all[0] ?? assert.fail('no such version')
  const history = await get(side.node, side.officer, 'agreementVersionList', { query: { agreement } })
  return history.items.find((one) => one.id === id) ?? assert.fail('no such version')
}

const exchange = async (): Promise<void> => {
  await deliver(pair.th, 'ph')
  await deliver(pair.ph, 'th')
}

test('two of one side propose, two of the other accept: it is in force at both, each step told with who did it', async () => {
  const made = await propose(th)
  assert.deepEqual([made.state, made.from, made.version], ['proposed', 'us', 1])
  assert.equal(
    (await act(th, th.officer, 'agreementSign', made.id)).status,
    403,
    'nobody signs his own proposal',
  )
  const analyst = await pair.th.signIn(person('analyst', 'th-aht'), 'investigation')
  assert.equal(
    (await ask(pair.th, analyst, 'agreementPropose', { body: { peer: 'ph', terms, ...reason } })).status,
    403,
  )
  await exchange()
  assert.equal(
    (await get(pair.ph, ph.officer, 'agreementVersionList')).items.length,
    0,
    'one signature tells nobody',
  )
  assert.equal((await mustAct(th, th.second, 'agreementSign', made.id)).state, 'sent')
  await exchange()
  const there = await versionAt(ph, made.id)
  assert.deepEqual([there.state, there.from, there.terms], ['received', 'them', terms])
  assert.ok(!JSON.stringify(there).includes(reason.reason), 'why it was proposed stays with who proposed it')
  assert.equal(
    (await act(ph, ph.second, 'agreementSign', made.id)).status,
    409,
    'somebody has to agree first',
  )
  await mustAct(ph, ph.officer, 'agreementAgree', made.id)
  assert.equal((await act(ph, ph.officer, 'agreementSign', made.id)).status, 403, 'not both by one person')
  assert.equal((await mustAct(ph, ph.second, 'agreementSign', made.id)).state, 'in-force')
  await exchange()
  for (const side of [th, ph]) {
    const { items } = await get(side.node, side.officer, 'agreementList')
    const found = items.find((one) => one.id === made.agreement)
    assert.deepEqual([found?.inForce, found?.version, found?.matching], [true, 1, terms.matching])
  }
  const { steps } = await versionAt(ph, made.id)
  assert.deepEqual(
    steps.map((step) => [step.act, step.side, step.by?.en]),
    [
      ['received', 'them', undefined],
      ['agreed', 'us', 'Renato Villaflor'],
      ['signed', 'us', 'Ligaya Monteverde'],
      ['in-force', 'us', undefined],
    ],
  )
})

test('a narrower version replaces the one in force at both, and the history keeps both with their words', async () => {
  const { items } = await get(pair.th, th.officer, 'agreementList')
  const agreement = items.find((one) => one.title.en === terms.title.en)?.id ?? assert.fail('none')
  const narrower = { ...terms, properties: ['name'] as AgreementTerms['properties'], retentionDays: 90 }
  const made = await propose(ph, { agreement, terms: narrower })
  assert.deepEqual([made.version, made.before], [2, terms])
  const twice = await ask(pair.ph, ph.officer, 'agreementPropose', {
    body: { peer: 'th', agreement, terms, ...reason },
  })
  assert.equal(twice.status, 409, 'one at a time')
  await mustAct(ph, ph.second, 'agreementSign', made.id)
  await exchange()
  await mustAct(th, th.officer, 'agreementAgree', made.id)
  await mustAct(th, th.second, 'agreementSign', made.id)
  await exchange()
  for (const side of [th, ph]) {
    const history = await get(side.node, side.officer, 'agreementVersionList', { query: { agreement } })
    assert.deepEqual(
      history.items.map((one) => [one.version, one.state]),
      [
        [2, 'in-force'],
        [1, 'replaced'],
      ],
    )
    const now = await get(side.node, side.officer, 'agreementList')
    assert.deepEqual(now.items.find((one) => one.id === agreement)?.properties, ['name'])
  }
})

test('what is declined goes back with its reason, what is withdrawn is gone there, and refused is what does not fit', async () => {
  const declined = await propose(th)
  await mustAct(th, th.second, 'agreementSign', declined.id)
  await exchange()
  await mustAct(ph, ph.officer, 'agreementDecline', declined.id)
  await exchange()
  const { state, steps } = await versionAt(th, declined.id)
  assert.deepEqual([state, steps.at(-1)?.side, steps.at(-1)?.reason], ['declined', 'them', reason.reason])
  assert.equal((await act(ph, ph.second, 'agreementSign', declined.id)).status, 409)
  const withdrawn = await propose(th)
  await mustAct(th, th.second, 'agreementSign', withdrawn.id)
  await exchange()
  await mustAct(th, th.officer, 'agreementWithdraw', withdrawn.id)
  await exchange()
  assert.equal((await versionAt(ph, withdrawn.id)).state, 'withdrawn')
  assert.equal((await act(ph, ph.officer, 'agreementAgree', withdrawn.id)).status, 409)
  for (const wrong of [
    { ...terms, validUntil: '2025-01-01' },
    { ...terms, validUntil: '2020-01-01', validFrom: '2019-01-01' },
    { ...terms, matching: { ...terms.matching, purposes: ['border'] } },
    { ...terms, purposes: [] },
  ])
    assert.equal(
      (await ask(pair.th, th.officer, 'agreementPropose', { body: { peer: 'ph', terms: wrong, ...reason } }))
        .status,
      400,
    )
})

test('a suspension that overtakes the acceptance counts as soon as that is here', async () => {
  const made = await propose(th)
  await mustAct(th, th.second, 'agreementSign', made.id)
  await exchange()
  await mustAct(ph, ph.officer, 'agreementAgree', made.id)
  await mustAct(ph, ph.second, 'agreementSign', made.id)
  await get(pair.ph, ph.officer, 'agreementSuspend', { params: { id: made.agreement }, body: reason })
  // The urgent lane goes first.
  await deliver(pair.ph, 'th')
  const { items } = await get(pair.th, th.officer, 'agreementList')
  const found = items.find((one) => one.id === made.agreement)
  assert.ok(found?.theirSuspendedAt)
  assert.equal(found.inForce, false)
})

/** The one version in force of an agreement, and the terms it stands with, at one node. */
async function standing({ node }: Side, agreement: string): Promise<object> {
  const force = await rows<{ id: string }>(
    node,
    `select id from agreement_version where agreement_id = $1 and state = 'in-force'`,
    [agreement],
  )
  assert.equal(force.length, 1)
  const [now] = await rows<object>(node, 'select body, version from agreement where id = $1', [agreement])
  return { ...now, ...force[0] }
}

async function runningAgreement(): Promise<string> {
  const { items } = await get(pair.th, th.officer, 'agreementList')
  return items.find((one) => one.inForce && one.title.en === terms.title.en)?.id ?? assert.fail('none')
}

test('each takes its own version back and signs the other’s before it hears of that: the one proposed first is in force at both', async () => {
  const agreement = await runningAgreement()
  const ours = await propose(th, { agreement })
  const theirs = await propose(ph, { agreement, terms: { ...terms, retentionDays: 30 } })
  await mustAct(th, th.second, 'agreementSign', ours.id)
  await mustAct(ph, ph.second, 'agreementSign', theirs.id)
  await exchange()
  const blocked = await mustAct(ph, ph.officer, 'agreementAgree', ours.id)
  assert.equal(
    (await act(ph, ph.second, 'agreementSign', blocked.id)).status,
    409,
    'its own is under way still',
  )
  await mustAct(th, th.officer, 'agreementWithdraw', ours.id)
  await mustAct(th, th.officer, 'agreementAgree', theirs.id)
  await mustAct(th, th.second, 'agreementSign', theirs.id)
  await mustAct(ph, ph.officer, 'agreementWithdraw', theirs.id)
  await mustAct(ph, ph.second, 'agreementSign', ours.id)
  assert.notDeepEqual(await standing(th, agreement), await standing(ph, agreement))
  await exchange()
  assert.deepEqual(await standing(th, agreement), await standing(ph, agreement))
  assert.equal((await versionAt(th, ours.id)).state, 'in-force')
  assert.equal((await versionAt(th, theirs.id)).state, 'overtaken')
})

test('both sides propose, sign, withdraw and hear in any order: both nodes end with the same version', async () => {
  const agreement = await runningAgreement()
  const acts = {
    sign: 'agreementSign',
    agree: 'agreementAgree',
    withdraw: 'agreementWithdraw',
    decline: 'agreementDecline',
  } as const
  const move = async (side: Side, step: keyof typeof acts | 'propose' | 'deliver'): Promise<void> => {
    if (step === 'deliver') return deliver(side.node, side.peer)
    if (step === 'propose') {
      const body = { peer: side.peer, agreement, terms, ...reason }
      await ask(side.node, side.officer, 'agreementPropose', { body })
      return
    }
    const { items } = await get(side.node, side.officer, 'agreementVersionList')
    for (const one of items.filter((version) => version.agreement === agreement))
      await act(side, step === 'sign' ? side.second : side.officer, acts[step], one.id)
  }
  const moves = fc.array(
    fc.record({
      side: fc.constantFrom('th', 'ph'),
      step: fc.constantFrom('propose', 'sign', 'agree', 'withdraw', 'decline', 'deliver'),
    }),
    { minLength: 8, maxLength: 40 },
  )
  await fc.assert(
    fc.asyncProperty(moves, async (all) => {
      for (const { side, step } of all) await move(side === 'th' ? th : ph, step)
      await exchange()
      await exchange()
      assert.deepEqual(await standing(th, agreement), await standing(ph, agreement))
    }),
    { numRuns: 25 },
  )
})

test('of two versions of one number the one that was proposed first lasts, and by that all the same at both', () => {
  fc.assert(
    fc.property(fc.uuid({ version: 7 }), fc.uuid({ version: 7 }), (one, other) => {
      assert.equal(outlasts(one, other) && outlasts(other, one), false)
      assert.equal(one === other || outlasts(one, other) || outlasts(other, one), true)
    }),
  )
})

test('taken along it is verified with nothing but its file; a changed text, a lost signature or another identity are told', async () => {
  const { items } = await get(pair.ph, ph.officer, 'agreementList')
  const id = items.find((one) => one.inForce)?.id ?? assert.fail('none')
  const answer = await ask(pair.ph, ph.officer, 'agreementFile', { params: { id } })
  assert.equal(answer.status, 200)
  const file = JSON.parse(answer.text) as AgreementFile
  assert.deepEqual(file, await inVisit(pair.ph.node, (visit) => fileOfAgreement(visit, id)))
  const faults = async (changed: AgreementFile, pinned = {}) =>
    (await verifyAgreement(changed, pinned)).map((one) => one.fault)
  assert.deepEqual(await faults(file), [undefined, undefined])
  const other = { ...file, agreement: { ...file.agreement, onward: !file.agreement.onward } }
  assert.deepEqual(await faults(other), [
    'its signature is not of this text',
    'its signature is not of this text',
  ])
  assert.ok((await faults({ ...file, signatures: file.signatures.slice(1) })).includes('it has not signed'))
  const stranger = pair.th.node.keys.audit.publicKey.export({ format: 'jwk' })
  assert.ok(
    (await faults(file, { ph: stranger })).includes('its identity is not the one that is known of it'),
  )
})
