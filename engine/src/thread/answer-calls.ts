import { parentPort } from 'node:worker_threads'

import type { Answer, Call } from './start-thread.ts'

/** The other end of `startThread`: answers each call with a result, or with the name of the fault and never its content. */
export function answerCalls<Name extends string>(resultOf: (call: Call<Name>) => unknown): void {
  parentPort?.on('message', (call: Call<Name>) => {
    const answer = (reply: Answer): void => parentPort?.postMessage(reply)
    try {
      answer({ id: call.id, result: resultOf(call) })
    } catch (error) {
      answer({ id: call.id, fault: error instanceof Error ? error.name : 'Error' })
    }
  })
}
