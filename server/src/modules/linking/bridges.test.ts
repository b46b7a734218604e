import assert from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import { bridgesOf } from './bridges.ts'

function parts(edges: readonly (readonly [string, string])[], nodes: readonly string[]): number {
  const part = new Map(nodes.map((node) => [node, node]))
  for (const [one, other] of edges) {
    const [from, to] = [part.get(one), part.get(other)]
    for (const node of nodes) if (part.get(node) === from) part.set(node, to ?? '')
  }
  return new Set(part.values()).size
}

test('a bridge is an edge without which more parts remain, and every such edge is one', () => {
  const node = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f')
  let met = 0
  fc.assert(
    fc.property(fc.array(fc.tuple(node, node), { maxLength: 9 }), (all) => {
      const edges = all.filter(([one, other]) => one !== other)
      const nodes = [...new Set(edges.flat())]
      const bridges = bridgesOf(edges)
      met += bridges.size
      edges.forEach((_, at) => {
        const without = edges.filter((__, other) => other !== at)
        assert.equal(bridges.has(at), parts(without, nodes) > parts(edges, nodes))
      })
    }),
    { seed: 1 },
  )
  assert.ok(met > 50, `only ${met} bridges were met`)
})
