import { once } from 'node:events'
import { Worker } from 'node:worker_threads'

import { firstRecords } from './first-records.ts'
import type { FirstRecords } from './first-records.ts'
import { isSmall } from './read-apart.ts'
import type { FileToRead } from './read-file.ts'

/** Megabytes: an open quotation mark before 20 MB takes 180, most of it refuse. */
const mostMemory = 512

/** What a file begins with. A large one is read in a thread of its own: it may be made so that little of it comes of much reading. */
export async function firstRecordsApart(file: FileToRead): Promise<FirstRecords> {
  if (await isSmall(file)) return firstRecords(file)
  const thread = new Worker(new URL('./first-records-thread.ts', import.meta.url), {
    workerData: file,
    resourceLimits: { maxOldGenerationSizeMb: mostMemory },
  })
  const ended = once(thread, 'exit')
  const [first] = (await Promise.race([
    once(thread, 'message'),
    ended.then(() => {
      throw new Error('the thread that read what a file begins with ended')
    }),
  ])) as [FirstRecords]
  await ended
  return first
}
