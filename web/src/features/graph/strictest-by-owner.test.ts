import assert from 'node:assert/strict'
import { test } from 'node:test'

import { strictestByOwner } from './strictest-by-owner.ts'
import { marking } from './testing.ts'

test('each owner has one line that is as strict as the strictest of theirs', () => {
  const lines = strictestByOwner([
    marking,
    { ...marking, level: 2, conditions: { ...marking.conditions, tlp: 'GREEN' } },
    { ...marking, conditions: { ...marking.conditions, noCourtUse: true } },
    { ...marking, organisation: 'th-aml', level: 0 },
  ])
  assert.deepEqual(
    lines.map((line) => [line.organisation, line.level, line.conditions.tlp, line.conditions.noCourtUse]),
    [
      ['th-aht', 2, 'AMBER', true],
      ['th-aml', 0, 'AMBER', false],
    ],
  )
})
