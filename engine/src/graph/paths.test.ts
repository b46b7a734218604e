import assert from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import { joinsOf, reachable } from '@shield/core'

import { dayNumber } from './day.ts'
import { loaded, onlySeen, pageOf, seenBits, smallWorlds } from './testing.ts'
import type { SmallLink, SmallWorld } from './testing.ts'
import { createGraphIndex } from './graph-index.ts'

/** All paths without loops, by walking everywhere: the shortest first, then by entities. */
function allPaths(
  world: SmallWorld,
  ends: { readonly from: number; readonly to: number },
  most: number,
  during?: { readonly first: number; readonly last: number },
): readonly (readonly number[])[] {
  const joined = joinsOf(
    world.judged.map((one) => ({ left_entity: one.left, right_entity: one.right, verdict: one.verdict })),
  )
  const head = (entity: number): number => Math.min(...reachable(entity, joined))
  const [from, to] = [head(ends.from), head(ends.to)]
  const links = world.links
    .filter(
      (link) =>
        during === undefined || (link.first > 0 && link.first <= during.last && link.last >= during.first),
    )
    .flatMap((link) => {
      const [one, other] = [head(link.from), head(link.to)]
      const days = {
        first: Math.max(link.first, during?.first ?? 0),
        last: during ? Math.min(link.last, during.last) : 99,
      }
      return [
        { one, other, ...days },
        { one: other, other: one, ...days },
      ]
    })
  const found: (readonly number[])[] = []
  const walk = (path: readonly number[], day: number): void => {
    const at = path.at(-1)
    if (at === to) return void (path.length > 1 && found.push(path))
    if (path.length > most) return
    const next = new Map<number, number>()
    for (const link of links) {
      if (link.one !== at || path.includes(link.other)) continue
      if (during !== undefined && link.last < day) continue
      const there = during === undefined ? 0 : Math.max(day, link.first)
      next.set(link.other, Math.min(there, next.get(link.other) ?? 99))
    }
    for (const [other, there] of next) walk([...path, other], there)
  }
  walk([from], during?.first ?? 0)
  return found.toSorted((a, b) => {
    const at = a.findIndex((entity, place) => entity !== b[place])
    return a.length - b.length || (a[at] ?? 0) - (b[at] ?? 0)
  })
}

test('the k shortest paths are those of walking everywhere', () => {
  fc.assert(
    fc.property(
      smallWorlds,
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 1, max: 6 }),
      (world, count, most) => {
        const seen = onlySeen(world)
        const index = loaded(world)
        const ids = [...seen.entities.keys()]
        for (const from of ids)
          for (const to of ids) {
            const { paths, isCut } = index.paths({ visible: seenBits, from, to, count, most })
            assert.deepEqual(paths, allPaths(seen, { from, to }, most).slice(0, count))
            assert.equal(isCut, false)
          }
      },
    ),
    { numRuns: 120 },
  )
})

test('in order of time, each link begins no earlier than the one before', () => {
  fc.assert(
    fc.property(
      smallWorlds,
      fc.integer({ min: 1, max: 5 }),
      fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 8 })),
      (world, count, [first, more]) => {
        const seen = onlySeen(world)
        const index = loaded(world)
        const during = { first, last: first + more }
        const ids = [...seen.entities.keys()]
        for (const from of ids)
          for (const to of ids) {
            const { paths } = index.paths({ visible: seenBits, from, to, count, most: 5, during })
            assert.deepEqual(paths, allPaths(seen, { from, to }, 5, during).slice(0, count))
          }
      },
    ),
    { numRuns: 150 },
  )
})

test('money that arrives before it was sent is no path in time', () => {
  const day = (date: string): { first: number; last: number } => ({
    first: dayNumber(date),
    last: dayNumber(date),
  })
  const link = (from: number, to: number, date: string): SmallLink => ({
    from,
    to,
    marking: 1,
    kind: 1,
    ...day(date),
  })
  const index = createGraphIndex()
  index.addNodes({ entity: Float64Array.of(1, 2, 3, 4), markings: [[1], [1], [1], [1]] })
  index.addLinks(
    pageOf([
      link(1, 2, '2026-03-02'),
      link(2, 3, '2026-03-01'),
      link(1, 4, '2026-03-02'),
      link(4, 3, '2026-03-02'),
    ]),
  )
  index.finish()
  const asked = { visible: seenBits, from: 1, to: 3, count: 5, most: 4 }
  assert.deepEqual(index.paths(asked).paths, [
    [1, 2, 3],
    [1, 4, 3],
  ])
  const march = { first: dayNumber('2026-03-01'), last: dayNumber('2026-03-31') }
  assert.deepEqual(index.paths({ ...asked, during: march }).paths, [[1, 4, 3]])
  assert.deepEqual(index.paths({ ...asked, during: { first: march.first, last: march.first } }).paths, [])
})

test('the lower entity is not taken when what comes after it has already begun', () => {
  const link = (from: number, to: number, day: number): SmallLink => ({
    from,
    to,
    marking: 1,
    kind: 1,
    first: day,
    last: day,
  })
  const index = createGraphIndex()
  index.addNodes({ entity: Float64Array.of(1, 2, 3, 4, 5, 9), markings: [[1], [1], [1], [1], [1], [1]] })
  index.addLinks(
    pageOf([
      link(1, 2, 5),
      link(2, 3, 6),
      link(2, 4, 5),
      link(3, 9, 5),
      link(4, 9, 5),
      link(1, 5, 1),
      link(5, 3, 1),
    ]),
  )
  index.finish()
  const asked = { visible: seenBits, from: 1, to: 9, count: 1, most: 4, during: { first: 1, last: 9 } }
  assert.deepEqual(index.paths(asked).paths, [[1, 2, 4, 9]])
})

test('days are counted from 1900, and what is outside two bytes is at their edge', () => {
  assert.equal(dayNumber('1900-01-01'), 1)
  assert.equal(dayNumber('1900-03-01') - dayNumber('1900-02-28'), 1)
  assert.equal(dayNumber('2024-03-01') - dayNumber('2024-02-28'), 2)
  assert.equal(dayNumber('1850-01-01'), 1)
  assert.equal(dayNumber('2190-01-01'), 65_535)
})
