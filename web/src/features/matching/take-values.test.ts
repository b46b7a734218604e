import assert from 'node:assert/strict'
import { test } from 'node:test'

import type { Profile } from '../../api/wire.ts'
import { readValues, valuesOf } from './take-values.ts'

const statement = (property: string, value: string, more: object = {}) =>
  ({
    property,
    value,
    norm: value.toLowerCase(),
    record: 'r1',
    ...more,
  }) as unknown as Profile['statements'][number]

test('of a profile its numbers are taken, each once and with its kind, and nothing of what somebody is', () => {
  const taken = valuesOf({
    statements: [
      statement('name', 'Chen Wei'),
      statement('phone', '+999 81 234 5678'),
      statement('phone', '+999 81 234 5678', { record: 'r2' }),
      statement('phone', '+999 81 000 0000', { retractedAt: '2026-01-01T00:00:00Z' }),
      statement('birthDate', '1990'),
      statement('accountNumber', '999-1-23456-7'),
    ],
  })
  assert.deepEqual(taken, [
    { value: '+999 81 234 5678', identifier: 'phone' },
    { value: '999-1-23456-7', identifier: 'account' },
  ])
})

test('a document is asked about with the issuer that its own record names, and with no other', () => {
  const taken = valuesOf({
    statements: [
      statement('passportNumber', 'AA1234567', { record: 'r1' }),
      statement('country', 'Thailand', { record: 'r1', norm: 'th' }),
      statement('passportNumber', 'BB7654321', { record: 'r2' }),
    ],
  })
  assert.deepEqual(
    taken.map((one) => one.value),
    ['TH:AA1234567', 'BB7654321'],
  )
})

test('a pasted list is cut at lines, commas, semicolons and tabs', () => {
  assert.deepEqual(readValues('+66 81 1\n\n+66 81 2; +66 81 3,\t+66 81 4 \r\n', 'phone'), [
    { value: '+66 81 1', identifier: 'phone' },
    { value: '+66 81 2', identifier: 'phone' },
    { value: '+66 81 3', identifier: 'phone' },
    { value: '+66 81 4', identifier: 'phone' },
  ])
  assert.deepEqual(readValues('x@example.org', undefined), [{ value: 'x@example.org' }])
})
