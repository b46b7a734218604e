import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { test } from 'node:test'

import fc from 'fast-check'

import type { NodeKeys } from './keys.ts'
import { seal, unseal } from './seal.ts'

const keys = (): { keys: NodeKeys } => ({
  keys: {
    envelope: generateKeyPairSync('ed25519'),
    encryption: generateKeyPairSync('x25519'),
    earlierEncryption: [],
    audit: generateKeyPairSync('ed25519'),
  },
})
const node = keys()
const number = fc.integer({ min: 0, max: 2 ** 48 - 1 })

test('any numbers come back, for their own kind and at their own node only', () => {
  const other = keys()
  fc.assert(
    fc.property(number, number, (first, second) => {
      const text = seal(node, 'statement', first, second)
      assert.deepEqual(unseal(node, 'statement', text), [first, second])
      assert.equal(seal(node, 'statement', first, second), text)
      assert.equal(unseal(node, 'record', text), undefined)
      assert.equal(unseal(other, 'statement', text), undefined)
    }),
  )
})

test('what was not sealed does not open', () => {
  for (const text of [undefined, '', '17', '12-34', 'x'.repeat(22), seal(node, 'record', 1).slice(1)])
    assert.equal(unseal(node, 'record', text), undefined, String(text))
})

test('numbers in a row have nothing in common', () => {
  const texts = Array.from({ length: 1000 }, (_, at) => seal(node, 'record', at))
  assert.equal(new Set(texts.map((text) => text.slice(0, 6))).size, 1000)
})
