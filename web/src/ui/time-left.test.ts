import assert from 'node:assert/strict'
import { test } from 'node:test'

import { timeLeft } from './time-left.ts'

const now = new Date('2026-11-26T12:00:00Z')
const at = (iso: string) => timeLeft(new Date(iso), now)

test('what is left is told in days from two on, then in hours, then in minutes', () => {
  assert.deepEqual(at('2026-12-10T11:59:00Z'), { isOver: false, unit: 'days', count: 14 })
  assert.deepEqual(at('2026-11-28T11:20:00Z'), { isOver: false, unit: 'hours', count: 47 })
  assert.deepEqual(at('2026-11-26T12:59:00Z'), { isOver: false, unit: 'minutes', count: 59 })
  assert.deepEqual(at('2026-11-26T12:00:00Z'), { isOver: false, unit: 'minutes', count: 0 })
})

test('what is over is told by how long it has been', () => {
  assert.deepEqual(at('2026-11-24T11:00:00Z'), { isOver: true, unit: 'days', count: 2 })
  assert.deepEqual(at('2026-11-26T09:30:00Z'), { isOver: true, unit: 'hours', count: 2 })
})
