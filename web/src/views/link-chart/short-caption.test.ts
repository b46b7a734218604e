import assert from 'node:assert/strict'
import { test } from 'node:test'

import { nodeCaption, shortCaption } from './short-caption.ts'

test('a short caption stays, a long one ends with an ellipsis within its length', () => {
  assert.equal(shortCaption('Golden Lotus Park', 24), 'Golden Lotus Park')
  assert.equal(shortCaption('Golden Lotus Park Trading Company Limited', 12), 'Golden Lotu…')
})

test('no letter is cut from its vowel or tone mark', () => {
  // นํ้า and กี่ are one letter each to a reader.
  assert.equal(shortCaption('กี่กี่กี่กี่', 3), 'กี่กี่…')
})

test('of a wallet the middle goes, of a name the end', () => {
  assert.equal(nodeCaption('TXyNjaDp3pvJpV6x7yX3vjymWYVATNJvCi'), 'TXyNjaD…TNJvCi')
  assert.equal(nodeCaption('+66812345678'), '+66812345678')
  assert.equal(nodeCaption('Golden Lotus Park Trading Company'), 'Golden Lotus Park Tradi…')
})
