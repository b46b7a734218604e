import assert from 'node:assert/strict'
import { test } from 'node:test'

import type { AgreementTerms } from '../../api/wire.ts'
import { draftFaults, draftOf, emptyDraft, termsOfDraft } from './agreement-draft.ts'

const today = '2026-03-02'
const terms: AgreementTerms = {
  title: { en: 'Agreement', th: 'ข้อตกลง' },
  text: { en: 'They help each other.', th: 'คู่ภาคีช่วยเหลือกัน' },
  kinds: ['Person'],
  properties: ['name', 'phone'],
  zones: ['enforcement'],
  purposes: ['investigation', 'prosecution'],
  legalBasis: 'Treaty, article 4',
  onward: false,
  matching: { identifiers: ['phone'], purposes: ['investigation'], quota: { person: 1, case: 2, node: 3 } },
  retentionDays: 30,
  validFrom: '2026-01-01',
  validUntil: '2030-12-31',
}
const whole = { ...draftOf('ph', terms), reason: 'As decided at the meeting' }

test('the words of the version in force come back as they were', () => {
  assert.deepEqual(draftFaults(whole, today), [])
  assert.deepEqual(termsOfDraft(whole), terms)
})

test('a first version begins with nothing agreed, and says what is missing in the order of the form', () => {
  assert.deepEqual(draftFaults(emptyDraft('', today), today), [
    ...[
      'peer',
      'titleEn',
      'titleTh',
      'legalBasis',
      'purposes',
      'kinds',
      'properties',
      'validUntil',
      'reason',
    ],
  ])
})

test('matching is for purposes of the agreement only, a text has two languages, and the last day is neither past nor before the first', () => {
  const wrong = (changes: Partial<typeof whole>) => draftFaults({ ...whole, ...changes }, today)
  assert.deepEqual(wrong({ matchPurposes: ['border'] }), ['matchPurposes'])
  assert.deepEqual(wrong({ matches: false, identifiers: [], matchPurposes: [] }), [])
  assert.deepEqual(wrong({ textTh: ' ' }), ['textTh'])
  assert.deepEqual(wrong({ validUntil: '2025-12-31' }), ['validUntil'])
  assert.deepEqual(wrong({ validFrom: '2031-01-01' }), ['validUntil'])
  assert.deepEqual(wrong({ retentionDays: '0' }), ['retentionDays'])
  assert.deepEqual(wrong({ hasRetention: false, retentionDays: '' }), [])
})
