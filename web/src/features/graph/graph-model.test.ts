import assert from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import {
  act,
  emptyChart,
  hasRoomFor,
  hiddenIds,
  mostNodes,
  redo,
  roomOn,
  shownEdges,
  shownNodes,
  undo,
} from './graph-model.ts'
import type { Act, Chart, ChartState } from './graph-model.ts'
import { leastDistance, narrowed } from './place.ts'
import { edgeOf, nodeOf, replyOf } from './testing.ts'

const names = Array.from({ length: 40 }, (_, at) => `n${at}`)
const name = fc.constantFrom(...names)
const some = fc.uniqueArray(name, { maxLength: 6 })
const spot = fc.record({
  x: fc.integer({ min: -2000, max: 2000 }),
  y: fc.integer({ min: -2000, max: 2000 }),
})
const reply = fc.tuple(fc.uniqueArray(name, { minLength: 1, maxLength: 30 }), name).map(([ids, hub]) =>
  replyOf(
    ids.map((id) => nodeOf(id)),
    ids.filter((id) => id !== hub).map((id) => edgeOf(hub, id)),
  ),
)
const anAct: fc.Arbitrary<Act> = fc.oneof(
  reply.map((came): Act => ({ do: 'add', reply: came })),
  fc.tuple(reply, name).map(([came, of]): Act => ({ do: 'expand', reply: came, of })),
  fc
    .tuple(fc.constantFrom('hide', 'show', 'pin', 'unpin', 'remove'), some)
    .map(([what, ids]): Act => ({ do: what, ids })),
  fc
    .tuple(fc.constantFrom('move', 'arrange'), some, fc.array(spot, { minLength: 6, maxLength: 6 }))
    .map(([what, ids, to]): Act => ({
      do: what,
      spots: new Map(ids.map((id, at) => [id, to[at] ?? { x: 0, y: 0 }] as const)),
    })),
)
const acts = fc.array(anAct, { maxLength: 14 })
const after = (doing: readonly Act[]): ChartState => doing.reduce(act, emptyChart)
const placesOf = (chart: Chart): unknown => [...chart.nodes].map(([id, { x, y }]) => [id, x, y])

test('undoing every act gives the empty chart, redoing them gives the same chart again', () => {
  fc.assert(
    fc.property(acts, (doing) => {
      const whole = after(doing)
      const back = whole.done.reduce((state) => undo(state), whole)
      assert.equal(back.chart, emptyChart.chart)
      assert.equal(back.undone.length, whole.done.length)
      const forth = back.undone.reduce((state) => redo(state), back)
      assert.deepEqual(forth, whole)
    }),
  )
})

test('undo then redo is identity at any point, and an undo past the first act does nothing', () => {
  fc.assert(
    fc.property(acts, (doing) => {
      const state = after(doing)
      assert.deepEqual(redo(undo(state)), state)
      assert.equal(undo(emptyChart), emptyChart)
    }),
  )
})

test('a new act forgets what was undone, an act that changes nothing forgets nothing', () => {
  const state = undo(after([{ do: 'add', reply: replyOf([nodeOf('a'), nodeOf('b')]) }]))
  assert.equal(act(state, { do: 'hide', ids: ['nobody'] }), state)
  assert.deepEqual(act(state, { do: 'add', reply: replyOf([nodeOf('c')]) }).undone, [])
})

test('an expansion moves nothing that is there, hidden or shown, and brings each node once', () => {
  fc.assert(
    fc.property(acts, reply, name, (doing, came, of) => {
      const before = after(doing)
      const { chart } = act(before, { do: 'expand', reply: came, of })
      for (const [id, node] of before.chart.nodes) {
        const { x, y, isPinned, isHidden } = chart.nodes.get(id) ?? assert.fail('gone')
        assert.deepEqual([x, y, isPinned, isHidden], [node.x, node.y, node.isPinned, node.isHidden])
      }
      const brought = came.nodes.filter((node) => !before.chart.nodes.has(node.id))
      assert.equal(chart.nodes.size, before.chart.nodes.size + brought.length)
    }),
  )
})

test('new nodes stand clear of everything else', () => {
  const ids = names.map((id) => nodeOf(id))
  const first = after([{ do: 'add', reply: replyOf(ids.slice(0, 3)) }])
  const links = ids.slice(3).map((node) => edgeOf('n0', node.id))
  const { chart } = act(first, { do: 'expand', of: 'n0', reply: replyOf(ids.slice(3), links) })
  const spots = [...chart.nodes.values()].map(narrowed)
  assert.equal(spots.length, 40)
  for (const [at, one] of spots.entries())
    for (const other of spots.slice(at + 1))
      assert.ok(Math.hypot(one.x - other.x, one.y - other.y) >= leastDistance - 3)
})

test('the count of hidden is what hiding hid and showing did not bring back; no link of a hidden one is shown', () => {
  fc.assert(
    fc.property(acts, (doing) => {
      const { chart } = after(doing)
      const hidden = new Set(hiddenIds(chart))
      assert.equal(hidden.size + shownNodes(chart).length, chart.nodes.size)
      for (const edge of shownEdges(chart)) assert.ok(!hidden.has(edge.from) && !hidden.has(edge.to))
      const shown = act(after(doing), { do: 'show', ids: [...hidden] })
      assert.deepEqual(hiddenIds(shown.chart), [])
      assert.equal(shownNodes(shown.chart).length, chart.nodes.size)
    }),
  )
})

test('what a hand moved is pinned, and arranging leaves pinned ones where they are', () => {
  const two = after([{ do: 'add', reply: replyOf([nodeOf('a'), nodeOf('b')]) }])
  const moved = act(two, { do: 'move', spots: new Map([['a', { x: 7, y: 9 }]]) })
  assert.equal(moved.chart.nodes.get('a')?.isPinned, true)
  const to = new Map(['a', 'b'].map((id) => [id, { x: 500, y: 500 }] as const))
  const arranged = act(moved, { do: 'arrange', spots: to })
  const { x, y } = arranged.chart.nodes.get('a') ?? assert.fail('gone')
  assert.deepEqual([x, y], [7, 9])
  assert.equal(arranged.chart.nodes.get('b')?.x, 500)
  assert.equal(arranged.chart.nodes.get('b')?.isPinned, false)
})

test('no link hangs on a node that is not there', () => {
  fc.assert(
    fc.property(acts, (doing) => {
      const removed = act(after(doing), { do: 'remove', ids: names.slice(0, 20) })
      for (const edge of removed.chart.edges.values())
        assert.ok(removed.chart.nodes.has(edge.from) && removed.chart.nodes.has(edge.to))
    }),
  )
})

test('places of a chart that was shown again are those it had', () => {
  fc.assert(
    fc.property(acts, some, (doing, ids) => {
      const before = after(doing)
      const hidden = act(before, { do: 'hide', ids })
      assert.deepEqual(placesOf(hidden.chart), placesOf(before.chart))
    }),
  )
})

test('a connection brings what lies between, shows again what was hidden on it, and is one step to undo', () => {
  const two = act(emptyChart, { do: 'add', reply: replyOf([nodeOf('a'), nodeOf('b'), nodeOf('far')]) })
  const hidden = act(two, { do: 'hide', ids: ['b', 'far'] })
  const reply = replyOf([nodeOf('a'), nodeOf('m'), nodeOf('b')], [edgeOf('a', 'm'), edgeOf('m', 'b')])
  const connected = act(hidden, { do: 'connect', of: 'a', reply })
  assert.deepEqual(
    shownNodes(connected.chart).map((node) => node.data.id),
    ['a', 'b', 'm'],
  )
  assert.equal(connected.chart.edges.size, 2)
  assert.equal(undo(connected).chart, hidden.chart)
  assert.equal(act(connected, { do: 'connect', of: 'a', reply }), connected)
})

test('a full chart takes nothing more, but what stands on it can be asked for again', () => {
  const many = Array.from({ length: mostNodes - 1 }, (_, at) => nodeOf(`m${at}`))
  const almost = after([{ do: 'add', reply: replyOf(many, []) }])
  assert.deepEqual([roomOn(almost.chart), hasRoomFor(almost.chart, 'one more')], [1, true])
  const full = act(almost, { do: 'add', reply: replyOf([nodeOf('last')], []) })
  assert.deepEqual([roomOn(full.chart), hasRoomFor(full.chart, 'one more')], [0, false])
  assert.ok(hasRoomFor(full.chart, 'last'))
})
