import assert from 'node:assert/strict'
import { test } from 'node:test'

import { arrange } from './arrange.ts'
import { act, emptyChart } from './graph-model.ts'
import { leastDistance, narrowed } from './place.ts'
import { edgeOf, nodeOf, replyOf } from './testing.ts'

const ids = Array.from({ length: 60 }, (_, at) => `n${at}`)
const tree = ids.slice(1).map((id, at) => edgeOf(`n${Math.floor(at / 6)}`, id))
const state = act(emptyChart, {
  do: 'add',
  reply: replyOf(
    ids.map((id) => nodeOf(id)),
    tree,
  ),
})

test('arranging keeps all apart, within sight, and answers for the free and shown only', async () => {
  const pinned = act(act(state, { do: 'pin', ids: ['n0', 'n7'] }), { do: 'hide', ids: ['n9'] })
  const spots = await arrange(pinned.chart)
  assert.deepEqual(
    [...spots.keys()].toSorted(),
    ids.filter((id) => !['n0', 'n7', 'n9'].includes(id)).toSorted(),
  )
  const all = [...act(pinned, { do: 'arrange', spots }).chart.nodes.values()]
    .filter((node) => !node.isHidden)
    .map(narrowed)
  for (const [at, one] of all.entries())
    for (const other of all.slice(at + 1))
      assert.ok(Math.hypot(one.x - other.x, one.y - other.y) > leastDistance * 0.7)
  const wide = Math.max(...all.map((node) => node.x)) - Math.min(...all.map((node) => node.x))
  assert.ok(wide < 2500, `${wide} wide`)
})

test('linked ones come nearer to each other than the rest', async () => {
  const { chart } = act(state, { do: 'arrange', spots: await arrange(state.chart) })
  const apart = (left: string, right: string): number => {
    const [a, b] = [chart.nodes.get(left), chart.nodes.get(right)]
    return Math.hypot((a?.x ?? 0) - (b?.x ?? 0), (a?.y ?? 0) - (b?.y ?? 0))
  }
  const mean = (all: readonly number[]): number => all.reduce((sum, one) => sum + one, 0) / all.length
  const linked = mean(tree.map((edge) => apart(edge.from, edge.to)))
  const any = mean(ids.flatMap((left) => ids.map((right) => apart(left, right))))
  assert.ok(linked < any / 2, `${linked} against ${any}`)
})
