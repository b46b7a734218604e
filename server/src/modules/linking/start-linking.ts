import { once } from 'node:events'
import { performance } from 'node:perf_hooks'
import { Worker } from 'node:worker_threads'

import type { Node } from '../../context.ts'
import { keepDoing } from '../../keep-doing.ts'
import { matchSome, noteChanges } from './follow.ts'
import type { MatchOrder } from './match-thread.ts'

/** Keeps candidates up with what committed transactions say has changed, until it is closed. */
export interface Linking {
  close(): Promise<void>
}

const everyMs = 500
/** What a person or a small file changes is matched here and now; a load of more goes to a thread that ends with it. */
const mostHere = 150

/** Follows the changes of a node on its own, from where it was when it last ran. */
export function startLinking(node: Node, databaseUrl: string): Linking {
  const matching = keepDoing(node, {
    everyMs,
    givesWay: true,
    failed: 'matching stopped and will go on from its place',
    act: async (signal) => {
      await noteChanges(node.database)
      if (await matchSome(node.database, mostHere)) await matchApart(databaseUrl, signal)
    },
  })
  return { close: () => matching.stop() }
}

const gaugeMs = 100

/**
 * Matches all that waits in a thread of its own, which gives way to requests: it is told how busy this one is.
 * Whoever ends it loses a transaction that another does again.
 */
async function matchApart(databaseUrl: string, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return
  const percentBusy = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))
  let last = performance.eventLoopUtilization()
  const gauge = setInterval(() => {
    const now = performance.eventLoopUtilization()
    percentBusy[0] = 100 * performance.eventLoopUtilization(now, last).utilization
    last = now
  }, gaugeMs)
  const thread = new Worker(new URL('./match-thread.ts', import.meta.url), {
    workerData: { databaseUrl, percentBusy } satisfies MatchOrder,
  })
  const end = (): void => void thread.terminate()
  signal.addEventListener('abort', end)
  try {
    await once(thread, 'exit')
  } finally {
    signal.removeEventListener('abort', end)
    clearInterval(gauge)
  }
}
