import assert from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import { communitiesAmong } from './communities.ts'
import { createGraphIndex } from './graph-index.ts'
import type { GraphIndex } from './graph-door.ts'
import { loaded, onlySeen, pageOf, seenBits, smallWorlds } from './testing.ts'

const visible = seenBits

function indexOf(size: number, pairs: readonly (readonly [number, number])[]): GraphIndex {
  const index = createGraphIndex()
  const entity = Float64Array.from({ length: size }, (_, at) => at + 1)
  index.addNodes({ entity, markings: [...entity].map(() => [1]) })
  index.addLinks(pageOf(pairs.map(([from, to]) => ({ from, to, marking: 1, kind: 1, first: 0, last: 0 }))))
  index.finish()
  return index
}

/** Zachary's karate club (1977): who met whom outside the club. */
const club =
  `1 2 3 4 5 6 7 8 9 11 12 13 14 18 20 22 32|2 3 4 8 14 18 20 22 31|3 4 8 9 10 14 28 29 33|4 8 13 14|5 7 11|6 7 11 17
7 17|9 31 33 34|10 34|14 34|15 33 34|16 33 34|19 33 34|20 34|21 33 34|23 33 34|24 26 28 30 33 34|25 26 28 32|26 32|27 30 34|28 34
29 32 34|30 33 34|31 33 34|32 33 34|33 34`
    .split(/[|\n]/)
    .flatMap((row) => {
      const [one = 0, ...others] = row.split(' ').map(Number)
      return others.map((other): [number, number] => [one, other])
    })

test('the karate club falls into its communities: the highest modularity known is reached, and hardly less by any seed', () => {
  assert.equal(club.length, 78)
  const index = indexOf(34, club)
  const found = Array.from({ length: 20 }, (_, seed) => index.communities({ visible, seed, resolution: 1 }))
  for (const { count, modularity, community } of found) {
    assert.ok(count >= 3 && count <= 5 && modularity > 0.41, `${count}: ${modularity}`)
    assert.notEqual(community[0], community[33])
  }
  const best = Math.max(...found.map((one) => one.modularity))
  assert.ok(Math.abs(best - 0.4198) < 0.0001, String(best))
})

test('every community hangs together, and the same seed gives the same communities', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 })), { maxLength: 90 }),
      (pairs) => {
        const index = indexOf(40, pairs)
        const found = index.communities({ visible, seed: 7, resolution: 1 })
        for (const name of new Set(found.community)) {
          const isIn = (entity: number): boolean => found.community[entity - 1] === name
          const members = [...found.entity].filter(isIn)
          const inside = indexOf(
            40,
            pairs.filter(([one, other]) => isIn(one) && isIn(other)),
          ).components({ visible })
          assert.equal(new Set(members.map((entity) => inside.component[entity - 1])).size, 1)
        }
        assert.deepEqual(found, index.communities({ visible, seed: 7, resolution: 1 }))
        assert.deepEqual(found, communitiesAmong([...found.entity], pairs, { seed: 7, resolution: 1 }))
      },
    ),
    { numRuns: 60 },
  )
})

test('components are what walking reaches', () => {
  fc.assert(
    fc.property(smallWorlds, (world) => {
      const { entity, component, count } = loaded(world).components({ visible })
      assert.equal(new Set(component).size, count)
      for (const one of onlySeen(world).entities.keys()) {
        const { found } = loaded(world).expand({ visible, from: [one], hops: 20, fanOut: 1000 })
        const name = component[entity.indexOf(one)]
        // One that stands under a lower entity has no figure of its own.
        if (name === undefined) continue
        const reached = [one, ...found.map((other) => other.entity)].toSorted((a, b) => a - b)
        const named = [...entity].filter((_, at) => component[at] === name)
        assert.deepEqual(named, reached)
      }
    }),
    { numRuns: 60 },
  )
})

test('page rank: all alike on a ring, the end of all ways the highest, one in sum', () => {
  const ring = indexOf(4, [
    [1, 2],
    [2, 3],
    [3, 4],
    [4, 1],
  ]).pageRank({ visible, iterations: 20, damping: 0.85 })
  for (const rank of ring.rank) assert.ok(Math.abs(rank - 0.25) < 1e-12)
  const { rank } = indexOf(4, [
    [1, 4],
    [2, 4],
    [3, 4],
    [3, 4],
    [4, 1],
  ]).pageRank({ visible, iterations: 60, damping: 0.85 })
  // By hand: r2 = r3 = 0.15/4, r4 = 0.15/4 + 0.85 (r1 + r2 + r3), r1 = 0.15/4 + 0.85 r4.
  const low = 0.0375
  const four = (low + 0.85 * (low + 2 * low)) / (1 - 0.85 ** 2)
  assert.ok(Math.abs((rank[1] ?? 0) - low) < 1e-9)
  assert.ok(Math.abs((rank[3] ?? 0) - four) < 1e-4, `${rank[3]} ${four}`)
  assert.ok(Math.abs(rank.reduce((sum, one) => sum + one, 0) - 1) < 1e-12)
})

test('of a hub the best linked are followed, and the rest is counted, less what came another way', () => {
  const spokes = Array.from({ length: 9 }, (_, at): [number, number] => [1, at + 2])
  const index = indexOf(11, [...spokes, [1, 9], [1, 9], [7, 1], [9, 10], [7, 11]])
  const first = index.expand({ visible, from: [1], hops: 1, fanOut: 2 })
  assert.deepEqual(first.found, [
    { entity: 9, hop: 1, links: 3 },
    { entity: 7, hop: 1, links: 2 },
  ])
  assert.deepEqual(first.cut, [{ entity: 1, more: 7 }])
  const second = index.expand({ visible, from: [1], hops: 2, fanOut: 2 })
  assert.deepEqual(
    second.found.filter((one) => one.hop === 2).map((one) => one.entity),
    [10, 11],
  )
  assert.deepEqual(second.cut, [{ entity: 1, more: 6 }])
})

test('an expansion by kind and direction looks at no other links', () => {
  const index = createGraphIndex()
  index.addNodes({ entity: Float64Array.of(1, 2, 3, 4), markings: [[1], [1], [1], [1]] })
  const link = { marking: 1, first: 0, last: 0 }
  index.addLinks(
    pageOf([
      { ...link, from: 1, to: 2, kind: 1 },
      { ...link, from: 3, to: 1, kind: 1 },
      { ...link, from: 1, to: 4, kind: 2 },
    ]),
  )
  index.finish()
  const asked = { visible, from: [1], hops: 1, fanOut: 9 }
  const found = (more: object): readonly number[] =>
    index.expand({ ...asked, ...more }).found.map((one) => one.entity)
  assert.deepEqual(found({}), [2, 3, 4])
  assert.deepEqual(found({ kind: 1, direction: 'out' }), [2])
  assert.deepEqual(found({ kind: 1, direction: 'in' }), [3])
  assert.deepEqual(found({ kind: 2 }), [4])
})
