import assert from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import { editsBetween, soughtWord } from './edits.ts'

const encoder = new TextEncoder()

function edits(left: string, right: string, most: number): number {
  const bytes = encoder.encode(`xy${right}z`)
  return editsBetween(soughtWord(encoder.encode(left)), { bytes, from: 2, to: bytes.length - 1 }, most)
}

/** Cell by cell, as the definition has it. */
function alignment(left: string, right: string): number {
  const table = Array.from({ length: left.length + 1 }, (_, i) =>
    Array.from({ length: right.length + 1 }, (_none, j) => (i === 0 ? j : j === 0 ? i : 0)),
  )
  const cell = (i: number, j: number): number => table[i]?.[j] ?? Number.POSITIVE_INFINITY
  for (let i = 1; i <= left.length; i += 1)
    for (let j = 1; j <= right.length; j += 1) {
      const isSwap = left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1]
      const row = table[i]
      if (row)
        row[j] = Math.min(
          cell(i - 1, j) + 1,
          cell(i, j - 1) + 1,
          cell(i - 1, j - 1) + (left[i - 1] === right[j - 1] ? 0 : 1),
          i > 1 && j > 1 && isSwap ? cell(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY,
        )
    }
  return cell(left.length, right.length)
}

test('edits are those of the optimal alignment, given up above the most that is asked for', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 32 })
  fc.assert(
    fc.property(word, word, fc.integer({ min: 0, max: 6 }), (left, right, most) => {
      assert.equal(edits(left, right, most), Math.min(alignment(left, right), most + 1))
    }),
    { numRuns: 1000 },
  )
})

test('two neighbours that change places are one edit, and a word too long is never near', () => {
  assert.equal(edits('smochai', 'somchai', 2), 1)
  assert.equal(edits('a'.repeat(33), 'a'.repeat(33), 2), 3)
})
