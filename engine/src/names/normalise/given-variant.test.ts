import assert from 'node:assert/strict'
import { test } from 'node:test'

import { givenVariant } from './given-variant.ts'

test('forms of one name and short names are told from different names', () => {
  const cases: readonly (readonly [string, string, ReturnType<typeof givenVariant>])[] = [
    ['mohammed', 'mehmet', 'form'],
    ['volodymyr', 'vladimir', 'form'],
    ['bill', 'william', 'short'],
    ['sasha', 'aleksandr', 'short'],
    ['sasha', 'alexandra', 'short'],
    ['sam', 'samantha', 'short'],
    ['samuel', 'samantha', undefined],
    ['alexander', 'alexandra', undefined],
    ['ivan', 'john', undefined],
    ['somchai', 'somsak', undefined],
  ]
  assert.deepEqual(
    cases.map(([left, right]) => [left, right, givenVariant(left, right)]),
    cases,
  )
  assert.ok(cases.every(([left, right, how]) => givenVariant(right, left) === how))
})
