import assert from 'node:assert/strict'
import { test } from 'node:test'

import { communitiesFrom, communityFill, fillOf, mostColoured } from './communities.ts'

test('groups are numbered as they come, and what stands alone has no number', () => {
  const found = communitiesFrom([['a', 'b', 'c'], ['d', 'e'], ['f'], ['g']])
  assert.deepEqual([found.groups.length, found.alone], [2, 2])
  assert.deepEqual(
    [found.numberOf.get('c'), found.numberOf.get('e'), found.numberOf.get('f')],
    [1, 2, undefined],
  )
})

test('each numbered group has a colour of its own until there are no more, then grey', () => {
  for (const scheme of ['light', 'dark'] as const) {
    const fills = Array.from({ length: mostColoured }, (_, at) => communityFill(at + 1, scheme))
    const grey = communityFill(undefined, scheme)
    assert.equal(new Set([...fills, grey]).size, mostColoured + 1)
    assert.equal(communityFill(mostColoured + 1, scheme), grey)
    assert.equal(fillOf(communitiesFrom([['a', 'b'], ['c']]), 'c', scheme), grey)
  }
})
