import assert from 'node:assert/strict'
import { test } from 'node:test'

import { bundlesOf, moreOf, relationsOf } from './bundles.ts'
import { act, emptyChart } from './graph-model.ts'
import { edgeOf, nodeOf, replyOf } from './testing.ts'

const links = [
  { kind: 'Payment', direction: 'out', count: 5 },
  { kind: 'Call', direction: 'in', count: 1 },
] as const
const a = nodeOf('a', { links: [...links] })

test('parallel links are one line with both heads and every link in it', () => {
  const { chart } = act(emptyChart, {
    do: 'add',
    reply: replyOf(
      [a, nodeOf('b')],
      [
        edgeOf('b', 'a', { id: '1' }),
        edgeOf('a', 'b', { id: '2' }),
        edgeOf('a', 'b', { id: '3', kind: 'Call' }),
      ],
    ),
  })
  const [bundle, ...more] = bundlesOf(chart)
  assert.deepEqual(more, [])
  assert.deepEqual([bundle?.id, bundle?.edges.length, bundle?.forth, bundle?.back], ['a~b', 3, true, true])
})

test('a line with one head points the way of its links; kin point nowhere', () => {
  const { chart } = act(emptyChart, {
    do: 'add',
    reply: replyOf(
      [a, nodeOf('b'), nodeOf('c')],
      [edgeOf('b', 'a', { id: '1' }), edgeOf('a', 'c', { id: '2', kind: 'Family' })],
    ),
  })
  const [paid, kin] = bundlesOf(chart)
  assert.deepEqual([paid?.from, paid?.to, paid?.forth, paid?.back], ['b', 'a', true, false])
  assert.deepEqual([kin?.forth, kin?.back], [false, false])
})

test('a relation tells how many the chart holds, hidden ones too, and how many more there are', () => {
  const shown = act(emptyChart, {
    do: 'add',
    reply: replyOf(
      [a, nodeOf('b'), nodeOf('c')],
      [
        edgeOf('a', 'b', { id: '1' }),
        edgeOf('a', 'c', { id: '2' }),
        edgeOf('b', 'a', { id: '3', kind: 'Call' }),
      ],
    ),
  })
  const { chart } = act(shown, { do: 'hide', ids: ['c'] })
  assert.deepEqual(relationsOf(chart, 'a'), [
    { kind: 'Payment', direction: 'out', count: 5, onChart: 2, more: 3 },
    { kind: 'Call', direction: 'in', count: 1, onChart: 1, more: 0 },
  ])
  assert.equal(moreOf(chart, 'a'), 3)
  assert.deepEqual(
    bundlesOf(chart).map((bundle) => bundle.id),
    ['a~b'],
  )
})
