import assert from 'node:assert/strict'
import { test } from 'node:test'

import { elapsedText, sizeText } from './amounts.ts'

test('sizes are told in the unit a person would use', () => {
  assert.equal(sizeText(0, 'en'), '0 bytes')
  assert.equal(sizeText(999, 'en'), '999 bytes')
  assert.equal(sizeText(12_345, 'en'), '12.3 kB')
  assert.equal(sizeText(61_000_000, 'en'), '61 MB')
  assert.equal(sizeText(2 ** 30, 'en'), '1.07 GB')
  assert.match(sizeText(61_000_000, 'th'), /^61/)
})

test('elapsed time is a clock that never runs backwards', () => {
  const start = '2026-11-25T10:00:00.000Z'
  const after = (seconds: number): string => elapsedText(start, Date.parse(start) + seconds * 1000)
  assert.deepEqual([after(7.9), after(750), after(3725), after(-4)], ['0:07', '12:30', '1:02:05', '0:00'])
})
