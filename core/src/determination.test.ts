import assert from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import { hindranceOf } from './determination.ts'
import type { PanelVote } from './determination.ts'

const vote: fc.Arbitrary<PanelVote> = fc.record({
  organisation: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
  kind: fc.constantFrom('police', 'immigration', 'social', 'ngo', 'prosecutor'),
  vote: fc.constantFrom('identified', 'not-identified', 'abstains'),
})
const votes = fc.uniqueArray(vote, { selector: ({ organisation }) => organisation, maxLength: 5 })

test('no outcome without two organisations, one of them not enforcing the law, and never both outcomes at once', () => {
  fc.assert(
    fc.property(votes, fc.boolean(), (cast, isChild) => {
      const [yes, no] = [
        hindranceOf(cast, 'identified', { isChild }),
        hindranceOf(cast, 'not-identified', { isChild }),
      ]
      assert.ok(yes !== undefined || no !== undefined)
      for (const [outcome, hindrance] of [
        ['identified', yes],
        ['not-identified', no],
      ] as const)
        if (hindrance === undefined) {
          const counted = cast.filter((one) => one.vote !== 'abstains')
          assert.ok(counted.length >= 2)
          assert.ok(counted.some(({ kind }) => kind === 'social' || kind === 'ngo'))
          assert.ok(cast.filter((one) => one.vote === outcome).length * 2 > counted.length)
        }
    }),
  )
})

test('police alone never take the presumption away, and of a child everybody has to agree', () => {
  fc.assert(
    fc.property(votes, (cast) => {
      const against = cast.filter((one) => one.vote === 'not-identified')
      if (hindranceOf(cast, 'not-identified', { isChild: false }) === undefined)
        assert.ok(against.some(({ kind }) => kind === 'social' || kind === 'ngo'))
      if (hindranceOf(cast, 'not-identified', { isChild: true }) === undefined)
        assert.ok(cast.every((one) => one.vote !== 'identified'))
    }),
  )
})
