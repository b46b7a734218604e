import assert from 'node:assert/strict'
import { test } from 'node:test'

import { calledBy } from './naming.ts'

test('a thing is called by its name, else by a number of its own, and by its country only when nothing else is said', () => {
  const country = { property: 'country', value: 'TH' } as const
  const report = { property: 'externalId', value: 'RPT-1' } as const
  const name = { property: 'name', value: 'Lotus' } as const
  assert.equal(calledBy([country, report, name]), 'Lotus')
  assert.equal(calledBy([country, report]), 'RPT-1')
  assert.equal(calledBy([country]), 'TH')
  assert.equal(calledBy([]), '')
})
