import assert from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import { deletionHashes, hashText } from './hash.ts'

/** The words that are left where up to so many letters are left out. */
function shorter(word: string, most: number): readonly string[] {
  if (most === 0) return [word]
  const once = Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1))
  return [word, ...once.flatMap((left) => shorter(left, most - 1))]
}

test('the hashes of a word are those of every word that is left when letters are left out', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'ш', '陈'), maxLength: 10 })
  fc.assert(
    fc.property(word, fc.integer({ min: 0, max: 2 }), (text, most) => {
      const hashes: number[] = []
      deletionHashes(text, most, (hash) => hashes.push(hash))
      assert.deepEqual(new Set(hashes), new Set(shorter(text, most).map(hashText)))
    }),
    { numRuns: 500 },
  )
})
