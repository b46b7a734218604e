import assert from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import { isLater, placesIn, strayLetters } from './spoken-words.ts'

const version = fc.array(fc.nat(30), { minLength: 1, maxLength: 4 })
const written = (parts: readonly number[]): string => parts.join('.')

test('of two versions one is later, or they are the same; what is between stays between', () => {
  fc.assert(
    fc.property(version, version, version, (a, b, c) => {
      const [one, two, three] = [written(a), written(b), written(c)]
      assert.ok(!(isLater(one, two) && isLater(two, one)))
      if (isLater(one, two) && isLater(two, three)) assert.ok(isLater(one, three))
      assert.ok(isLater(written([(a[0] ?? 0) + 1, ...a.slice(1)]), one))
    }),
  )
  assert.ok(isLater('0.10', '0.9'))
  assert.ok(!isLater('1', '1'))
  assert.ok(isLater('1.1', '1'))
})

test('letters of another script are seen, and what everybody says in Latin letters is not', () => {
  assert.deepEqual(strayLetters('km', 'តើអ្នកណាឱ្យ SIM អ្នក'), [])
  assert.deepEqual(strayLetters('km', 'តើអ្នកណាឱ្យ phone អ្នក').toSorted(), ['e', 'h', 'n', 'o', 'p'])
  assert.deepEqual(strayLetters('lo', 'ใคร'), ['ใ', 'ค', 'ร'])
  assert.deepEqual(strayLetters('th', '{organisation} คือใคร'), [])
  assert.deepEqual(strayLetters('vi', 'Ai giữ hộ chiếu của anh chị?'), [])
})

test('places for names and dates are found wherever they stand', () => {
  assert.deepEqual(placesIn('{date} {organisation}'), placesIn('x {organisation} y {date}'))
  assert.deepEqual(placesIn('nothing'), [])
})
