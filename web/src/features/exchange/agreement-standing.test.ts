import assert from 'node:assert/strict'
import { test } from 'node:test'

import { standingOf } from './agreement-standing.ts'

const agreed = { inForce: false, validFrom: '2026-01-01', validUntil: '2026-12-31' }

test('an agreement that is not in force says why', () => {
  assert.equal(standingOf({ ...agreed, inForce: true }, '2026-06-01'), 'in-force')
  assert.equal(standingOf(agreed, '2025-12-31'), 'not-yet')
  assert.equal(standingOf(agreed, '2027-01-01'), 'ended')
  assert.equal(standingOf(agreed, '2026-12-31'), 'suspended')
  assert.equal(standingOf(agreed, '2026-01-01'), 'suspended')
  assert.equal(standingOf({ ...agreed, endedAt: '2026-02-01T00:00:00Z' }, '2026-03-01'), 'ended')
})
