import assert from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import {
  consentLevel,
  consentPurposeNames,
  consentPurposes,
  isInForce,
  mayByConsent,
  needsRecipient,
} from './consent.ts'
import type { ConsentEntry, ConsentPurpose } from './consent.ts'

const now = '2026-11-26T04:00:00.000Z'
const organisations = [
  { organisation: 'th-aht', kind: 'police' },
  { organisation: 'th-bfm', kind: 'ngo' },
  { organisation: 'ph-mwo', kind: 'embassy' },
] as const
const entry: fc.Arbitrary<ConsentEntry> = fc
  .record({
    purpose: fc.constantFrom<ConsentPurpose>(...consentPurposeNames),
    recipients: fc.subarray(organisations.map(({ organisation }) => organisation)),
    basis: fc.constantFrom('consent', 'consent', 'vital-interest' as const),
    at: fc.constantFrom('2026-11-01T00:00:00.000Z', '2026-11-20T00:00:00.000Z', '2026-12-01T00:00:00.000Z'),
    expiresAt: fc.option(fc.constantFrom('2026-11-25T00:00:00.000Z', '2027-01-01T00:00:00.000Z'), {
      nil: undefined,
    }),
    withdrawnAt: fc.option(fc.constant('2026-11-25T00:00:00.000Z'), { nil: undefined, freq: 3 }),
    guardian: fc.option(fc.record({ gave: fc.boolean(), assent: fc.boolean() }), { nil: undefined }),
  })
  .map(
    ({ expiresAt, withdrawnAt, guardian, ...rest }) =>
      ({
        ...rest,
        ...(expiresAt === undefined ? {} : { expiresAt }),
        ...(withdrawnAt === undefined ? {} : { withdrawnAt }),
        ...(guardian === undefined ? {} : { guardian }),
      }) as ConsentEntry,
  )
const restriction = fc
  .record({
    restriction: fc.constantFrom('not-embassy', 'not-police', 'not-home-authorities' as const),
    takenBackAt: fc.option(fc.constant(now), { nil: undefined }),
  })
  .map(({ restriction: one, takenBackAt }) => ({
    restriction: one,
    at: '2026-11-02T00:00:00.000Z',
    ...(takenBackAt === undefined ? {} : { takenBackAt }),
  }))
const ledger = fc.record({
  entries: fc.array(entry, { maxLength: 6 }),
  restrictions: fc.array(restriction, { maxLength: 2 }),
})
const asked = fc.record({
  purpose: fc.constantFrom<ConsentPurpose>(...consentPurposeNames),
  recipient: fc.constantFrom(...organisations),
  isChild: fc.boolean(),
  now: fc.constant(now),
})

test('twelve purposes, each with words to read out', () => {
  assert.equal(consentPurposeNames.length, 12)
  for (const words of Object.values(consentPurposes))
    assert.ok(words.en.length > 10 && /[\u0e00-\u0e7f]/.test(words.th))
})

test('nothing is done but by an entry that names the purpose and the recipient and is in force', () => {
  fc.assert(
    fc.property(ledger, asked, (held, question) => {
      const found = mayByConsent(held, question)
      if (!found) return
      assert.ok(held.entries.includes(found))
      assert.equal(found.purpose, question.purpose)
      assert.ok(isInForce(found, now))
      if (found.recipients.length > 0 || needsRecipient.includes(found.purpose))
        assert.ok(found.recipients.includes(question.recipient.organisation))
      if (question.isChild && found.basis === 'consent')
        assert.ok(found.guardian?.gave && found.guardian.assent)
    }),
  )
})

test('a withdrawal opens nothing, and nothing rests on what was withdrawn', () => {
  fc.assert(
    fc.property(ledger, asked, fc.nat(5), (held, question, at) => {
      const gone = {
        ...held,
        entries: held.entries.map((one, index) => (index === at ? { ...one, withdrawnAt: now } : one)),
      }
      const after = mayByConsent(gone, question)
      if (!after) return
      assert.notEqual(after, gone.entries[at])
      assert.ok(mayByConsent(held, question))
    }),
  )
})

test('a restriction only ever takes away', () => {
  fc.assert(
    fc.property(ledger, asked, restriction, (held, question, more) => {
      const narrowed = { ...held, restrictions: [...held.restrictions, more] }
      const [before, after] = [mayByConsent(held, question), mayByConsent(narrowed, question)]
      assert.ok(after === undefined || before !== undefined)
    }),
  )
})

test('"not my embassy" holds against every yes, also a later one, until it is taken back in words', () => {
  const yes: ConsentEntry = {
    purpose: 'embassy',
    recipients: ['ph-mwo'],
    basis: 'consent',
    at: '2026-11-20T00:00:00.000Z',
  }
  const not = { restriction: 'not-embassy', at: '2026-11-01T00:00:00.000Z' } as const
  const question = { purpose: 'embassy', recipient: organisations[2], isChild: false, now } as const
  assert.equal(mayByConsent({ entries: [yes], restrictions: [] }, question), yes)
  assert.equal(mayByConsent({ entries: [yes], restrictions: [not] }, question), undefined)
  const back = { ...not, takenBackAt: now }
  assert.equal(mayByConsent({ entries: [yes], restrictions: [back] }, question), yes)
  const { recipient: _, ...nobody } = question
  assert.equal(mayByConsent({ entries: [yes], restrictions: [] }, nobody), undefined)
})

test('how far it reaches is told in one word', () => {
  const of = (purpose: ConsentPurpose): ConsentEntry => ({
    purpose,
    recipients: ['x'],
    basis: 'consent',
    at: '2026-11-01T00:00:00.000Z',
  })
  assert.equal(consentLevel([], now), 'none')
  assert.equal(consentLevel([of('assistance')], now), 'assistance')
  assert.equal(consentLevel([of('assistance'), of('referral')], now), 'named-referrals')
  assert.equal(consentLevel([of('statement')], now), 'law-enforcement')
  assert.equal(consentLevel([{ ...of('statement'), withdrawnAt: now }], now), 'none')
})
