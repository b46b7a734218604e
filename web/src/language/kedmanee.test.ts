import assert from 'node:assert/strict'
import { test } from 'node:test'

import { otherKeyboard } from './kedmanee.ts'

test('a Thai name typed on the Latin keyboard is found', () => {
  assert.equal(otherKeyboard('l,=kp'), 'สมชาย')
})

test('an English word typed on the Thai keyboard is found', () => {
  assert.equal(otherKeyboard(otherKeyboard('search')), 'search')
})
