import assert from 'node:assert/strict'
import { test } from 'node:test'

import { firstPurpose, isComplete, termFaults } from './release-terms.ts'
import type { Terms } from './release-terms.ts'

const today = '2026-11-25'
const good: Terms = {
  purpose: 'investigation',
  legalBasis: 'Article 4',
  reason: 'Asked for by phone',
  hasEnd: false,
  end: undefined,
  consent: undefined,
  onward: [],
}

test('a purpose, a legal basis and a reason make a release; an end date is a choice', () => {
  assert.ok(isComplete(termFaults(good, today)))
  for (const part of [{ purpose: '' }, { purpose: 'curiosity' }, { legalBasis: '  ' }, { reason: 'so' }])
    assert.ok(!isComplete(termFaults({ ...good, ...part }, today)), JSON.stringify(part))
})

test('who wants an end gives the whole day, and one that is still to come', () => {
  const end = (text: string | undefined): unknown =>
    termFaults({ ...good, hasEnd: true, end: text }, today).end
  assert.deepEqual(
    [undefined, '2027', '2027-05', '~2027-05-01', '2026-11-24', '2026-11-25', '2026-11-26'].map(end),
    ['partial', 'partial', 'partial', 'partial', 'past', 'past', undefined],
  )
})

test('a date that was written and then not wanted does not count', () => {
  assert.ok(isComplete(termFaults({ ...good, hasEnd: false, end: '2020-01-01' }, today)))
})

test('it starts with the stated purpose where that is agreed, and never guesses among several', () => {
  assert.equal(firstPurpose(['investigation', 'exchange'], 'exchange'), 'exchange')
  assert.equal(firstPurpose(['investigation', 'prosecution'], 'exchange'), undefined)
  assert.equal(firstPurpose(['prosecution'], 'exchange'), 'prosecution')
  assert.equal(firstPurpose([], undefined), undefined)
})

test('a consent is named, and its last day is whole and to come, or left open', () => {
  const fault = (reference: string, until?: string): unknown =>
    termFaults({ ...good, consent: { reference, until } }, today).consent
  assert.deepEqual(
    [
      fault(' '),
      fault('CON-7'),
      fault('CON-7', '2027'),
      fault('CON-7', '2026-11-25'),
      fault('CON-7', '2026-11-26'),
    ],
    ['reference', undefined, 'partial', 'past', undefined],
  )
})
