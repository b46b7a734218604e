import assert from 'node:assert/strict'
import { test } from 'node:test'

import { startThread } from './start-thread.ts'

const module = new URL('./testing-thread.ts', import.meta.url)

test('a thread that ends without an error leaves no call without an answer, and an empty one takes its place', async () => {
  const faults: string[] = []
  const thread = startThread<'say' | 'fail' | 'end'>({
    ...{ module, name: 'counter' },
    onFault: (fault) => faults.push(fault.message),
  })
  assert.deepEqual([await thread.call('say'), await thread.call('say')], [1, 2])
  await assert.rejects(thread.call('fail'), /^Error: the counter failed: TypeError$/)
  assert.equal(await thread.call('say'), 3)
  await assert.rejects(thread.call('end'), /the thread of the counter ended/)
  assert.deepEqual(faults, ['the thread of the counter ended'])
  assert.equal(await thread.call('say'), 1)
  const underWay = thread.call('say')
  await Promise.all([
    thread.close(),
    underWay.then(
      () => undefined,
      () => undefined,
    ),
  ])
  await assert.rejects(thread.call('say'), /the counter is closed/)
  assert.equal(faults.length, 1)
})
