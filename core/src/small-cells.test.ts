import assert from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import { releaseBounds } from './release-figures.ts'
import { withholdSmall } from './small-cells.ts'

test('who knows the total and what is told can compute no count that is withheld', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 40 }), { minLength: 1, maxLength: 12 }), (counts) => {
      const told = withholdSmall(counts)
      const withheld = counts.filter((_, at) => told[at] === undefined)
      for (const [at, count] of counts.entries()) {
        if (told[at] !== undefined) assert.equal(told[at], count)
        if (told[at] !== undefined) assert.ok(count === 0 || count >= releaseBounds.partner)
      }
      const positive = counts.filter((count) => count > 0)
      // One alone is what the total leaves; several that sum to few are few. Only where nobody else is there can't it be helped.
      if (withheld.length > 0 && positive.length > 1) {
        assert.ok(withheld.length >= 2)
        assert.ok(
          withheld.reduce((sum, one) => sum + one, 0) >= releaseBounds.partner ||
            withheld.length === positive.length,
        )
      }
    }),
  )
})

test('large counts and zeros are told as they are', () => {
  assert.deepEqual(withholdSmall([0, 5, 80]), [0, 5, 80])
  assert.deepEqual(withholdSmall([0, 3, 80, 20]), [0, undefined, 80, undefined])
})
