import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'

import { startSender } from './sender.ts'
import type { Sender } from './sender.ts'
import { createPair, postRecall, rows } from './pair-testing.ts'
import type { Pair } from './pair-testing.ts'

let pair: Pair
let sender: Sender
let address: string
before(async () => {
  pair = await createPair()
  const [known] = await rows<{ address: string }>(pair.th, `select address from peer where node = 'ph'`)
  address = known?.address ?? ''
})
after(async () => {
  await sender.stop()
  await pair.close()
})

interface Standing {
  readonly breaker: string
  readonly failures: number
  readonly try_at: Date | null
  readonly fault: string | null
}

async function until(is: (standing: Standing, waiting: number) => boolean): Promise<Standing> {
  for (let tries = 0; tries < 600; tries += 1) {
    const [one] = await rows<Standing & { waiting: number }>(
      pair.th,
      `select breaker, failures, try_at, fault, (select count(*)::int from outbox where answered_at is null) as waiting from peer`,
    )
    if (one && is(one, one.waiting)) return one
    await sleep(50)
  }
  return assert.fail('it does not come to that')
}

test('a partner out of reach is left alone longer and longer, then asked by one hello, then served', async () => {
  const { th } = pair
  await rows(th, `update peer set address = 'http://127.0.0.1:9'`)
  sender = await startSender(th.node)
  await postRecall(th, 'ph')
  const open = await until((one) => one.breaker === 'open')
  assert.equal(open.fault, 'silence')
  assert.ok(open.failures >= 5 && (open.try_at?.getTime() ?? 0) > th.node.now().getTime() - 1000)
  // What was noted is in the database: another start of the node knows it.
  await sender.stop()
  sender = await startSender(th.node)
  assert.equal((await until(() => true)).breaker, 'open')
  await rows(th, 'update peer set address = $1', [address])
  const closed = await until((one, waiting) => waiting === 0 && one.breaker === 'closed')
  assert.deepEqual([closed.failures, closed.fault], [0, null])
})

test('a partner that speaks first is served at once', async () => {
  const { th, ph } = pair
  await rows(
    th,
    `update peer set breaker = 'open', failures = 12, meet = true, failed_at = $1, try_at = $2`,
    [th.node.now(), new Date(th.node.now().getTime() + 3_600_000)],
  )
  await postRecall(th, 'ph')
  const other = await startSender(ph.node)
  await until((one, waiting) => waiting === 0 && one.breaker === 'closed')
  await other.stop()
})

test('ordinary messages to a partner that this node has suspended wait; urgent ones go', async () => {
  const { th, ph } = pair
  await rows(th, 'update peer set suspended_at = now()')
  await rows(
    th,
    `insert into outbox (message_id, peer, lane, kind, schema, body, digest, created_at)
     values (gen_random_uuid(), 'ph', 'ordinary', 'release', 1, '{}', '\\x00', now())`,
  )
  const id = await postRecall(th, 'ph')
  await until((_one, waiting) => waiting === 1)
  assert.equal((await rows(ph, 'select 1 from inbox where message_id = $1', [id])).length, 1)
})
