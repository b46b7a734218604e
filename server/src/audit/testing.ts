import assert from 'node:assert/strict'
import { setTimeout } from 'node:timers/promises'

import type { Node } from '../context.ts'
import { withoutPlace } from './waiting.ts'
import type { Sequencer } from './sequence.ts'

/**
 * Waits until every event has its place. One flush need not do: it leaves what is not older than every transaction
 * running in the whole cluster, and other tests run beside this one.
 */
export async function placeAll(node: Node, sequencer: Sequencer): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    await sequencer.flush()
    const { waiting } = await node.database.inTransaction(withoutPlace)
    if (waiting === 0) return
    await setTimeout(100)
  }
  assert.fail('events still wait for their place after half a minute')
}
