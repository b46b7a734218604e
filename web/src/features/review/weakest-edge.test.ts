import assert from 'node:assert/strict'
import { test } from 'node:test'

import { strongestWay } from './weakest-edge.ts'

const edge = (left: string, right: string, band: 'weak' | 'possible' | 'probable' | 'strong') => ({
  left,
  right,
  band,
})

test('of two ways the one whose weakest edge is stronger is taken, though it is longer', () => {
  const edges = [edge('a', 'c', 'weak'), edge('a', 'b', 'strong'), edge('b', 'c', 'probable')]
  const found = strongestWay(edges, 'a', 'c')
  assert.deepEqual(found?.way, [edges[1], edges[2]])
  assert.equal(found?.weakest, edges[2])
})

test('of ways that are equally strong the shortest is taken', () => {
  const edges = [edge('a', 'b', 'possible'), edge('b', 'c', 'possible'), edge('c', 'a', 'possible')]
  assert.deepEqual(strongestWay(edges, 'a', 'c')?.way, [edges[2]])
})

test('where no way leads there is none', () => {
  assert.equal(strongestWay([edge('a', 'b', 'strong')], 'a', 'c'), undefined)
})
