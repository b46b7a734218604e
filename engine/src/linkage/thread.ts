import { parentPort } from 'node:worker_threads'

import { collectEdges } from './scan.ts'
import { createScorer } from './score-pairs.ts'
import type { Scorer } from './score-pairs.ts'
import type { ThreadAnswer, ThreadCall } from './threads.ts'

let work: { readonly scorer: Scorer; readonly given: Extract<ThreadCall, { task: unknown }> } | undefined

parentPort?.on('message', (call: ThreadCall) => {
  if ('task' in call) work = { scorer: createScorer(call.task), given: call }
  else if (work) {
    const { scorer, given } = work
    const answer: ThreadAnswer = collectEdges(given.task, scorer, { ...call.portion, keys: given.keys })
    parentPort?.postMessage(answer, [
      answer.lefts.buffer,
      answer.rights.buffer,
      answer.weights.buffer,
    ] as ArrayBuffer[])
  }
})
