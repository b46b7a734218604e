import assert from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import { assign, mostWords } from './assign.ts'

const gain = fc.integer({ min: 0, max: 8 }).map((value) => value / 8)
const table = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 5 }))
  .chain(([columns, fewer]) => {
    const rows = Math.max(1, columns - fewer)
    return fc.array(fc.array(gain, { minLength: columns, maxLength: columns }), {
      minLength: rows,
      maxLength: rows,
    })
  })

function assigned(gains: readonly (readonly number[])[]): {
  readonly columns: readonly number[]
  readonly sum: number
} {
  const flat = new Float32Array(mostWords * mostWords)
  for (const [row, values] of gains.entries())
    for (const [column, value] of values.entries()) flat[row * mostWords + column] = value
  const result = new Int8Array(mostWords)
  assign(flat, gains.length, gains[0]?.length ?? 0, result)
  const columns = [...result.subarray(0, gains.length)]
  return { columns, sum: columns.reduce((sum, column, row) => sum + (gains[row]?.[column] ?? 0), 0) }
}

/** The best sum, by trying every way. */
function bestSum(gains: readonly (readonly number[])[], taken: readonly number[] = []): number {
  const [row, ...rest] = gains
  if (!row) return 0
  const sums = row.map((value, column) =>
    taken.includes(column) ? -1 : value + bestSum(rest, [...taken, column]),
  )
  return Math.max(bestSum(rest, taken), ...sums)
}

test('no way gives more, every row gets a column, no column two rows', () => {
  fc.assert(
    fc.property(table, (gains) => {
      const { columns, sum } = assigned(gains)
      assert.equal(new Set(columns).size, columns.length)
      assert.ok(columns.every((column) => column >= 0))
      assert.ok(Math.abs(sum - bestSum(gains)) < 1e-6)
    }),
  )
})

test('of many words the best pair is taken first, and no column twice', () => {
  const gains = Array.from({ length: 10 }, (_, row) =>
    Array.from({ length: 12 }, (__, column) => ((row * 7 + column * 5) % 13) / 13),
  )
  const { columns } = assigned(gains)
  assert.equal(new Set(columns).size, 10)
  assert.ok(columns.every((column) => column >= 0))
})
