import assert from 'node:assert/strict'
import { test } from 'node:test'

import { round } from './round.ts'

test('things stand apart on the ring and inside the picture, the first at its top', () => {
  for (const count of [1, 2, 5, 40]) {
    const places = Array.from({ length: count }, (_, at) =>
      round(at, count, { width: 400, height: 200, edge: 30 }),
    )
    assert.equal(new Set(places.map((one) => JSON.stringify(one))).size, count)
    for (const { x, y } of places) assert.ok(x >= 30 && x <= 370 && y >= 30 && y <= 170)
  }
  assert.deepEqual(round(0, 4, { width: 400, height: 200, edge: 30 }), { x: 200, y: 30 })
})
