import assert from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import { boxAround, boxesAlong, openRoom } from './words.ts'
import type { Box } from './words.ts'

const box = fc
  .tuple(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 600 }), fc.integer({ min: 4, max: 120 }))
  .map(([x, y, half]) => boxAround(x, y, half, 8))

test('whatever found room covers nothing that was there before', () => {
  fc.assert(
    fc.property(fc.array(box, { maxLength: 60 }), (boxes) => {
      const room = openRoom()
      const written: Box[] = []
      for (const one of boxes) {
        const isFree = written.every(
          (other) =>
            one.right <= other.left ||
            other.right <= one.left ||
            one.bottom <= other.top ||
            other.bottom <= one.top,
        )
        assert.equal(room.take([one]), isFree)
        if (isFree) written.push(one)
      }
    }),
  )
})

test('what insists is written, and counts from then on', () => {
  const room = openRoom()
  const here = boxAround(50, 50, 30, 8)
  assert.equal(room.take([here]), true)
  room.insist([boxAround(200, 50, 30, 8)])
  assert.equal(room.take([boxAround(210, 52, 30, 8)]), false)
})

test('a line of words that stands askew is covered from end to end', () => {
  const boxes = boxesAlong(100, 100, Math.PI / 4, 100)
  assert.ok(boxes.length >= 6)
  const [first, last] = [boxes.at(0), boxes.at(-1)]
  assert.ok((first?.left ?? 0) < 75 && (last?.right ?? 0) > 125)
})
