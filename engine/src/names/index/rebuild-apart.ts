import { once } from 'node:events'
import { Worker } from 'node:worker_threads'

import type { NameIndex } from './name-index.ts'

/**
 * Makes one segment of all in a thread of its own. The index is searched and changed meanwhile, and what is changed
 * stands when the new segment takes the place of the old ones; when the thread fails, the old ones stay.
 */
export async function rebuildApart(index: NameIndex): Promise<void> {
  const rebuild = index.startRebuild()
  const worker = new Worker(new URL('./rebuild-thread.ts', import.meta.url))
  try {
    worker.postMessage(rebuild.images)
    const [image] = (await once(worker, 'message')) as [SharedArrayBuffer]
    rebuild.swap(image)
  } catch (error) {
    rebuild.abandon()
    throw error
  } finally {
    await worker.terminate()
  }
}
