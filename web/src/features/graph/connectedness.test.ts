import assert from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import { importanceOf, separateGroups } from './connectedness.ts'
import { act, emptyChart } from './graph-model.ts'
import type { Chart } from './graph-model.ts'
import { edgeOf, nodeOf, replyOf } from './testing.ts'

const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']

function chartOf(pairs: readonly (readonly [string, string])[], nodes: readonly string[] = ids): Chart {
  const edges = pairs.map(([from, to]) => edgeOf(from, to))
  return act(emptyChart, {
    do: 'add',
    reply: replyOf(
      nodes.map((id) => nodeOf(id)),
      edges,
    ),
  }).chart
}

const someLinks = fc.uniqueArray(
  fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...ids)).filter(([from, to]) => from < to),
  { selector: ([from, to]) => `${from}${to}`, maxLength: 20 },
)

test('the middle of a star comes first, its arms share the second place, and who stands apart comes last', () => {
  const found = importanceOf(
    chartOf([
      ['b', 'a'],
      ['a', 'c'],
      ['d', 'a'],
    ]),
  )
  assert.deepEqual(found.get('a'), { share: 1, place: 1 })
  assert.deepEqual(
    ['b', 'c', 'd', 'e', 'h'].map((id) => found.get(id)?.place),
    [2, 2, 2, 5, 5],
  )
})

test('who is linked with the well connected comes before who has as many links with nobody else’s', () => {
  const hub = ['b', 'c', 'd'].map((id) => ['a', id] as const)
  const found = importanceOf(chartOf([...hub, ['e', 'f']]))
  assert.ok((found.get('a')?.place ?? 9) < (found.get('e')?.place ?? 0))
})

test('five hundred payments tie no more than one, two kinds of relation tie more', () => {
  const once = chartOf([
    ['a', 'b'],
    ['a', 'c'],
  ])
  const more = { ...once, edges: new Map(once.edges) }
  for (let at = 0; at < 500; at += 1) more.edges.set(`p${at}`, edgeOf('a', 'b', { id: `p${at}` }))
  assert.deepEqual(importanceOf(more), importanceOf(once))
  more.edges.set('family', edgeOf('a', 'b', { id: 'family', kind: 'Family' }))
  const found = importanceOf(more)
  assert.ok((found.get('b')?.share ?? 0) > (found.get('c')?.share ?? 0))
})

test('the way in which links read, and the order in which things came, change nothing', () => {
  fc.assert(
    fc.property(someLinks, (pairs) => {
      const found = importanceOf(chartOf(pairs))
      const turned = importanceOf(
        chartOf(
          pairs.map(([from, to]) => [to, from]),
          ids.toReversed(),
        ),
      )
      for (const id of ids) {
        assert.equal(turned.get(id)?.place, found.get(id)?.place)
        assert.ok(Math.abs((turned.get(id)?.share ?? 0) - (found.get(id)?.share ?? 0)) < 1e-6)
      }
    }),
  )
})

test('groups part the things, no link goes from one to another, and each is held together', () => {
  fc.assert(
    fc.property(someLinks, (pairs) => {
      const groups = separateGroups(chartOf(pairs))
      assert.deepEqual(groups.flat().toSorted(), ids)
      const groupOf = new Map(groups.flatMap((group, at) => group.map((id) => [id, at] as const)))
      for (const [from, to] of pairs) assert.equal(groupOf.get(from), groupOf.get(to))
      // A group of n is held together by n − 1 links at least.
      for (const [at, group] of groups.entries())
        assert.ok(pairs.filter(([from]) => groupOf.get(from) === at).length >= group.length - 1)
      const sizes = groups.map((group) => group.length)
      assert.deepEqual(
        sizes,
        sizes.toSorted((a, b) => b - a),
      )
    }),
  )
})

test('what is hidden connects nothing and has no place', () => {
  const chart = chartOf([
    ['a', 'b'],
    ['b', 'c'],
  ])
  const state = act({ ...emptyChart, chart }, { do: 'hide', ids: ['b'] })
  assert.equal(separateGroups(state.chart).find((group) => group.includes('a'))?.length, 1)
  assert.equal(importanceOf(state.chart).has('b'), false)
})
