import assert from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import type { CaseFacts } from './case-codes.ts'
import type { ConsentEntry, ConsentLedger } from './consent.ts'
import { giveOutPurposeNames, giveOutPurposes, mayGiveOut, rareBound, withoutRare } from './give-out.ts'
import type { GivingTo } from './give-out.ts'

const now = '2026-11-26T04:00:00.000Z'
const entry = fc
  .record(
    {
      purpose: fc.constantFrom(...giveOutPurposeNames),
      recipients: fc.subarray(['th-bfm', 'th-hrc', 'ph-mwo']),
      basis: fc.constantFrom('consent', 'legal-duty' as const),
      guardian: fc.record({ gave: fc.boolean(), assent: fc.boolean() }),
      at: fc.constantFrom('2026-11-01T00:00:00.000Z', '2026-12-01T00:00:00.000Z'),
      expiresAt: fc.constantFrom('2026-11-20T00:00:00.000Z', '2027-01-01T00:00:00.000Z'),
      withdrawnAt: fc.constant('2026-11-25T00:00:00.000Z'),
    },
    { requiredKeys: ['purpose', 'recipients', 'basis', 'at'] },
  )
  .map((one) => one as ConsentEntry)
const ledger: fc.Arbitrary<ConsentLedger> = fc.record({
  entries: fc.array(entry, { maxLength: 5 }),
  restrictions: fc.constantFrom(
    [],
    [{ restriction: 'not-embassy' as const, at: '2026-11-02T00:00:00.000Z' }],
  ),
})
const asked: fc.Arbitrary<GivingTo> = fc.record({
  recipient: fc.constantFrom(
    { organisation: 'th-bfm', kind: 'ngo' },
    { organisation: 'ph-mwo', kind: 'embassy' },
  ),
  purpose: fc.constantFrom(...giveOutPurposeNames),
  withIdentity: fc.boolean(),
  isChild: fc.boolean(),
  hasName: fc.boolean(),
  now: fc.constant(now),
})

test('no case goes but on an entry that is in force and names this recipient for this purpose; names on a yes alone', () => {
  fc.assert(
    fc.property(ledger, asked, (held, question) => {
      const found = mayGiveOut(held, question)
      if (typeof found === 'string') return
      assert.ok(held.entries.includes(found))
      assert.equal(found.purpose, question.purpose)
      assert.ok(found.recipients.includes(question.recipient.organisation))
      assert.ok(found.withdrawnAt === undefined && found.at <= now)
      assert.ok(found.expiresAt === undefined || found.expiresAt > now)
      if (question.withIdentity) assert.ok(found.basis === 'consent' && question.hasName)
      if (found.basis !== 'consent') return
      if (question.isChild) assert.ok(found.guardian?.gave && found.guardian.assent)
      assert.ok(question.recipient.kind !== 'embassy' || held.restrictions.length === 0)
    }),
    { numRuns: 1000 },
  )
})

test('who may go without a name may not go with one more often; a withdrawal opens nothing', () => {
  fc.assert(
    fc.property(ledger, asked, (held, question) => {
      const [named, bare] = [true, false].map((withIdentity) =>
        mayGiveOut(held, { ...question, withIdentity }),
      )
      if (typeof named !== 'string') assert.notEqual(typeof bare, 'string')
      const gone = { ...held, entries: held.entries.map((one) => ({ ...one, withdrawnAt: now })) }
      assert.equal(typeof mayGiveOut(gone, question), 'string')
    }),
  )
})

test('why somebody stays out is said by the rule that keeps them', () => {
  const yes: ConsentEntry = {
    purpose: 'referral',
    recipients: ['th-bfm'],
    basis: 'consent',
    at: '2026-11-01T00:00:00.000Z',
  }
  const question = {
    recipient: { organisation: 'th-bfm', kind: 'ngo' },
    ...({ purpose: 'referral', withIdentity: false, isChild: false, hasName: true, now } as const),
  }
  const of = (one: Partial<ConsentEntry>, more: Partial<GivingTo> = {}) =>
    mayGiveOut({ entries: [{ ...yes, ...one }], restrictions: [] }, { ...question, ...more })
  assert.equal(of({ recipients: ['th-hrc'] }), 'not-agreed')
  assert.equal(of({ withdrawnAt: now }), 'withdrawn')
  assert.equal(of({ expiresAt: '2026-11-20T00:00:00.000Z' }), 'expired')
  assert.equal(of({}, { isChild: true }), 'guardian')
  assert.equal(of({ basis: 'legal-duty' }, { withIdentity: true }), 'name-by-law')
  assert.equal(of({}, { withIdentity: true, hasName: false }), 'no-name')
})

test('police, immigration and prosecutors are no recipients, and counting never carries a name', () => {
  const kinds = giveOutPurposeNames.flatMap((name) => giveOutPurposes[name].kinds)
  for (const kind of ['police', 'immigration', 'prosecutor', 'aml']) assert.ok(!kinds.includes(kind as never))
  assert.equal(giveOutPurposes.statistics.withIdentity, false)
})

const facts: fc.Arbitrary<CaseFacts> = fc
  .record(
    {
      codes: fc.constant({}),
      age: fc.integer({ min: 16, max: 22 }),
      citizenships: fc.constantFrom(['MM'], ['KH'], ['MM', 'TH'], ['TH', 'MM']),
      exploitedIn: fc.constantFrom('MM', 'KH', 'LA'),
      months: fc.integer({ min: 0, max: 4 }),
    },
    { requiredKeys: ['codes'] },
  )
  .map((one) => one as CaseFacts)

test('for counting, nothing but codes stands in a file that fewer than five of its cases share', () => {
  fc.assert(
    fc.property(fc.array(facts, { maxLength: 40 }), (cases) => {
      const shown = withoutRare(cases)
      const keyOf = (one: CaseFacts, field: 'age' | 'citizenships' | 'exploitedIn' | 'months') =>
        JSON.stringify(field === 'citizenships' ? one.citizenships?.toSorted() : one[field])
      for (const [at, one] of shown.entries())
        for (const field of ['age', 'citizenships', 'exploitedIn', 'months'] as const) {
          const source = cases[at] ?? assert.fail()
          const sharing = cases.filter((other) => keyOf(other, field) === keyOf(source, field)).length
          const isShown = one[field] !== undefined
          assert.equal(isShown, source[field] !== undefined && sharing >= rareBound)
        }
    }),
  )
})
