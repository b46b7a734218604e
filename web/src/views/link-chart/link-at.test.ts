import assert from 'node:assert/strict'
import { test } from 'node:test'

import { linkAt } from './link-at.ts'

const spots: Record<string, { x: number; y: number }> = {
  a: { x: 0, y: 0 },
  b: { x: 100, y: 0 },
  c: { x: 0, y: 100 },
}
const links = [
  { id: 'ab', from: 'a', to: 'b' },
  { id: 'ac', from: 'a', to: 'c' },
]
const at = (x: number, y: number): string | undefined => linkAt({ x, y }, links, (id) => spots[id])

test('a press on or just beside a line finds it, the nearer one of two', () => {
  assert.equal(at(50, 3), 'ab')
  assert.equal(at(3, 50), 'ac')
  assert.equal(at(5, 2), 'ab')
})

test('a press beyond the ends or far beside finds nothing', () => {
  assert.equal(at(120, 0), undefined)
  assert.equal(at(50, 20), undefined)
})

test('a link whose end is hidden is not there', () => {
  assert.equal(
    linkAt({ x: 50, y: 0 }, [{ id: 'ax', from: 'a', to: 'x' }], (id) => spots[id]),
    undefined,
  )
})
