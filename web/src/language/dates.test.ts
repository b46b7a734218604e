import assert from 'node:assert/strict'
import { test } from 'node:test'

import { formatInstant, formatSpan, formatWhen } from './dates.ts'

test('a full date has its month as a word, in the era of the reader', () => {
  assert.equal(formatWhen('1987-05-03', 'en'), '3 May 1987')
  assert.equal(formatWhen('1987-05-03', 'th'), '3 พฤษภาคม 2530')
})

test('what is not known of a date stays unknown', () => {
  assert.equal(formatWhen('1987-05', 'en'), 'May 1987')
  assert.equal(formatWhen('1987-05', 'th'), 'พฤษภาคม 2530')
  assert.equal(formatWhen('1987', 'th'), 'พ.ศ. 2530')
  assert.equal(formatWhen('~1987', 'en'), 'c. 1987')
  assert.equal(formatWhen('~1987', 'th'), 'ราว พ.ศ. 2530')
})

test('a text that is no date is shown as it was written', () => {
  assert.equal(formatWhen('30 February', 'en'), '30 February')
  assert.equal(formatWhen('1987-02-30', 'th'), '1987-02-30')
})

test('an open span says which end is known', () => {
  assert.equal(formatSpan('2026-01', undefined, 'en'), 'from January 2026')
  assert.equal(formatSpan(undefined, '2026', 'th'), 'ถึง พ.ศ. 2569')
  assert.equal(formatSpan('2026', '2026', 'en'), '2026')
  assert.equal(formatSpan(undefined, undefined, 'en'), '')
})

test('an instant is shown with the year of the era', () => {
  assert.match(formatInstant('2026-06-15T10:42:00Z', 'th'), /มิ\.ย\. 2569/)
  assert.match(formatInstant('2026-06-15T10:42:00Z', 'en'), /Jun 2026/)
  assert.equal(formatInstant('yesterday', 'en'), 'yesterday')
})
