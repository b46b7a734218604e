import assert from 'node:assert/strict'
import { test } from 'node:test'

import type { AgreementTerms } from '../../api/wire.ts'
import { changesOf } from './agreement-changes.ts'

const terms: AgreementTerms = {
  title: { en: 'Agreement', th: 'ข้อตกลง' },
  kinds: ['Person', 'Company'],
  properties: ['name', 'phone'],
  purposes: ['investigation'],
  legalBasis: 'Treaty, article 4',
  onward: false,
  matching: {
    identifiers: ['phone'],
    purposes: ['investigation'],
    quota: { person: 10, case: 20, node: 30 },
  },
  retentionDays: 365,
  validFrom: '2026-01-01',
  validUntil: '2030-12-31',
}
const said = (after: AgreementTerms, before = terms) =>
  changesOf(before, after).map(({ field, sense }) => `${field} ${sense}`)

test('versions that say the same change nothing', () => {
  assert.deepEqual(said({ ...terms, kinds: [...terms.kinds].toReversed() }), [])
})

test('each term says whether it lets more go than before, or less', () => {
  assert.deepEqual(said({ ...terms, properties: ['name'] }), ['properties narrower'])
  assert.deepEqual(said({ ...terms, properties: ['name', 'phone', 'email'] }), ['properties wider'])
  assert.deepEqual(said({ ...terms, properties: ['name', 'email'] }), ['properties other'])
  assert.deepEqual(said({ ...terms, zones: ['enforcement'] }), ['zones narrower'])
  assert.deepEqual(said(terms, { ...terms, zones: ['enforcement'] }), ['zones wider'])
  assert.deepEqual(said({ ...terms, onward: true }), ['onward wider'])
  assert.deepEqual(said({ ...terms, retentionDays: 30 }), ['retention narrower'])
  assert.deepEqual(said({ ...terms, validFrom: '2025-01-01', validUntil: '2029-12-31' }), [
    'validFrom wider',
    'validUntil narrower',
  ])
  assert.deepEqual(said({ ...terms, legalBasis: 'Treaty, article 5' }), ['legalBasis other'])
})

test('no longest time of keeping is the longest, and no matching is the least', () => {
  const { retentionDays: _days, ...endless } = terms
  assert.deepEqual(said(endless), ['retention wider'])
  assert.deepEqual(said(terms, endless), ['retention narrower'])
  const { matching: _matching, ...without } = terms
  assert.deepEqual(said(without), [
    'identifiers narrower',
    'matchPurposes narrower',
    'quotaPerson narrower',
    'quotaCase narrower',
    'quotaNode narrower',
  ])
})

test('what is added and what is left out are named', () => {
  const [change] = changesOf(terms, { ...terms, kinds: ['Person', 'Vehicle'] })
  assert.deepEqual(change, { field: 'kinds', added: ['Vehicle'], removed: ['Company'], sense: 'other' })
})
