import { once } from 'node:events'
import { Worker } from 'node:worker_threads'

import type { EvaluateWork, Stoppable } from './evaluate-thread.ts'
import { shownBytes } from './token.ts'

/** Tokens of values of ours, in a thread of their own: a million is minutes of one core. */
export async function evaluateAll(work: EvaluateWork, signal: AbortSignal): Promise<readonly Buffer[]> {
  if (work.norms.length === 0) return []
  const stopped = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))
  const worker = new Worker(new URL('./evaluate-thread.ts', import.meta.url), {
    workerData: { ...work, stopped } satisfies EvaluateWork & Stoppable,
  })
  const ended = new Promise((resolve) => worker.once('exit', resolve))
  try {
    const [outputs] = (await once(worker, 'message', { signal })) as [Uint8Array]
    const whole = Buffer.from(outputs)
    return work.norms.map((_, at) => whole.subarray(at * shownBytes, (at + 1) * shownBytes))
  } finally {
    // It ends by itself: V8 of Node 26.10 aborts the process when a thread is ended while a module of it waits, as libsodium's does.
    Atomics.store(stopped, 0, 1)
    await ended
  }
}
