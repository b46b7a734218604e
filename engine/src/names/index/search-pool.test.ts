import assert from 'node:assert/strict'
import { test } from 'node:test'

import { createNameIndex } from './name-index.ts'
import { buildSegment } from './rebuild-segment.ts'
import { startSearchPool } from './search-pool.ts'
import { ask, one, person } from './testing.ts'

const old = [person(1, 'Somchai Jaidee'), person(2, 'Kim Leang Sok')]
const renewed = [person(3, 'Somchai Jaidee'), person(4, 'Somchay Chaidi')]
const asked = ['Somchai Jaidee', 'Kim Leang Sok', 'Jaidee']

test('threads answer in the order of the queries, each batch from one list whole, also while lists are swapped', async () => {
  const images = [[buildSegment(old)], [buildSegment(renewed)]] as const
  const answers = images.map((list) => asked.map((text) => ask(createNameIndex(list), text)))
  await using pool = startSearchPool({ images: images[0], visible: one, threads: 2 })
  const queries = asked.map((text) => ({ text }))
  const batches = Array.from({ length: 40 }, (_, at) => {
    if (at > 0 && at % 10 === 0) pool.swap(images[(at / 10) % 2 === 0 ? 0 : 1], one)
    const expected = answers[Math.floor(at / 10) % 2]
    return pool.search(queries, 10).then((hits) => assert.deepEqual(hits, expected))
  })
  await Promise.all(batches)
})

test('what the asker may not see is not seen from another thread', async () => {
  await using pool = startSearchPool({ images: [buildSegment(old)], visible: new Uint8Array(1), threads: 1 })
  assert.deepEqual(await pool.search([{ text: 'Somchai Jaidee' }], 10), [[]])
})
