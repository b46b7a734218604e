import { parentPort, workerData } from 'node:worker_threads'

import { evaluateWhole } from './oprf.ts'
import { shownBytes, tokenInput } from './token.ts'
import type { Domain } from './token.ts'

export interface EvaluateWork {
  readonly secret: Uint8Array
  readonly domain: Domain
  readonly norms: readonly string[]
}

export interface Stoppable {
  /** Nobody waits for the outputs any more when its first is 1. */
  readonly stopped: Int32Array
}

const { secret, domain, norms, stopped } = workerData as EvaluateWork & Stoppable
const outputs = Buffer.alloc(norms.length * shownBytes)
for (const [at, norm] of norms.entries()) {
  if (Atomics.load(stopped, 0) === 1) break
  evaluateWhole(secret, tokenInput(domain, norm), 'verifiable').copy(outputs, at * shownBytes, 0, shownBytes)
}
parentPort?.postMessage(outputs)
