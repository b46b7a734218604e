import assert from 'node:assert/strict'
import { test } from 'node:test'

import { requestActs, requestStates } from '@shield/contract'

import { actsFor, isOpen, stateAfter, turnOf } from './model.ts'

test('nothing leads out of what is closed, and each act is of one side alone', () => {
  for (const act of requestActs) {
    for (const side of ['out', 'in'] as const) assert.equal(stateAfter('closed', act, side), undefined)
    for (const state of requestStates)
      assert.ok(
        stateAfter(state, act, 'out') === undefined || stateAfter(state, act, 'in') === undefined,
        `${act} of ${state}`,
      )
  }
})

test('while it is open the asked side is on turn, and it can always end it', () => {
  for (const state of requestStates.filter(isOpen)) {
    assert.equal(turnOf(state, 'in'), 'us')
    assert.equal(turnOf(state, 'out'), 'them')
    assert.ok(actsFor(state, 'in').includes('refuse'))
    assert.ok(actsFor(state, 'in').includes('answer'))
  }
})

test('what was refused can be handed to mutual legal assistance or let be, by who asked', () => {
  assert.deepEqual(actsFor('refused', 'out'), ['mutual-legal-assistance', 'withdraw'])
  assert.deepEqual(actsFor('refused', 'in'), [])
  assert.equal(turnOf('refused', 'out'), 'us')
})
