import assert from 'node:assert/strict'
import { test } from 'node:test'

import { startGraphWorker } from './worker-client.ts'

const visible = new Uint8Array([0b10])
const link = { kind: 1, marking: 1, first: 0, last: 0 }

test('the thread answers like the graph, while a thousand changes after another are folded beside it', async () => {
  const client = startGraphWorker({ onFault: (fault) => assert.fail(fault) })
  try {
    await client.finish()
    // A chain of 30,000, enough for a new snapshot, and each change asked for at once.
    for (let from = 0; from < 30_000; from += 1000) {
      const rows = Array.from({ length: 1000 }, (_, at) => from + at + 1)
      await client.replace(
        rows.map((entity) => ({ entity, markings: [1], links: [{ ...link, to: entity + 1 }], judged: [] })),
      )
      const { found } = await client.expand({ visible, from: [from + 999], hops: 1, fanOut: 9 })
      assert.deepEqual(
        found.map((one) => one.entity),
        from === 0 ? [998, 1000] : [from + 998, from + 1000],
      )
    }
    const folds = async (): Promise<number> => (await client.size()).changed
    while ((await folds()) >= 30_000) await new Promise((resolve) => setTimeout(resolve, 5))
    const { paths } = await client.paths({ visible, from: 14_000, to: 14_004, count: 2, most: 6 })
    assert.deepEqual(paths, [[14_000, 14_001, 14_002, 14_003, 14_004]])
    const { nodes, links } = await client.size()
    // The last end has no row of its own: nobody sees it.
    assert.deepEqual([nodes, links], [30_001, 30_000])
    assert.equal((await client.components({ visible })).count, 1)
  } finally {
    await client.close()
  }
})

test('a call that fails is told, and the next is answered', async () => {
  const client = startGraphWorker({ onFault: () => undefined })
  await assert.rejects(client.expand({} as never), /the graph failed/)
  assert.equal((await client.size()).nodes, 0)
  await client.close()
  await assert.rejects(client.size(), /is closed/)
})
