import assert from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import { readTypedDate, typedDate } from './typed-date.ts'

const read = (day: string, month: string, year: string): string => {
  const found = readTypedDate({ day, month, year })
  return found.state === 'read' ? found.when : found.state
}

test('1 May 2569 is 2026-05-01 whichever digits it is typed with', () => {
  assert.equal(read('1', '5', '2569'), '2026-05-01')
  assert.equal(read('๐๑', '5', '๒๕๖๙'), '2026-05-01')
  assert.equal(read('01', '5', '2026'), '2026-05-01')
})

test('a date may lack its day or its month, never its year', () => {
  assert.equal(read('', '5', '2530'), '1987-05')
  assert.equal(read('', '', '2530'), '1987')
  assert.equal(read('', '', ''), 'empty')
  assert.equal(read('3', '5', ''), 'wrong')
  assert.equal(read('3', '', '2530'), 'wrong')
})

test('30 February is wrong, and so is half a year', () => {
  assert.equal(read('30', '2', '2569'), 'wrong')
  assert.equal(read('1', '5', '256'), 'wrong')
  assert.equal(read('1', '5', 'abcd'), 'wrong')
})

test('what a field shows of a date is read back as that date, in both eras', () => {
  const days = fc.date({ min: new Date('1860-01-01'), max: new Date('2150-12-31'), noInvalidDate: true })
  fc.assert(
    fc.property(days, fc.boolean(), fc.constantFrom(4, 7, 10), (date, buddhist, length) => {
      const when = date.toISOString().slice(0, length)
      const { day, month, year } = typedDate(when, buddhist)
      assert.equal(read(day, month, year), when)
    }),
  )
})
