import assert from 'node:assert/strict'
import { test } from 'node:test'

import { createUrgency } from './urgency.ts'

test('what follows changes rests while urgent messages come in, and never for long', () => {
  let now = 0
  const urgency = createUrgency(() => now)
  const at = (milliseconds: number): boolean => {
    now = milliseconds
    return urgency.isOn()
  }
  assert.equal(at(0), false)
  urgency.note()
  assert.equal(at(499), true)
  assert.equal(at(500), false, 'a pause ends it')
  for (now = 1000; now < 20_000; now += 100) urgency.note()
  assert.equal(at(20_000), false, 'a flood does not hold search back for good')
  now = 21_000
  urgency.note()
  assert.equal(at(21_100), true, 'after a pause it begins anew')
})
