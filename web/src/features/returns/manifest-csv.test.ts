import assert from 'node:assert/strict'
import { test } from 'node:test'

import { manifestCsv } from './manifest-csv.ts'

const row = { code: 'K7MQ-4XTN-P2HW', name: '', born: '', document: '', withEscort: false, isChild: false }

test('a name with a comma stays one field, a formula runs nowhere, who has no name has the code', () => {
  const text = manifestCsv({
    route: 'A to B',
    leavesAt: '2026-05-12T02:00:00Z',
    rows: [
      { ...row, name: 'Achieng, "Test"' },
      { ...row, name: '=1+1', isChild: true },
      { ...row, born: '2544' },
    ],
  })
  const [head = '', first, second, third, end] = text.split('\r\n')
  assert.ok(head.startsWith('\uFEFFnumber,name'))
  assert.equal(first, '1,"Achieng, ""Test""",,,,,')
  assert.equal(second, "2,'=1+1,,,,yes,")
  assert.equal(third, '3,K7MQ-4XTN-P2HW,2544,,,,')
  assert.equal(end, '')
})
