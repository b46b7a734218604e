import assert from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import { editCosts } from './edit-costs.ts'
import { editDistance, soundsOf } from './edit-distance.ts'

function cost(left: string, right: string, most = 10_000): number {
  const sounds = [left, right].map((text) => soundsOf(text, editCosts))
  const [one, other] = sounds
  assert.ok(one && other)
  return editDistance(one, other, editCosts.change, most)
}

const word = fc.stringMatching(/^[a-z0-9]{0,12}$/)

test('the cost of an edit is that of its way back, and none for the same word', () => {
  fc.assert(
    fc.property(word, word, (left, right) => {
      assert.equal(cost(left, right), cost(right, left))
      assert.equal(cost(left, left), 0)
    }),
  )
})

test('a limit gives up only above it', () => {
  fc.assert(
    fc.property(word, word, fc.integer({ min: 0, max: 500 }), (left, right, most) => {
      const whole = cost(left, right)
      const limited = cost(left, right, most)
      if (whole <= most) assert.equal(limited, whole)
      else assert.ok(limited > most)
    }),
  )
})

test('a change of letters that sound alike costs less than a slip of the finger', () => {
  for (const [left, right] of [
    ['jaidee', 'chaidee'],
    ['wladimir', 'vladimir'],
    ['joseph', 'josef'],
    ['mahmoud', 'mahmud'],
    ['jaidee', 'jaidi'],
    ['hasan', 'hassan'],
    ['sara', 'sarah'],
    ['shcherbakov', 'scherbakov'],
  ] as const)
    assert.ok(cost(left, right) <= 40, `${left} ${right} costs ${cost(left, right)}`)
  assert.equal(cost('putin', 'pulin'), 100)
})

test('a swap of neighbours is one slip; a digit is never another digit', () => {
  assert.equal(cost('donald', 'donlad'), 80)
  assert.ok(cost('ahl1', 'ahl2') >= 200)
  assert.ok(cost('sech1n', 'sechin') <= 30)
})
