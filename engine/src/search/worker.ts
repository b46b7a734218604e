import { parentPort } from 'node:worker_threads'

import { createSearchIndex } from './search-index.ts'
import type { Call, Answer } from './worker-client.ts'

/** The index in a thread of its own: a slow query of one person does not hold up the requests of the others. */
let index = createSearchIndex()

parentPort?.on('message', ({ id, name, argument }: Call) => {
  const answer = (reply: Answer): void => parentPort?.postMessage(reply)
  try {
    if (name === 'clear') {
      index = createSearchIndex()
      answer({ id, result: undefined })
    } else answer({ id, result: index[name](argument as never) })
  } catch (error) {
    answer({ id, fault: error instanceof Error ? error.name : 'Error' })
  }
})
