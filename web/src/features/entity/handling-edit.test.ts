import assert from 'node:assert/strict'
import { test } from 'node:test'

import type { Marking } from '@shield/core'

import { withPart } from './handling-edit.ts'

const marking: Marking = {
  node: 'th',
  organisation: 'th-aht',
  zone: 'enforcement',
  level: 1,
  case: '',
  releasedTo: ['node:th', 'ph-wdk'],
  notReleasedTo: [],
  announce: true,
  purposes: ['investigation'],
  gradeCeiling: 'A1',
  conditions: {
    tlp: 'GREEN',
    pap: 'AMBER',
    handling: 'H0',
    noCourtUse: false,
    verifyBeforeUse: true,
    noOnwardTransfer: false,
    secondPerson: false,
  },
  legalBasis: '',
  agreement: '',
  retention: 'standard',
  recalled: false,
}

test('a part that goes back to what it was is no change any more', () => {
  const raised = withPart(marking, {}, { level: 2 })
  assert.deepEqual(raised, { level: 2 })
  assert.deepEqual(withPart(marking, raised, { tlp: 'RED' }), { level: 2, tlp: 'RED' })
  assert.deepEqual(withPart(marking, raised, { level: 1 }), {})
})

test('the same readers in another order are the same readers', () => {
  assert.deepEqual(withPart(marking, {}, { releasedTo: ['ph-wdk', 'node:th'] }), {})
  assert.deepEqual(withPart(marking, {}, { releasedTo: [] }), { releasedTo: [] })
})
