import assert from 'node:assert/strict'
import { test } from 'node:test'

import { Problem } from '../../problem.ts'
import { createTestNode } from '../../testing.ts'
import { returnLaw } from './return-law.ts'

test('a country that gave no law of the way home gets none made up, and is told how to give it', async () => {
  const ph = await createTestNode('ph')
  const { node } = ph
  try {
    await assert.rejects(
      node.database.inTransaction((tx) => returnLaw({ tx, node })),
      (error) =>
        error instanceof Problem &&
        error.code === 'conflict' &&
        JSON.stringify(error).includes('bin/shield countries load'),
    )
  } finally {
    await ph.close()
  }
})
