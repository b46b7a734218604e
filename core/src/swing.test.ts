import assert from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import { swingOf, swingWords } from './swing.ts'
import type { Share } from './swing.ts'

test('99 % of 260 and then 1 % of 1,595 is a swing, told in words', () => {
  const [before, after] = [
    { of: 260, is: 258 },
    { of: 1595, is: 18 },
  ]
  const swing = swingOf(before, after, 50)
  assert.equal(swing.isSwing, true)
  assert.match(swingWords(before, after, swing).en, /From 99 % to 1 %.*once in 1,000,000/)
})

test('the exact test gives what its tables give', () => {
  // 1 of 10 against 8 of 10: 0.005477 by R's fisher.test.
  const chance = (before: Share, after: Share) => swingOf(before, after).chance ?? -1
  const ten = chance({ of: 10, is: 1 }, { of: 10, is: 8 })
  assert.ok(Math.abs(ten - 0.005_477) < 0.000_01, String(ten))
  const [many, none] = [
    chance({ of: 12, is: 12 }, { of: 12, is: 0 }),
    chance({ of: 20, is: 7 }, { of: 20, is: 7 }),
  ]
  // Two tables of C(24, 12) are as far apart: everything on one side.
  assert.ok(Math.abs(many - 2 / 2_704_156) < 1e-12)
  assert.ok(Math.abs(none - 1) < 1e-9)
})

test('few decisions never alarm, and a breeze in thousands does not either', () => {
  assert.equal(swingOf({ of: 9, is: 9 }, { of: 2000, is: 0 }).isSwing, false)
  const breeze = swingOf({ of: 50_000, is: 25_000 }, { of: 50_000, is: 26_500 })
  assert.ok((breeze.chance ?? 1) < 0.001)
  assert.equal(breeze.isSwing, false)
})

test('both directions are alike, and so are the identified and the others', () => {
  const share = fc
    .nat({ max: 400 })
    .chain((of) => fc.record({ of: fc.constant(of), is: fc.nat({ max: of }) }))
  const turned = ({ of, is }: Share): Share => ({ of, is: of - is })
  fc.assert(
    fc.property(share, share, (before, after) => {
      const swings = [swingOf(before, after), swingOf(after, before), swingOf(turned(before), turned(after))]
      return swings.every(
        ({ isSwing, chance }) =>
          isSwing === swings[0]?.isSwing && Math.abs((chance ?? 0) - (swings[0]?.chance ?? 0)) < 1e-6,
      )
    }),
    {
      numRuns: 300,
      examples: [
        [
          { of: 25, is: 5 },
          { of: 95, is: 0 },
        ],
      ],
    },
  )
})

test('where nothing changed, a thousand pages of ten comparisons alarm at most a few times', () => {
  let seed = 7
  const random = (): number => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed / 2_147_483_647
  }
  const draw = (of: number): Share => ({
    of,
    is: Array.from({ length: of }, random).filter((one) => one < 0.4).length,
  })
  let alarms = 0
  for (let page = 0; page < 1000; page += 1)
    for (let pair = 0; pair < 10; pair += 1) if (swingOf(draw(30), draw(30), 10).isSwing) alarms += 1
  assert.ok(alarms <= 5, `${alarms} false alarms`)
})
