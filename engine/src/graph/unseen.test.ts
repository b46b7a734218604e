import assert from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import type { GraphIndex } from './graph-door.ts'
import { folded, followed, loaded, onlySeen, seenBits, smallWorlds } from './testing.ts'
import type { SmallWorld } from './testing.ts'

/** Everything the door tells of a world, as text. */
function told(index: GraphIndex, world: SmallWorld): string {
  const visible = seenBits
  const ids = [...world.entities.keys()]
  const pairs = ids.flatMap((from) => ids.map((to) => ({ from, to })))
  return JSON.stringify([
    ids.map((id) => index.expand({ visible, from: [id], hops: 3, fanOut: 2 })),
    ids.map((id) => index.expand({ visible, from: [id], hops: 1, fanOut: 50, kind: 1, direction: 'out' })),
    pairs.map((ends) => index.paths({ visible, ...ends, count: 4, most: 5 })),
    pairs.map((ends) => index.paths({ visible, ...ends, count: 3, most: 5, during: { first: 2, last: 8 } })),
    [index.components({ visible }), index.pageRank({ visible, iterations: 9, damping: 0.85 })].map(plain),
    plain(index.communities({ visible, seed: 1, resolution: 1 })),
  ])
}

function plain(answer: object): object {
  return Object.fromEntries(
    Object.entries(answer).map(([name, value]) => [name, value instanceof Float64Array ? [...value] : value]),
  )
}

test('what a viewer may not see changes no byte of any answer', () => {
  fc.assert(
    fc.property(smallWorlds, (world) => {
      const seen = onlySeen(world)
      assert.equal(told(loaded(world), seen), told(loaded(seen), seen))
    }),
    { numRuns: 150 },
  )
})

test('nor does when the snapshot was made: read whole, come bit by bit, or folded with changes on the way', async () => {
  await fc.assert(
    fc.asyncProperty(smallWorlds, async (world) => {
      const seen = onlySeen(world)
      const whole = told(loaded(seen), seen)
      assert.equal(told(followed(world), seen), whole)
      assert.equal(told(await folded(world), seen), whole)
    }),
    { numRuns: 100 },
  )
})

test('who sees nothing is told nothing', () => {
  fc.assert(
    fc.property(smallWorlds, (world) => {
      const index = loaded(world)
      const visible = new Uint8Array(0)
      const [from = 0, to = 0] = world.entities.keys()
      assert.deepEqual(index.expand({ visible, from: [from], hops: 3, fanOut: 9 }), { found: [], cut: [] })
      assert.deepEqual(index.paths({ visible, from, to, count: 3, most: 5 }).paths, [])
      assert.equal(index.components({ visible }).count, 0)
      assert.equal(index.communities({ visible, seed: 1, resolution: 1 }).count, 0)
    }),
    { numRuns: 50 },
  )
})
