import { on } from 'node:events'
import { stat } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'

import { readParts } from './read-parts.ts'
import type { FileToRead } from './read-file.ts'
import type { Part, ReadOrder } from './read-parts.ts'

/** A thread takes 0.1 s of processor time to start, and its code is cold: what is smaller is read by then. */
const smallFile = 1_000_000
/** Megabytes: what two million remembered records and their numbers take, and room to read. */
const mostMemory = 768

/** Whether a file is read where it is asked for. */
export async function isSmall({ path, format }: FileToRead): Promise<boolean> {
  const { size } = await stat(path)
  // A workbook is compressed.
  return size < (format === 'xlsx' ? smallFile / 10 : smallFile)
}

/**
 * The parts of a file. A large one is read in a thread of its own, which reads ahead while the part before is written: requests
 * do not wait for it, and a file that eats memory ends that thread and not the node.
 */
export async function* readApart(order: ReadOrder): AsyncGenerator<Part, void> {
  if (await isSmall(order.file)) return yield* readParts(order)
  const thread = new Worker(new URL('./read-thread.ts', import.meta.url), {
    workerData: order,
    resourceLimits: { maxOldGenerationSizeMb: mostMemory },
  })
  try {
    for await (const [part] of on(thread, 'message', { close: ['exit'] }) as AsyncIterable<[Part]>) {
      yield part
      if (part.isLast) return
      thread.postMessage('written')
    }
    throw new Error('the thread that read the file ended')
  } finally {
    await thread.terminate()
  }
}
