import assert from 'node:assert/strict'
import { test } from 'node:test'

import { chartOf } from './flow-bars.ts'

test('bars are to the scale of the largest number, stand in their period and on the line, and nothing is drawn for none', () => {
  const { bars, largest, width, height } = chartOf(
    [
      [0, 10],
      [5, 0],
    ],
    2,
  )
  assert.equal(largest, 10)
  assert.deepEqual(
    bars.map((bar) => [bar.row, bar.period]),
    [
      [0, 1],
      [1, 0],
    ],
  )
  const [ten, five] = bars
  assert.equal(ten?.height, (five?.height ?? 0) * 2)
  for (const bar of bars) {
    assert.equal(bar.y + bar.height, height)
    assert.ok(bar.x >= (bar.period * width) / 2 && bar.x + bar.width <= ((bar.period + 1) * width) / 2)
  }
})

test('one beside a million can still be seen, and nothing at all has no largest', () => {
  const { bars } = chartOf([[1, 1_000_000]], 2)
  assert.ok((bars[0]?.height ?? 0) >= 2)
  assert.deepEqual(chartOf([[0], [0]], 1).bars, [])
  assert.equal(chartOf([[0], [0]], 1).largest, 0)
})
