import assert from 'node:assert/strict'
import { test } from 'node:test'

import { readDate, shortDateInNumbers } from './date.ts'

test('a month in words before a year of two digits is told in numbers, and is no date', () => {
  for (const text of [
    '12-MAR-85',
    '12 March ’85',
    "12th march '85",
    '12mar85',
    '๑๒ มี.ค. ๘๕',
    '12 มีนาคม 85',
  ]) {
    assert.equal(shortDateInNumbers(text), '12/3/85', text)
    assert.equal(readDate(text), undefined, text)
  }
})

test('what is no such date is left alone', () => {
  for (const text of ['12-FOO-85', '12/03/85', 'March 85', '12-MAR-1985', '123-MAR-85', 'Mar', ''])
    assert.equal(shortDateInNumbers(text), undefined, text)
})
