import assert from 'node:assert/strict'
import { test } from 'node:test'

import { moneyText } from './money-text.ts'

test('thousands are set apart and no digit is changed', () => {
  const text = (amount: string): string => moneyText({ amount, currency: 'THB' })
  assert.equal(text('1700468.20'), '1,700,468.20 THB')
  assert.equal(text('-1234567'), '-1,234,567 THB')
  assert.equal(text('999.5'), '999.5 THB')
  assert.equal(text('0.00012345'), '0.00012345 THB')
})
