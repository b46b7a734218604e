import type { Node } from '../../context.ts'
import { keepDoing } from '../../keep-doing.ts'
import { followOutlet } from './follow.ts'
import { endStreams } from './stream-changes.ts'
import { tellWebhooks } from './tell-webhooks.ts'

const everyMs = 250

/** Follows committed changes for those outside and tells webhooks of them, until stopped. A webhook that does not answer keeps no change waiting. */
export function startOutlet(node: Node): { stop(): Promise<void> } {
  const failed = 'the outlet stopped and will go on from its place'
  const both = [
    keepDoing(node, { everyMs, failed, givesWay: true, act: () => followOutlet(node) }),
    keepDoing(node, { everyMs, failed, act: (signal) => tellWebhooks(node, signal) }),
  ]
  return {
    stop: async () => {
      const ended = both.map((one) => one.stop())
      endStreams(node)
      await Promise.all(ended)
    },
  }
}
