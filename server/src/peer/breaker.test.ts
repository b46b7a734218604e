import assert from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import { afterFailure, healthy, longestPauseMs } from './breaker.ts'

const now = new Date('2026-11-26T00:00:00Z')

test('pauses grow, are never all the same, and end at the longest; the fifth failure opens the breaker', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 60 }),
      (draws) => {
        let health = healthy
        for (const [at, draw] of draws.entries()) {
          health = afterFailure(health, now, draw)
          const pause = (health.tryAt?.getTime() ?? 0) - now.getTime()
          const longest = Math.min(longestPauseMs, 250 * 2 ** at)
          assert.ok(pause >= longest / 2 - 1 && pause <= longest, `${pause} after ${at + 1} failures`)
          assert.equal(health.breaker, at >= 4 ? 'open' : 'closed')
        }
      },
    ),
  )
})

test('a probe that fails opens it again', () => {
  const open = { ...healthy, breaker: 'half-open', failures: 5 } as const
  assert.equal(afterFailure(open, now, 0.5).breaker, 'open')
})
